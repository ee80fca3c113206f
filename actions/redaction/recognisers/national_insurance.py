"""National Insurance numbers: two letters, six digits, a letter from A to D (HMRC manual NIM39110)."""

import re
from collections.abc import Iterator

_NUMBER = re.compile(
    r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)(?:QQ|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])(?:[ -]?\d{2}){3}[ -]?[A-D](?![\w-])",
    re.IGNORECASE,
)


def national_insurance_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Numbers with a prefix that is issued (or QQ, the specimen that forms show), spaced or not."""
    for match in _NUMBER.finditer(text):
        yield match.span()
