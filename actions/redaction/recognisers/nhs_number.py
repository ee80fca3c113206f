"""NHS numbers: ten digits, the last a check on the rest (modulus 11, NHS Data Dictionary)."""

import re
from collections.abc import Iterator

_TEN_DIGITS = re.compile(r"(?<![\w+.-])(?:\d{3}[ -]?\d{3}[ -]?\d{4}|\d(?:[ -]\d){9})(?![\w-]|\.\d)")
_SAID_SO = re.compile(r"\bnhs(?: ?(?:number|num|no\.?|#|id))?(?: ?[:=#-]| is| was)? ?\Z", re.IGNORECASE)
_CONTEXT = 30


def nhs_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Numbers whose check digit holds, and any of ten digits that the text calls an NHS number."""
    for match in _TEN_DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if checks(digits) or _SAID_SO.search(text[max(0, match.start() - _CONTEXT) : match.start()]):
            yield match.span()


def checks(digits: str) -> bool:
    """Whether ten digits have the right check digit and could have been issued (none begins with 0)."""
    if digits[0] == "0" or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])
