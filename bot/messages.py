"""What travels through the queue: redacted, small, and safe to deliver twice."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

from actions.entities import Entity
from actions.intents import Intent
from actions.urgency import Urgency
from bot.escalation import EscalationState

Via = Literal["dm", "mention", "slash", "shortcut", "home"]


class Origin(BaseModel):
    """Where a question was asked, so where its answer goes."""

    model_config = ConfigDict(frozen=True)

    team_id: str
    channel_id: str
    user_id: str
    message_ts: str | None = None
    """The message that asked; none for a slash command."""
    thread_ts: str | None = None
    """The thread it stands in, when it stands in one."""
    via: Via
    response_url: str | None = None
    """Slack's own way back to a slash command: five uses, thirty minutes."""
    openly: bool = False
    """The answer may be read by everybody in the channel: the organisation has allowed it there."""

    def privately(self) -> Self:
        """The same, for what is said to the asker alone wherever they ask."""
        return self.model_copy(update={"openly": False})

    @property
    def in_thread(self) -> bool:
        """Whether the answer is a message that stays, under the question."""
        return self.via == "dm" or (self.via == "mention" and self.openly)


class Question(BaseModel):
    """One question to answer. `text` is redacted: the words as typed never come this far."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The same for every delivery of the same event, so that an answer shows once."""
    origin: Origin
    text: str
    kinds: tuple[str, ...] = ()
    """Kinds of identifier that were taken out."""
    urgency: Urgency = Urgency.NONE
    too_long: bool = False
    edited: bool = False
    asked_at: AwareDatetime | None = None
    """By our own clock: what was asked before a wish to hide is not answered after it."""


class Earlier(BaseModel):
    """What a thread was last about: a label and what was named, such as an agency; no words of a message."""

    model_config = ConfigDict(frozen=True)

    intent: Intent
    entities: tuple[Entity, ...] = ()


class AnswerRef(BaseModel):
    """What is kept of an answer, for its buttons: no words of anybody."""

    model_config = ConfigDict(frozen=True)

    id: str
    question_id: str
    intent: str
    urgency: Urgency
    guidance_version: str
    model: str


class Chosen(BaseModel):
    """What a practitioner picked when asked back."""

    model_config = ConfigDict(frozen=True)

    answer_id: str
    """The answer that asked back."""
    origin: Origin
    intent: str
    asked_at: AwareDatetime | None = None


class CardOf(BaseModel):
    """A saved decision whose owner is to see its confirmation card."""

    model_config = ConfigDict(frozen=True)

    team_id: str
    user_id: str
    reference: str


class LeadNotice(BaseModel):
    """That somebody asked for a safeguarding lead: who and how soon stands with the request."""

    model_config = ConfigDict(frozen=True)

    reference: str
    team_id: str


class LeadStep(BaseModel):
    """That a lead has taken a step with a request, which its notice and the one who asked are to show."""

    model_config = ConfigDict(frozen=True)

    reference: str
    team_id: str
    state: EscalationState


class HideWish(BaseModel):
    """Somebody wants all that was said to them off the screen."""

    model_config = ConfigDict(frozen=True)

    team_id: str
    user_id: str
    at: AwareDatetime
    """By our own clock: what is said later is not meant."""
    kept_ts: str | None = None
    """The message that now says so in place of what it said: it stays."""
    kept_answer: str | None = None
    """The answer that it held."""


class Kind(StrEnum):
    """What can stand before a person, beside the answers in the direct message."""

    MESSAGE = "message"
    """One that all in its channel see."""
    EPHEMERAL = "ephemeral"
    """One that they alone see, and a button of which they have used: only so can Slack take it away."""
    FORM = "form"
    """A modal, which Slack lets us empty and them close."""


class Standing(BaseModel):
    """Something of ours before one person, for hiding to reach: places and ids, no words."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    team_id: str
    user_id: str
    id: str
    """The id of the view, or the time that names the message in its channel."""
    at: AwareDatetime
    channel_id: str = ""
    response_url: str = ""
    """Slack's way back to an ephemeral: five uses, thirty minutes."""
    answer_id: str = ""


class Rest(StrEnum):
    """What is to be said of that which still stands."""

    NONE = "none"
    COMING = "coming"
    """It is being taken down, now or by a worker."""
    STAYS = "stays"
    """It could not be taken down, and nobody will try again."""


class Hidden(BaseModel):
    """What came of a wish to hide."""

    model_config = ConfigDict(frozen=True)

    form: bool = False
    """An open form was emptied."""
    unreached: bool = False
    """Something that they alone see stays: Slack gives no way to it."""
    rest: Rest = Rest.NONE
