"""Faults of labelled messages that no count shows: said twice, under two labels, in one frame, or leaked to tests.

Works on what `read_examples` gives and on the encoder's vectors; thresholds are cosines of all-MiniLM-L6-v2.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.examples import Example

SAME = 0.96
"""Two messages this near say the same thing in the same words, but for a slip or a comma."""
SHORT = 3
"""Words up to which messages may be as near as they like: there are few ways to say thanks."""
AT_ONCE = 1000
"""Messages held against all others at a time, which bounds the memory."""

Vectors = NDArray[np.float32]
_NUMBER = re.compile(r"\d+")
_WORD, _MASK = re.compile(r"\w"), re.compile(r"<\w+>")
_NOT_WORD = re.compile(r"[^\w<>]+")


class Fault(StrEnum):
    """What is wrong with a pair of messages."""

    TWICE = "the same message twice"
    CONFLICT = "the same message under two labels"
    FRAME = "one frame with other names in it"
    LEAK = "a tested message to learn from"


@dataclass(frozen=True, slots=True)
class Finding:
    """Two messages that should not both stand where they stand."""

    fault: Fault
    first: Example
    second: Example


def folded(text: str) -> str:
    """The words alone, in small letters; marks only where there is no word."""
    return _NOT_WORD.sub(" ", text.lower()).strip() or text


def near(examples: Sequence[Example], vectors: Vectors) -> list[Finding]:
    """Pairs said twice or under two labels, short ones only where their words are the same."""
    return [
        Finding(Fault.TWICE if examples[one].intent == examples[other].intent else Fault.CONFLICT, *pair)
        for one, other in _alike(vectors, vectors)
        if one < other and _counts(*(pair := (examples[one], examples[other])))
    ]


def leaks(learnt: Sequence[Example], tested: Sequence[Example], to_learn: Vectors, to_test: Vectors) -> list[Finding]:
    """Messages to learn from that stand among the tests, in the same or nearly the same words."""
    return [
        Finding(Fault.LEAK, learnt[one], tested[other])
        for one, other in _alike(to_learn, to_test)
        if _counts(learnt[one], tested[other])
    ]


def frames(messages: Iterable[tuple[Example, Sequence[dict[str, Any]]]]) -> list[Finding]:
    """Pairs of one intent that are alike once agencies, states of consent, rules and numbers are left out.

    Each message comes with its entities as Rasa reads them (`start`, `end`, `entity`).
    """
    first: dict[tuple[str, str], Example] = {}
    found = []
    for example, entities in messages:
        key = example.intent, _frame(example.text, entities)
        if not _WORD.search(_MASK.sub("", key[1])):
            continue  # nothing but what was left out
        if key in first:
            found.append(Finding(Fault.FRAME, first[key], example))
        first.setdefault(key, example)
    return found


def by_fault(findings: Iterable[Finding]) -> dict[Fault, list[tuple[str, str]]]:
    """The pairs' texts, for a reader."""
    sorted_: dict[Fault, list[tuple[str, str]]] = defaultdict(list)
    for each in findings:
        sorted_[each.fault].append((each.first.text, each.second.text))
    return dict(sorted_)


def _counts(first: Example, second: Example) -> bool:
    if folded(first.text) == folded(second.text):
        return True
    return min(len(first.text.split()), len(second.text.split())) > SHORT


def _alike(some: Vectors, others: Vectors) -> Iterable[tuple[int, int]]:
    for start in range(0, len(some), AT_ONCE):
        rows, columns = (some[start : start + AT_ONCE] @ others.T > SAME).nonzero()
        yield from zip((rows + start).tolist(), columns.tolist(), strict=True)


def _frame(text: str, entities: Sequence[dict[str, Any]]) -> str:
    for each in sorted(entities, key=lambda entity: -int(entity["start"])):
        text = f"{text[: each['start']]} <{each['entity']}> {text[each['end'] :]}"
    return folded(_NUMBER.sub("<number>", text))
