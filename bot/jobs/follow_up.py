"""Whether a message in a thread leans on what was asked there before, and what it asks then.

The weights were chosen on 240 short conversations kept apart: docs/evaluation.md.
"""

import math
import re
from dataclasses import dataclass

from actions.entities import Entity
from actions.intents import Intent
from bot.messages import Earlier
from bot.nlu.parse import Parse

FEWNESS, AGAIN, OPENED = 5.0, 4.0, 0.5
"""What speaks for the earlier question, in logarithms of shares: few words, words that ask it again of another, and
words that merely open as a follow-up does ("and if she says no" may turn to another question)."""
FEW, MANY = 4, 12
"""Words up to which a message leans fully on the thread, and from which their number no longer says so."""
FAINT = 0.003

_AGAIN = re.compile(
    r"(?:(?:and|but|or|ok|so|then) )*"
    r"(?:what about|how about|same|does (?:that|it|this)|do (?:they|those)|is (?:that|it|this)|are they"
    r"|the|for|with|an?|my|his|her|their)\b|(?:and|or|but) \w+(?: \w+)?\??\Z",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:and|but|or|what if|even|so|then|also|ok|if|why|unless|not even|still)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FollowUp:
    """What a message asks in the light of its thread."""

    intent: Intent
    leans: bool
    """It cannot be understood without the thread: what was named before still holds."""


def in_the_light(text: str, alone: Parse, earlier: Earlier) -> FollowUp:
    """What `text`, whose own parse is `alone`, asks in a thread that was about `earlier`."""
    words = len(text.split())
    opening = AGAIN if _AGAIN.match(text) else OPENED if _OPENING.match(text) else 0.0
    pull = FEWNESS * min(1.0, max(0.0, (MANY - words) / (MANY - FEW))) + opening
    shares = {earlier.intent.value: 0.0, **dict(alone.ranking)}

    def score(intent: str) -> float:
        return math.log(shares[intent] + FAINT) + (pull if intent == earlier.intent else 0.0)

    best = Intent(max(shares, key=score))
    return FollowUp(best, leans=opening > 0 or words <= FEW or best != alone.intent)


def carried(found: tuple[Entity, ...], earlier: Earlier) -> tuple[Entity, ...]:
    """What the message names, and of the earlier kinds of thing those that it names none of."""
    kinds = {each.entity for each in found}
    return (*found, *(each for each in earlier.entities if each.entity not in kinds))
