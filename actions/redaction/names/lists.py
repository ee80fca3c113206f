"""The lists that tell names from other words, read from data."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from actions.redaction.names.wide import first_names, last_names, times_seen

RARE = 3000
"""Times seen up to which an English word that is a name too may be one; the word `iris` was seen 1,724 times."""


@dataclass(frozen=True, slots=True)
class Lists:
    """First names that are hardly ever another word, those that often are, surnames, and what is no name."""

    plain: frozenset[str]
    ambiguous: frozenset[str]
    surnames: frozenset[str]
    not_names: frozenset[str]
    organisations: frozenset[str]
    places: frozenset[str]
    """Of the organisations, those that a person's whole name is given to: a school, a street."""
    protected: frozenset[tuple[str, ...]]


class _FirstNames(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    plain: dict[str, str]
    ambiguous: str


class _NotNames(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    protected: tuple[str, ...]
    organisation: frozenset[str]
    place: frozenset[str]
    words: frozenset[str]


@cache
def lists() -> Lists:
    """The packaged lists, read once; raises `pydantic.ValidationError` naming the fault."""
    folder = files("actions.redaction.names")
    first = _FirstNames.model_validate(yaml.safe_load(folder.joinpath("first_names.yml").read_text(encoding="utf-8")))
    other = _NotNames.model_validate(yaml.safe_load(folder.joinpath("not_names.yml").read_text(encoding="utf-8")))
    own = frozenset(" ".join(first.plain.values()).split())
    ruled_out = other.words | other.organisation | frozenset(word for phrase in other.protected for word in phrase)
    wide, seen = first_names() - own - ruled_out, times_seen()
    ambiguous = frozenset(first.ambiguous.split()) | {name for name in wide if 0 < seen.get(name, 0) <= RARE}
    surnames = frozenset(name for name in last_names() - ruled_out if seen.get(name, 0) <= RARE)
    return Lists(
        plain=own.union(name for name in wide if name not in seen) - ambiguous,
        ambiguous=ambiguous,
        surnames=surnames.union(folder.joinpath("surnames.txt").read_text(encoding="utf-8").split()),
        not_names=other.words,
        organisations=other.organisation,
        places=other.place,
        protected=frozenset(tuple(phrase.split()) for phrase in other.protected),
    )
