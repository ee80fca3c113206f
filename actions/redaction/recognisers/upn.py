"""Unique pupil numbers: a check letter, then twelve digits, the last of which may be a letter (DfE UPN guide)."""

import re
from collections.abc import Iterator

_UPN = re.compile(r"(?<![\w-])([A-HJ-NP-RT-Z])(\d{11})([\dA-HJ-NP-RT-Z])(?![\w-])", re.IGNORECASE)
_SAID_SO = re.compile(r"\bupn\b\W{0,3}(?:number|no\.?|is|was)?\W{0,3}\Z", re.IGNORECASE)
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_CONTEXT = 20


def upns(text: str) -> Iterator[tuple[int, int]]:
    """Numbers whose check letter holds, and any of that shape that the text calls a UPN."""
    for match in _UPN.finditer(text):
        before = text[max(0, match.start() - _CONTEXT) : match.start()]
        if check_letter(match[2] + match[3].upper()) == match[1].upper() or _SAID_SO.search(before):
            yield match.span()


def check_letter(rest: str) -> str:
    """The letter that belongs before the twelve characters that follow it."""
    values = [int(character) if character.isdigit() else _LETTERS.index(character) for character in rest]
    return _LETTERS[sum(value * weight for value, weight in zip(values, range(2, 14), strict=True)) % len(_LETTERS)]
