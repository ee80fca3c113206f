"""The small language in which the rules are written, and its reading."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Phrase = tuple[str, ...]

_GAP = re.compile(r"\.\.(\d{1,2})")


class PatternError(ValueError):
    """A pattern cannot be read; the message quotes it."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these phrases stands next."""

    phrases: tuple[Phrase, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` other words stand between."""

    most: int


@dataclass(frozen=True, slots=True)
class NotNext:
    """The next word begins none of these phrases."""

    words: frozenset[str]


Item = OneOf | Gap | NotNext


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word or phrase, and what comes after it."""

    first: OneOf
    rest: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All of it, in order."""
        return (self.first, *self.rest)


def pattern(source: str, concepts: Mapping[str, tuple[Phrase, ...]]) -> Pattern:
    """Read `source`; raises `PatternError` on an unknown concept, or on a gap or an optional item that stands first."""
    items = tuple(_item(part, concepts, source) for part in source.split())
    match items:
        case (OneOf(optional=False) as first, *rest):
            return Pattern(first, tuple(rest))
        case _:
            raise PatternError(f"a pattern begins with a word: {source}")


def _item(part: str, concepts: Mapping[str, tuple[Phrase, ...]], source: str) -> Item:
    if gap := _GAP.fullmatch(part):
        return Gap(int(gap[1]))
    if part.startswith("!"):
        return NotNext(frozenset(phrase[0] for phrase in _phrases(part[1:], concepts, source)))
    return OneOf(_phrases(part.removesuffix("?"), concepts, source), optional=part.endswith("?"))


def _phrases(alternatives: str, concepts: Mapping[str, tuple[Phrase, ...]], source: str) -> tuple[Phrase, ...]:
    phrases: list[Phrase] = []
    for one in alternatives.split("|"):
        if one.startswith("{") and one.endswith("}"):
            if one[1:-1] not in concepts:
                raise PatternError(f"no concept {one} in: {source}")
            phrases += concepts[one[1:-1]]
        elif re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)*", one):
            phrases.append(tuple(one.split("_")))
        else:
            raise PatternError(f"cannot read {one!r} in: {source}")
    return tuple(dict.fromkeys(phrases))


def words_in(patterns: tuple[Pattern, ...]) -> frozenset[str]:
    """Every word that the patterns name."""
    found: set[str] = set()
    for item in (item for one in patterns for item in one.items):
        if isinstance(item, OneOf):
            found.update(word for phrase in item.phrases for word in phrase)
        elif isinstance(item, NotNext):
            found |= item.words
    return frozenset(found)
