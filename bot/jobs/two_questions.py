"""Whether a message asks two things: its parts speak each for a question of its own, and not for the other's.

The weights were chosen, before any message of the final measurement was written, on 570 messages kept apart (340 with
two questions, 230 that only look so) and 2,570 ordinary ones: docs/evaluation.md.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from actions.intents import Intent
from bot.nlu.parse import Parse

WHOLE, OTHER = 0.7, 0.6
"""Weights of what the whole message says for the weaker question, and of what each part says for the other's."""
FAINT = 0.01
"""Added to every share, so that a share of nothing weighs no more than it should."""
ASIDE = 1.0
"""Taken off where one of the two is a worry or out of scope: more often the setting of a question than another one."""
UNJOINED = 0.4
"""Taken off where nothing joins the parts but that the second begins as a question does."""
ENOUGH = 1.0
"""The score from which a message asks two things."""
CLEAR = 4.0
"""The score from which the parts decide what comes first; below it, what the whole message says."""
HEARD = 0.5
"""The whole message's share from which a task comes first, although two things are not clear."""
READ = 3
"""Readings of each part that are looked at."""

NOT_ASKED = frozenset({Intent.GREET, Intent.THANKS_GOODBYE, Intent.QUICK_EXIT, Intent.REPORT_IMMEDIATE_DANGER})
"""Conversation, and danger, which is no question beside another: none of the two."""

FIRST = (Intent.REQUEST_ESCALATION, Intent.RECORD_DECISION)
"""Answered first wherever they stand (the tie-breaks of the labelling guide)."""
SETTING = frozenset({Intent.DESCRIBE_CONCERN, Intent.OUT_OF_SCOPE})
LAST = Intent.DESCRIBE_CONCERN
"""Answered last: the question beside a worry is what is wanted."""


class Parts(NamedTuple):
    """What the two parts of a message say, and whether a word or a mark joins them."""

    left: Parse
    right: Parse
    joined: bool = True


def two_questions(whole: Parse, partings: Sequence[Parts]) -> tuple[Intent, Intent] | None:
    """The two things asked, main one first; nothing where one is."""
    said = dict(whole.ranking)
    scored = [scored for parts in partings for scored in _scored(whole, said, *parts)]
    score, pair = max(scored, key=lambda each: each[0], default=(-math.inf, None))
    if pair is None or score < ENOUGH:
        return None
    first, second = sorted(pair, key=_order)
    return (first, second) if score >= CLEAR or _leads(whole, said, first, second) else (second, first)


def _leads(whole: Parse, said: Mapping[str, float], first: Intent, second: Intent) -> bool:
    """Two things are not clear: a task needs a fair share of the whole message, a question must not trail."""
    return said.get(first, 0.0) >= HEARD if first in FIRST else whole.intent != second


def _scored(
    whole: Parse, said: Mapping[str, float], left: Parse, right: Parse, joined: bool
) -> list[tuple[float, tuple[Intent, Intent]]]:
    """Every pair of readings of the two parts, with its score; what the whole message says is one of the pair."""
    in_left, in_right = dict(left.ranking), dict(right.ranking)
    pairs = [
        (one, other)
        for one, _ in left.ranking[:READ]
        for other, _ in right.ranking[:READ]
        if one != other and whole.intent in (one, other) and NOT_ASKED.isdisjoint({one, other})
    ]
    return [
        (
            _weight(in_left, one)
            + _weight(in_right, other)
            + WHOLE * min(_weight(said, one), _weight(said, other))
            - OTHER * (_weight(in_right, one) + _weight(in_left, other))
            - ASIDE * (not SETTING.isdisjoint({one, other}))
            - UNJOINED * (not joined),
            (Intent(one), Intent(other)),
        )
        for one, other in pairs
    ]


def _weight(shares: Mapping[str, float], intent: str) -> float:
    return math.log(shares.get(intent, 0.0) + FAINT)


def _order(intent: Intent) -> int:
    """Python's sort keeps the order of the message among equals."""
    if intent in FIRST:
        return FIRST.index(intent)
    return len(FIRST) + (intent is LAST)
