"""Email addresses."""

import re
from collections.abc import Iterator

_EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,6}[a-z]{2,24}(?![\w-])", re.IGNORECASE
)


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Whole addresses, without an opening quote or full stop."""
    if "@" not in text:
        return
    for match in _EMAIL.finditer(text):
        lead = len(match[0]) - len(match[0].lstrip("'.-"))
        yield match.start() + lead, match.end()
