"""The level that a message's words call for."""

import re

from actions.urgency.level import Urgency

_ALERT = re.compile(
    r"\b(right now|tonight|not breathing|has a knife|kill (?:him|her|them)self|overdose|unconscious|"
    r"immediate danger|is (?:hitting|beating|strangling)|on (?:his|her) way)\b"
)
_CHECK = re.compile(r"\b(scared to go home|bruis\w+|disclosed|hits (?:him|her))\b")


def assess(text: str) -> Urgency:
    """`alert`, `check` or `none`."""
    folded = text.lower()
    if _ALERT.search(folded):
        return Urgency.ALERT
    return Urgency.CHECK if _CHECK.search(folded) else Urgency.NONE
