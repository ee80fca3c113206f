"""Is a child in danger now? Rules over the words of a message; no model, no clock."""

from actions.urgency.assess import assess, past_or_made_up
from actions.urgency.level import Urgency

__all__ = ["Urgency", "assess", "past_or_made_up"]
