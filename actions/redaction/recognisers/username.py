"""Names that people go by in apps and games."""

import re
from collections.abc import Iterator

_HANDLE = re.compile(r"(?<![\w@./])@([a-z0-9_](?:[\w.-]{0,38}[a-z0-9_])?)(?![\w@])", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"\b(?:user ?name|user ?id|handle|gamer ?tag|screen ?name|snap(?:chat)?|insta(?:gram)?|tik ?tok|roblox|discord|"
    r"xbox|psn|facebook|fb|twitter|kik|telegram|account)(?: (?:user ?name|name|id|handle|account|tag|profile))?"
    r"(?: ?[:=-] ?| is | was | called | named | as | )[\"'(]?@?([a-z0-9](?:[\w.#-]{0,38}[\w]))",
    re.IGNORECASE,
)
_MADE_UP = re.compile(r"[\d_#]|[a-z]\.[a-z]", re.IGNORECASE)
_CHANNEL_WORDS = frozenset({"here", "channel", "everyone"})


def usernames(text: str) -> Iterator[tuple[int, int]]:
    """Handles after an @, and account names that hold a digit, a dot or an underscore after the name of an app."""
    for match in _HANDLE.finditer(text):
        if match[1].lower() not in _CHANNEL_WORDS:
            yield match.span(1)
    for match in _ACCOUNT.finditer(text):
        if _MADE_UP.search(match[1]) and not match[1].isdigit():
            yield match.span(1)
