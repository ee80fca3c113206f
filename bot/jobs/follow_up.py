"""Whether a message in a thread leans on what was asked there before, and what it asks then.

The weights were chosen on 160 short conversations kept apart: docs/evaluation.md.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from actions.entities import Entity
from actions.intents import Intent
from bot.messages import Earlier
from bot.nlu.parse import Parse

ALONE, AFTER = 0.5, 0.3
"""Weights of what the words say by themselves, and after the earlier question."""
SAME, OPENED = 1.5, 1.0
"""For the earlier question: where the words are few, and where they open as a follow-up does."""
FEW, MANY = 4, 12
"""Words up to which a message leans fully on the thread, and from which it no longer does unless it opens so."""
FAINT = 0.003

_OPENING = re.compile(
    r"(?:and|but|or|what about|how about|what if|even|same|does that|do they|does it|so|then|also|ok|if|why|unless"
    r"|not even|still)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FollowUp:
    """What a message asks in the light of its thread."""

    intent: Intent
    leans: bool
    """It cannot be understood without the thread: what was named before still holds."""


def in_the_light(text: str, alone: Parse, after: Parse, earlier: Earlier) -> FollowUp:
    """`after` is the parse of the earlier question's own wording with `text` behind it."""
    words = len(text.split())
    opens = _OPENING.match(text) is not None
    fewness = min(1.0, max(0.0, (MANY - words) / (MANY - FEW)))
    reach = 1.0 if opens else fewness
    by_itself, behind = dict(alone.ranking), dict(after.ranking)

    def score(intent: str) -> float:
        same = SAME * fewness + OPENED * opens if intent == earlier.intent else 0.0
        return ALONE * _weight(by_itself, intent) + AFTER * reach * _weight(behind, intent) + same

    best = Intent(max({*by_itself, *behind, earlier.intent}, key=score))
    return FollowUp(best, leans=opens or words <= FEW or best != alone.intent)


def carried(found: tuple[Entity, ...], earlier: Earlier) -> tuple[Entity, ...]:
    """What the message names, and of the earlier kinds of thing those that it names none of."""
    kinds = {each.entity for each in found}
    return (*found, *(each for each in earlier.entities if each.entity not in kinds))


def _weight(shares: Mapping[str, float], intent: str) -> float:
    return math.log(shares.get(intent, 0.0) + FAINT)
