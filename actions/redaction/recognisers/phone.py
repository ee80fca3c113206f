"""UK telephone numbers (Ofcom's numbering plan), and local ones that the text calls a number."""

import re
from collections.abc import Iterator

_NATIONAL = re.compile(
    r"(?<![\w.+/-])(?:(?:\+ ?44|0044)(?:[ ().-]{0,3}\d){9,11}|\(?0(?:[ ().-]{0,3}\d){8,10})(?![\w/]|-\d|\.\d)"
)
_LOCAL = re.compile(
    r"\b(?:phone|tel|telephone|mobile|mob|cell|number|ring|call|text|on|landline)(?: (?:me|him|her|them|us|mum|dad))?"
    r"(?: (?:on|at|is|number|no))? ?[:#.]? ?(\d{3}[ -]?\d{3,4}[ -]?\d{0,4})(?![\w/]|[-.]\d)",
    re.IGNORECASE,
)
_FIRST_DIGITS = frozenset("123578")


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Numbers with the right count of digits for their prefix."""
    for match in _NATIONAL.finditer(text):
        if _dials(re.sub(r"\D", "", match[0])):
            yield match.span()
    for match in _LOCAL.finditer(text):
        if len(re.sub(r"\D", "", match[1])) in {6, 7, 8}:
            start, end = match.span(1)
            yield start, end - (len(match[1]) - len(match[1].rstrip(" -")))


def _dials(digits: str) -> bool:
    significant = digits.removeprefix("00").removeprefix("44").removeprefix("0")
    return len(significant) in {9, 10} and significant[0] in _FIRST_DIGITS | {"9"}
