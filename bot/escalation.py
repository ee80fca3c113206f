"""A request for a safeguarding lead as every room knows it: who, how soon, how far it has come; no content."""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints


class EscalationState(StrEnum):
    """How far a request has come."""

    OPEN = "open"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class Hand(BaseModel):
    """Which lead took a step, and when."""

    model_config = ConfigDict(frozen=True)

    user_id: str
    at: AwareDatetime


class Escalation(BaseModel):
    """One request for a lead."""

    model_config = ConfigDict(frozen=True)

    reference: str
    team_id: str
    user_id: str
    urgency: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
    """The id of the choice that was picked: never free text."""
    asked_at: AwareDatetime
    danger: bool = False
    alarm: bool = False
    """Nobody asked: the words themselves point to danger."""
    outsider: bool = False
    """They were refused an answer, so they are told nothing of what the leads do."""
    state: EscalationState = EscalationState.OPEN
    claimed: Hand | None = None
    resolved: Hand | None = None

    @property
    def moved(self) -> Hand | None:
        """Whose step brought it where it is; none while it is open."""
        return self.resolved or self.claimed


class Step(BaseModel):
    """A lead takes a request on, or is done with it."""

    model_config = ConfigDict(frozen=True)

    team_id: str
    reference: str
    to: EscalationState
    by: Hand
