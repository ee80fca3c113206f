"""Where a message may part into two questions. Many places are offered; what each part means decides."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

MOST_JOINED, MOST_ASKED = 8, 6
"""Partings looked at, from the start of the message: at joining words and marks, and before words that ask."""
FEWEST_WORDS = 2
"""Words on either side of a parting at a joining word or mark."""
FEWEST_WORDS_UNJOINED = 3
"""Words on either side of a parting at neither."""

_WORD = re.compile(r"\w+")
_JOINT = re.compile(
    r"(?:[.?!;:]+|,|\s-+)\s+(?:(?:and|also|plus|oh|but|then|so|or)\s+)*"
    r"|\s+(?:and|also|plus|but|then|&|\+)\s+(?:(?:also|then)\s+)?",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\s+(?=(?:whats?|how|hows|wheres?|whos?|which|why|when|do|does|did|can|could|should|shall|is|are|am|must|may|will"
    r"|would|need|get|if)\s+\w)",
    re.IGNORECASE,
)


class Parting(NamedTuple):
    """A message in two parts; joining words belong to neither."""

    left: str
    right: str
    joined: bool
    """Whether a word or a mark joins them; otherwise the right one merely begins as a question does."""


def partings(text: str) -> tuple[Parting, ...]:
    """The message in two parts, once for each place where it may part."""
    joined = tuple(islice(_partings(text, _JOINT, FEWEST_WORDS, joined=True), MOST_JOINED))
    rights = {parting.right for parting in joined}
    asked = (each for each in _partings(text, _ASKS, FEWEST_WORDS_UNJOINED, joined=False) if each.right not in rights)
    return (*joined, *islice(asked, MOST_ASKED))


def _partings(text: str, places: re.Pattern[str], fewest: int, *, joined: bool) -> Iterator[Parting]:
    for place in places.finditer(text):
        asked = "?" if place.group().startswith("?") else ""
        parts = text[: place.start()] + asked, text[place.end() :]
        if all(len(_WORD.findall(part)) >= fewest for part in parts):
            yield Parting(*parts, joined=joined)
