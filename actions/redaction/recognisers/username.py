"""Names that people go by in apps and games."""

import re
from collections.abc import Iterator

from actions.redaction.names.wide import times_seen

_HANDLE = re.compile(r"(?<![\w@./])@([a-z0-9_](?:[\w.-]{0,38}[a-z0-9_])?)(?![\w@])", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"\b(?:user ?name|user ?id|handle|gamer ?tag|screen ?name|snap(?:chat)?|insta(?:gram)?|tik ?tok|roblox|discord|"
    r"xbox|psn|facebook|fb|twitter|kik|telegram|account|socials?)"
    r"(?: (?:user ?name|name|id|handle|account|tag|profile))?"
    r"(?:['’]?s | ?[:=-] ?| is | are | was | called | named | as | )[\"'(]?@?([a-z0-9](?:[\w.#-]{0,38}[\w]))",
    re.IGNORECASE,
)
_MADE_UP = re.compile(r"[\d_#]|[a-z]\.[a-z]", re.IGNORECASE)
_GOES_BY = re.compile(
    r"\b(?:plays?|playing|writes?|writing|posts?|posting|games|streams?|goes|going|known|chats?) (?:as|by|under) "
    r"[\"'(]?([\w.#-]{3,40}[\w])[\"')]?(?= (?:online|in the game|in game|on \w+))",
    re.IGNORECASE,
)
_MIXED = re.compile(  # the counts are bounded so that a long run of letters is read once
    r"(?<![\w@./-])(?:[a-z]{2,20}(?:[._][a-z0-9]{1,20}){1,3}\d{1,4}|[A-Za-z]{0,20}[a-z][A-Z][A-Za-z]{0,20}\d{1,4}"
    r"|[a-z]{2,20}_[a-z0-9_]{2,30}|[A-Z][a-z]{1,20}[A-Z][a-z]{1,20}\.[A-Za-z]{2,20}|xX\w{2,30}Xx)"
    r"(?![\w@/-]|\.\w)"
)
"""Words that nobody writes otherwise: small letters joined by a dot or an underscore, a capital inside and digits."""
_JOINED = re.compile(r"(?<![\w@./-])[a-z0-9][a-z0-9.]{0,30}_[\w.]{0,30}(?<!\.)(?![\w@/-])", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)_\w")
_NUMBERED = re.compile(
    r"(?<![\w@./-])([a-z]{1,30})(\d{1,4})([a-z]{0,20})(?:\.[a-z]{2,20})?(?![\w@/-]|\.\w)", re.IGNORECASE
)
_ENDINGS = frozenset({"s", "st", "nd", "rd", "th", "am", "pm", "yo", "yr", "yrs", "mg", "k", "m"})
_SHORTEST, _SURELY_LONG, _SAID = 6, 5, 3
_APPS = r"insta(?:gram)?|snap(?:chat)?|tik ?tok|roblox|discord|xbox|psn|facebook|fb|twitter|kik|telegram|twitch|steam"
_ON_AN_APP = re.compile(rf"(?<![\w@./-])([\w.-]{{4,40}}) on (?:{_APPS})\b", re.IGNORECASE)
_AS = re.compile(r"\bas ([a-z0-9]{2,20}(?:\.[a-z0-9]{1,20}){1,3})(?![\w@/-]|\.\w)", re.IGNORECASE)
_CHANNEL_WORDS = frozenset({"here", "channel", "everyone"})


def usernames(text: str) -> Iterator[tuple[int, int]]:
    """Handles after an @, account names after the name of an app, what someone goes by, and words made up like one."""
    yield from (each.span(1) for each in _HANDLE.finditer(text) if each[1].lower() not in _CHANNEL_WORDS)
    yield from (each.span(1) for each in _ACCOUNT.finditer(text) if _MADE_UP.search(each[1]) and not each[1].isdigit())
    yield from (each.span(1) for each in _ON_AN_APP.finditer(text) if _MADE_UP.search(each[1]) or not _english(each[1]))
    yield from (each.span(1) for pattern in (_GOES_BY, _AS) for each in pattern.finditer(text))
    yield from (each.span() for each in _MIXED.finditer(text))
    yield from (each.span() for each in _NUMBERED.finditer(text) if _made_up(*each.groups()))
    if not _EMPHASIS.search(text):
        yield from (each.span() for each in _JOINED.finditer(text))


def _made_up(letters: str, digits: str, more: str) -> bool:
    """Whether letters and digits are no course, form, year or shorthand: an English word with a number stays."""
    if more:
        long = len(letters + digits + more) >= _SHORTEST and (len(more) >= _SAID or len(letters) >= _SAID)
        return long and not _english(letters + more) and more.lower() not in _ENDINGS
    return len(letters) >= _SURELY_LONG and not _english(letters)


def _english(word: str) -> bool:
    return word.lower() in times_seen() or word.lower().removesuffix("s") in times_seen()
