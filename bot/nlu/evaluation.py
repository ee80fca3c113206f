"""How well labels were found: strict, lenient, by intent, and what is taken for what."""

from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from bot.nlu.examples import Example


class IntentScore(BaseModel):
    """Of one intent: how many there were, the share found, and the share of its findings that were right."""

    model_config = ConfigDict(frozen=True)

    messages: int
    recall: float
    precision: float


class Evaluation(BaseModel):
    """Shares lie between 0 and 1. `strict` counts the label alone, `lenient` also those that a reader would accept."""

    model_config = ConfigDict(frozen=True)

    messages: int
    strict: float
    lenient: float
    intents: dict[str, IntentScore]
    taken_for: list[tuple[str, str, int]]
    """The label, what it was taken for, how often; the most often first."""


def score(examples: Sequence[Example], found: Sequence[str]) -> Evaluation:
    """Hold the intents found against the labels, in the same order."""
    pairs = list(zip(examples, found, strict=True))
    right = Counter(example.intent for example, intent in pairs if example.intent == intent)
    labelled = Counter(example.intent for example in examples)
    given = Counter(found)
    confused = Counter((example.intent, intent) for example, intent in pairs if example.intent != intent)
    accepted = sum(intent in (example.intent, *example.also) for example, intent in pairs)
    return Evaluation(
        messages=len(pairs),
        strict=_share(right.total(), len(pairs)),
        lenient=_share(accepted, len(pairs)),
        intents={
            intent: IntentScore(
                messages=total,
                recall=_share(right[intent], total),
                precision=_share(right[intent], given[intent]),
            )
            for intent, total in sorted(labelled.items())
        },
        taken_for=[(label, intent, times) for (label, intent), times in confused.most_common()],
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
