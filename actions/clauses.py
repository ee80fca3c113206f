"""Where a message may part into two questions. Many places are offered; what each part means decides."""

import re

MOST = 8
"""Partings looked at, from the start of the message."""
FEWEST_WORDS = 2
"""Words on either side of a parting."""

_WORD = re.compile(r"\w+")
_JOINT = re.compile(
    r"(?:[.?!;:]+|,|\s-+)\s+(?:(?:and|also|plus|oh|but|then|so|or)\s+)*"
    r"|\s+(?:and|also|plus|but|then|&|\+)\s+(?:(?:also|then)\s+)?",
    re.IGNORECASE,
)


def partings(text: str) -> tuple[tuple[str, str], ...]:
    """The message in two parts, once for each place where it may part; joining words belong to neither."""
    found = []
    for joint in _JOINT.finditer(text):
        asked = "?" if joint.group().startswith("?") else ""
        parts = text[: joint.start()] + asked, text[joint.end() :]
        if all(len(_WORD.findall(part)) >= FEWEST_WORDS for part in parts):
            found.append(parts)
    return tuple(found[:MOST])
