"""What the listeners ask of the queue and the store, without knowing either."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from actions.decisions import DecisionRecord
from actions.intents import Intent
from bot.messages import AnswerRef, Origin, Question


class Unavailable(Exception):
    """The queue or the store is away. Nothing was done; the same call may be made again."""


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

    def choose(self, origin: Origin, answer_id: str, intent: Intent) -> None:
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


class Leads(Protocol):
    """The safeguarding leads."""

    def request(self, request: LeadRequest) -> str:
        """Ask for a person; the reference to quote. Raises `Unavailable`."""


class Hiding(Protocol):
    """Taking answers off the screen."""

    def hide(self, origin: Origin) -> None:
        """Take down all that was said to this person lately. Raises `Unavailable`."""


@dataclass(frozen=True)
class Ports:
    """All that the listeners may ask for."""

    intake: Intake
    decisions: Decisions
    answers: Answers
    feedback: Feedback
    leads: Leads
    hiding: Hiding
