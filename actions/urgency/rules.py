"""The rules and their lexicon, read from data and made ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from actions.urgency.level import Urgency
from actions.urgency.patterns import Pattern, PatternError, Phrase, pattern, words_in
from actions.urgency.words import Spelling

_FORMS = ("base", "s", "ing", "past")


def _as_text(value: object) -> object:
    """YAML reads `no` and `on` as truth values and digits as numbers; the lexicon means the words."""
    if isinstance(value, bool):
        return "on" if value else "no"
    return str(value) if isinstance(value, int) else value


Word = Annotated[str, BeforeValidator(_as_text)]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LexiconFile(_Data):
    """`lexicon.yml`."""

    verbs: Mapping[str, tuple[str, ...]]
    concepts: Mapping[str, tuple[Word, ...]]
    spelling: Mapping[Word, str]
    ordinary: tuple[Word, ...]
    idioms: tuple[str, ...]


class RuleEntry(_Data):
    """One rule of `rules.yml`."""

    patterns: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    floor: Literal["none", "check"] = "none"


class FrameEntry(_Data):
    """One frame of `rules.yml`."""

    covers: Literal["message", "sentence", "onward"]
    lowers_to: Literal["none", "check"]
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    for_rules_alone: bool = False


class RulesFile(_Data):
    """`rules.yml`."""

    alert: Mapping[str, RuleEntry]
    check: Mapping[str, RuleEntry]
    frames: Mapping[str, FrameEntry]
    denials: Mapping[Word, Annotated[int, Field(ge=1, le=9)]]
    but_not: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named sign of danger; `floor` is the least level that it keeps whatever frames it."""

    name: str
    level: Urgency
    patterns: tuple[Pattern, ...]
    together: tuple[Pattern, ...]
    floor: Urgency


@dataclass(frozen=True, slots=True)
class Frame:
    """A named way of speaking that makes a sign weigh less."""

    name: str
    covers: str
    lowers_to: Urgency
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    only: frozenset[str]
    for_rules_alone: bool
    """It weighs on what the rules say, not on what a model says."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that assessing needs."""

    rules: tuple[Rule, ...]
    frames: tuple[Frame, ...]
    idioms: tuple[Pattern, ...]
    denials: Mapping[Phrase, int]
    but_not: tuple[str, ...]
    known: frozenset[str]
    spelling: Spelling


@cache
def rulebook() -> Rulebook:
    """The packaged rules, read once.

    Raises `pydantic.ValidationError` or `PatternError` naming the fault.
    """
    lexicon = LexiconFile.model_validate(_load("lexicon.yml"))
    source = RulesFile.model_validate(_load("rules.yml"))
    concepts = _concepts(lexicon)
    rules = tuple(
        _rule(name, entry, level, concepts)
        for level, entries in ((Urgency.ALERT, source.alert), (Urgency.CHECK, source.check))
        for name, entry in entries.items()
    )
    frames = tuple(_frame(name, entry, concepts) for name, entry in source.frames.items())
    if unknown := {name for frame in frames for name in frame.only} - {rule.name for rule in rules}:
        raise PatternError(f"a frame names no such rule: {', '.join(sorted(unknown))}")
    idioms = tuple(pattern(idiom, concepts) for idiom in lexicon.idioms)
    named = (
        *(one for rule in rules for one in (*rule.patterns, *rule.together)),
        *(one for frame in frames for one in (*frame.patterns, *frame.unless)),
    )
    denials = {tuple(words.split()): reach for words, reach in source.denials.items()}
    known = words_in((*named, *idioms)) | {word for phrase in denials for word in phrase} | set(source.but_not)
    return Rulebook(
        rules=rules,
        frames=frames,
        idioms=idioms,
        denials=denials,
        but_not=source.but_not,
        known=known,
        spelling=Spelling(lexicon.spelling, known, lexicon.ordinary),
    )


def _load(name: str) -> object:
    return yaml.safe_load(files("actions.urgency").joinpath(name).read_text(encoding="utf-8"))


def _concepts(lexicon: LexiconFile) -> dict[str, tuple[Phrase, ...]]:
    concepts = {name: tuple(tuple(phrase.split()) for phrase in phrases) for name, phrases in lexicon.concepts.items()}
    for verb, rows in lexicon.verbs.items():
        forms = [row.split() for row in rows]
        for i, form in enumerate(_FORMS):
            concepts[f"{verb}_{form}"] = tuple((row[i],) for row in forms)
    return concepts


def _rule(name: str, entry: RuleEntry, level: Urgency, concepts: Mapping[str, tuple[Phrase, ...]]) -> Rule:
    return Rule(
        name=name,
        level=level,
        patterns=tuple(pattern(one, concepts) for one in entry.patterns),
        together=tuple(pattern(one, concepts) for one in entry.together),
        floor=Urgency(entry.floor),
    )


def _frame(name: str, entry: FrameEntry, concepts: Mapping[str, tuple[Phrase, ...]]) -> Frame:
    return Frame(
        name=name,
        covers=entry.covers,
        lowers_to=Urgency(entry.lowers_to),
        patterns=tuple(pattern(one, concepts) for one in entry.patterns),
        unless=tuple(pattern(one, concepts) for one in entry.unless),
        only=frozenset(entry.only),
        for_rules_alone=entry.for_rules_alone,
    )
