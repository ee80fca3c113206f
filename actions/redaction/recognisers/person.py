"""People, by name or by initials; titles and a possessive's stay outside."""

import re
from collections.abc import Iterator

from actions.redaction.names.finders import FINDERS, along_with
from actions.redaction.names.reader import Reader

_DOTTED = re.compile(r"(?<![\w.])(?:(?:[A-Z]\. ?){1,2}[A-Z]\b\.?|[a-z]\.[a-z]\.)(?!\w)")
_NO_INITIALS = frozenset(
    {
        "UK",
        "US",
        "EU",
        "UN",
        "GP",
        "PE",
        "HR",
        "IT",
        "AM",
        "PM",
        "NB",
        "PS",
        "DOB",
        "NHS",
        "DSL",
        "PTO",
        "RE",
        "RIP",
        "TV",
        "CV",
        "ID",
        "EG",
        "IE",
        "AKA",
    }
)
_NEAR = frozenset({"", " ", "  ", "-", ". ", "."})


def people(text: str) -> Iterator[tuple[int, int]]:
    """Names in the order of the text, each whole name once."""
    reader = Reader(text)
    ranges = [one for finder in FINDERS for one in finder(reader) if _is_person(reader, one)]
    named = {i for start, end in ranges for i in range(start, end)}
    frontier = frozenset(named)
    while frontier:
        more = [one for one in along_with(reader, frontier) if _is_person(reader, one)]
        frontier = frozenset(i for start, end in more for i in range(start, end)) - named
        named |= frontier
    yield from _dotted_initials(text)
    yield from _as_spans(reader, sorted(named))


def _is_person(reader: Reader, one: tuple[int, int]) -> bool:
    return not reader.names_a_place(*one) and not any(i in reader.kept for i in range(*one))


def _as_spans(reader: Reader, named: list[int]) -> Iterator[tuple[int, int]]:
    """Names that stand next to one another as one span."""
    start: int | None = None
    for position, i in enumerate(named):
        token = reader.tokens[i]
        if start is None:
            start = token.start
        end = token.end - (1 if _bare_possessive(reader, i) else 0)
        following = named[position + 1] if position + 1 < len(named) else None
        if following == i + 1 and not token.possessive and reader.tokens[following].gap in _NEAR:
            continue
        yield start, end
        start = None


def _bare_possessive(reader: Reader, i: int) -> bool:
    """Whether the word is a name with an s that lost its apostrophe: "aishas mum"."""
    word = reader.base(i)
    owned = reader.base(i + 1) in reader.company.kin
    return owned and word.endswith("s") and word not in reader.lists.plain and word[:-1] in reader.lists.plain


def _dotted_initials(text: str) -> Iterator[tuple[int, int]]:
    for match in _DOTTED.finditer(text):
        if re.sub(r"[^A-Z]", "", match[0].upper()) not in _NO_INITIALS:
            yield match.span()
