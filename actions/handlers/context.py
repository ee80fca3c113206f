"""What stands around a message, beside its intent and entities."""

from pydantic import BaseModel, ConfigDict

from actions.intents import Intent
from actions.urgency import Urgency


class Context(BaseModel):
    """How urgent the message is, what else it asks, and the labels to offer back when it was not understood."""

    model_config = ConfigDict(frozen=True)

    urgency: Urgency = Urgency.NONE
    choices: tuple[Intent, ...] = ()
    """For `nlu_fallback`: likely labels, best first; up to three are shown."""
    also: Intent | None = None
    """What the message asks beside, answered shortly."""
