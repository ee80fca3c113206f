"""Names that people go by in apps and games."""

import re
from collections.abc import Iterator

_HANDLE = re.compile(r"(?<![\w@./])@([a-z0-9_](?:[\w.-]{0,38}[a-z0-9_])?)(?![\w@])", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"\b(?:user ?name|user ?id|handle|gamer ?tag|screen ?name|snap(?:chat)?|insta(?:gram)?|tik ?tok|roblox|discord|"
    r"xbox|psn|facebook|fb|twitter|kik|telegram|account|socials?)"
    r"(?: (?:user ?name|name|id|handle|account|tag|profile))?"
    r"(?: ?[:=-] ?| is | are | was | called | named | as | )[\"'(]?@?([a-z0-9](?:[\w.#-]{0,38}[\w]))",
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
_CHANNEL_WORDS = frozenset({"here", "channel", "everyone"})


def usernames(text: str) -> Iterator[tuple[int, int]]:
    """Handles after an @, account names after the name of an app, what someone goes by, and words made up like one."""
    for match in _HANDLE.finditer(text):
        if match[1].lower() not in _CHANNEL_WORDS:
            yield match.span(1)
    for match in _ACCOUNT.finditer(text):
        if _MADE_UP.search(match[1]) and not match[1].isdigit():
            yield match.span(1)
    for match in _GOES_BY.finditer(text):
        yield match.span(1)
    for match in _MIXED.finditer(text):
        yield match.span()
