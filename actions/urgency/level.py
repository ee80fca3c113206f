"""How soon a child may come to harm, as far as the words of a message tell."""

from enum import StrEnum


class Urgency(StrEnum):
    """Three levels; `rank` orders them."""

    NONE = "none"
    """Nothing in the words points to danger."""
    CHECK = "check"
    """A softer sign: ask whether a child is in danger now."""
    ALERT = "alert"
    """A child may come to harm now or within hours."""

    @property
    def rank(self) -> int:
        """0 for none, 1 for check, 2 for alert."""
        return list(Urgency).index(self)
