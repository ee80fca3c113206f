"""What the listeners ask of the queue and the store, without knowing either."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from actions.decisions import DecisionRecord
from actions.intents import Intent
from bot.escalation import Escalation, Step
from bot.messages import AnswerRef, Hidden, HideWish, Origin, Question, Standing


class Unavailable(Exception):
    """The queue or the store is away. Nothing was done; the same call may be made again."""


class NoSuchRequest(Exception):
    """There is no request for a lead of this reference here, or no longer."""


class LeadUrgency(StrEnum):
    """How soon a safeguarding lead is wanted."""

    URGENT = "urgent"
    TODAY = "today"
    ROUTINE = "routine"


@dataclass(frozen=True)
class LeadRequest:
    """One request for a person. It holds nothing of the case.

    `id` is the same for every delivery of the same click, so that one request is made of it.
    """

    id: str
    team_id: str
    user_id: str
    urgency: LeadUrgency
    answer: AnswerRef | None = None
    danger: bool = False
    """The practitioner said that a child may be in danger now, or their words do."""
    alarm: bool = False
    """Nobody asked: the words themselves point to danger."""
    outsider: bool = False
    """They are, or may be, from outside: told nothing of what the leads do."""


@dataclass(frozen=True)
class RecordLine:
    """One decision record as its owner's list shows it."""

    reference: str
    recorded_on: date
    decision: str
    """The label of the decision, as the form shows it."""


class Intake(Protocol):
    """Questions on their way to a worker."""

    def question(self, question: Question) -> None:
        """Keep it durably for a worker; one `Question.id` is answered once. Raises `Unavailable`."""

    def choose(self, origin: Origin, answer_id: str, intent: Intent, asked_at: datetime) -> None:
        """Answer what the practitioner picked when asked back. Raises `Unavailable`."""

    def delete_answer(self, origin: Origin) -> None:
        """Take down what was said to `origin.message_ts`. Raises `Unavailable`."""


class Decisions(Protocol):
    """The practitioner's decision records."""

    def save(self, record: DecisionRecord) -> DecisionRecord:
        """Keep it, one record a `submission_id`; the record as it is kept, to be shown. Raises `Unavailable`."""

    def confirm(self, record: DecisionRecord) -> None:
        """Queue the confirmation card for its owner. Raises `Unavailable`."""

    def list_for(self, team_id: str, user_id: str) -> Sequence[RecordLine]:
        """Their latest, newest first. Raises `Unavailable`."""


class Answers(Protocol):
    """What is kept of answers given."""

    def get(self, team_id: str, ref: str) -> AnswerRef | None:
        """This workspace's answer of this id, or none when it is unknown or was taken down. Raises `Unavailable`."""


class Feedback(Protocol):
    """What practitioners think of answers."""

    def add(self, answer_id: str, team_id: str, user_id: str, *, helpful: bool) -> None:
        """Keep one opinion a person and answer; the latest counts. Raises `Unavailable`."""


@dataclass(frozen=True)
class Stepped:
    """What came of a lead's step: where the request stands now, and whether those concerned are being told."""

    request: Escalation
    told: bool = True


@dataclass(frozen=True)
class Overview:
    """What an administrator may see: which model speaks, from which guidance, and how the audit trail stands."""

    model: str | None
    guidance: str
    trail: str


class Leads(Protocol):
    """The safeguarding leads."""

    def request(self, request: LeadRequest) -> str:
        """Ask for a person; the reference to quote. Raises `Unavailable`."""

    def unfinished(self, team_id: str) -> Sequence[Escalation]:
        """The requests that no lead is done with. Raises `Unavailable`."""

    def step(self, step: Step) -> Stepped:
        """Note what a lead does with a request; by one lead only, and done again it is done once.

        Raises `NoSuchRequest`, and `Unavailable` when nothing was changed.
        """


class Audit(Protocol):
    """What is noted in the audit trail of things that only some may do."""

    def refused(self, team_id: str, user_id: str, what: str) -> None:
        """Somebody was refused. Raises `Unavailable`."""

    def shown(self, team_id: str, user_id: str) -> Overview:
        """Note that an administrator looks, then say how things stand. Raises `Unavailable`."""

    def overview(self, team_id: str) -> Overview:
        """How things stand. Raises `Unavailable`."""


class Hiding(Protocol):
    """Taking answers off the screen."""

    def hide(self, wish: HideWish) -> Hidden:
        """Take down all that was said to this person lately, waiting about a second. What is away is in the outcome."""

    def note(self, standing: Standing) -> None:
        """Keep what stands before a person, for hiding to reach it. Never raises, and never waits on the store."""

    def closed(self, team_id: str, user_id: str, view_id: str) -> None:
        """A form is open no longer. Never raises, and never waits on the store."""

    def said_to(self, team_id: str, user_id: str, answer_id: str) -> bool:
        """Whether this person asked for that answer. Raises `Unavailable`."""


@dataclass(frozen=True)
class Ports:
    """All that the listeners may ask for."""

    intake: Intake
    decisions: Decisions
    answers: Answers
    feedback: Feedback
    leads: Leads
    audit: Audit
    hiding: Hiding
