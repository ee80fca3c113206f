"""The listeners' ports, filled with the queue and the stores."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from actions.decisions import DecisionRecord, fields, sent_again
from actions.intents import Intent
from bot.escalation import Escalation, Step
from bot.jobs.queue import Job, Queue, QueueUnavailable
from bot.messages import AnswerRef, CardOf, Chosen, LeadNotice, LeadStep, Origin, Question
from bot.runtime.audit import checked
from bot.slack import ports
from bot.slack.references import lead_reference
from bot.store.answers import AnswerStore
from bot.store.decisions import DecisionStore
from bot.store.errors import RecordMissing, StoreError
from bot.store.escalations import EscalationNote, EscalationNotes
from bot.store.feedback import Feedback, FeedbackStore, Verdict
from bot.store.trail import Act, Entry, Trail

LISTED = 10
UNCHECKED = "too many to check while you wait: run `sharewise audit verify`"

CHECKED_AT_ONCE = 1_000
"""Entries of an audit trail, checked within half a second: Slack waits three in all for an answer to a command."""


@contextmanager
def told_as_unavailable() -> Iterator[None]:
    """The queue's and the store's failures, as the listeners know them."""
    try:
        yield
    except (QueueUnavailable, StoreError) as error:
        raise ports.Unavailable(str(error)) from None


@dataclass(frozen=True)
class QueuedIntake:
    """Questions go to the queue."""

    queue: Queue

    @told_as_unavailable()
    def question(self, question: Question) -> None:
        """Durable when this returns."""
        self.queue.enqueue_question(question)

    @told_as_unavailable()
    def choose(self, origin: Origin, answer_id: str, intent: Intent, asked_at: datetime) -> None:
        """Answer what was picked."""
        chosen = Chosen(answer_id=answer_id, origin=origin, intent=intent, asked_at=asked_at)
        self.queue.enqueue(Job.CHOOSE, _id("choose", answer_id, intent), chosen)

    @told_as_unavailable()
    def delete_answer(self, origin: Origin) -> None:
        """Take the answer down."""
        job_id = _id("take-down", origin.team_id, origin.channel_id, str(origin.message_ts))
        self.queue.enqueue(Job.TAKE_DOWN, job_id, origin)


@dataclass(frozen=True)
class StoredDecisions:
    """Records go to the store, their cards to the queue."""

    store: DecisionStore
    trail: Trail
    queue: Queue

    @told_as_unavailable()
    def save(self, record: DecisionRecord) -> DecisionRecord:
        """In Redis, sealed, and in the audit trail, when this returns; each once, however often it is tried."""
        if self.store.save(record, self.trail):
            return record
        kept = sent_again(self.store.saved_from(record), record)
        self.store.amend(kept, self.trail)
        return kept

    @told_as_unavailable()
    def confirm(self, record: DecisionRecord) -> None:
        """Queue the card."""
        owner = record.owner
        card = CardOf(team_id=owner.team_id, user_id=owner.user_id, reference=record.reference)
        self.queue.enqueue_card(_id("card", owner.team_id, record.reference), card)

    @told_as_unavailable()
    def list_for(self, team_id: str, user_id: str) -> Sequence[ports.RecordLine]:
        """The latest ten."""
        return [
            ports.RecordLine(record.reference, record.recorded_at.date(), _decision_in_words(record))
            for record in self.store.list_for(team_id, user_id, LISTED)
        ]


@dataclass(frozen=True)
class StoredAnswers:
    """What is kept of answers."""

    store: AnswerStore

    @told_as_unavailable()
    def get(self, team_id: str, ref: str) -> AnswerRef | None:
        """None when unknown or taken down."""
        shown = self.store.get(team_id, ref)
        return shown.ref if shown else None


@dataclass(frozen=True)
class StoredFeedback:
    """Opinions of answers."""

    store: FeedbackStore
    answers: AnswerStore
    now: Callable[[], datetime]

    @told_as_unavailable()
    def add(self, answer_id: str, team_id: str, user_id: str, *, helpful: bool) -> None:
        """One a person and answer; nothing to keep when the answer is no longer known."""
        shown = self.answers.get(team_id, answer_id)
        if shown is None:
            return
        verdict = Verdict.HELPFUL if helpful else Verdict.UNHELPFUL
        feedback = Feedback(team_id=team_id, user_id=user_id, answer=shown.ref, verdict=verdict, given_at=self.now())
        self.store.save(feedback)


@dataclass(frozen=True)
class QueuedLeads:
    """A request is kept first, then told to the leads' channel."""

    notes: EscalationNotes
    trail: Trail
    queue: Queue
    now: Callable[[], datetime]

    @told_as_unavailable()
    def request(self, request: ports.LeadRequest) -> str:
        """The reference; the same for the same request."""
        reference = lead_reference(request.id)
        note = EscalationNote(
            reference=reference,
            request_id=_id("lead", request.id),
            team_id=request.team_id,
            user_id=request.user_id,
            urgency=request.urgency,
            asked_at=self.now(),
            danger=request.danger,
            alarm=request.alarm,
            outsider=request.outsider,
        )
        self.notes.save(note, self.trail, request.answer)
        notice = LeadNotice(reference=reference, team_id=request.team_id)
        self.queue.enqueue(Job.NOTIFY_LEADS, _id("notify", reference), notice, urgent=True)
        return reference

    @told_as_unavailable()
    def unfinished(self, team_id: str) -> Sequence[Escalation]:
        """Those that no lead is done with."""
        return self.notes.unfinished(team_id)

    @told_as_unavailable()
    def step(self, step: Step) -> ports.Stepped:
        """Kept and noted first, then shown to the leads and told to the one who asked."""
        try:
            request = self.notes.move(step, self.trail)
        except RecordMissing as error:
            raise ports.NoSuchRequest(str(error)) from None
        theirs = request.state is step.to and request.moved is not None and request.moved.user_id == step.by.user_id
        return ports.Stepped(request, told=not theirs or self._tell(step))

    def _tell(self, step: Step) -> bool:
        """Whether it is queued; when it is not, the same step taken again queues it."""
        told = LeadStep(reference=step.reference, team_id=step.team_id, state=step.to)
        try:
            self.queue.enqueue(
                Job.LEAD_STEPPED, _id("stepped", step.team_id, step.reference, step.to), told, urgent=True
            )
        except QueueUnavailable:
            return False
        return True


@dataclass(frozen=True)
class TrailedAudit:
    """What only some may do, noted in the trail; and how the whole stands."""

    trail: Trail
    guidance: str
    model: Callable[[], str | None]
    now: Callable[[], datetime]

    @told_as_unavailable()
    def refused(self, team_id: str, user_id: str, what: str) -> None:
        """Note it."""
        self.trail.append(Entry(at=self.now(), team_id=team_id, user_id=user_id, act=Act.REFUSED, reference=what))

    @told_as_unavailable()
    def shown(self, team_id: str, user_id: str) -> ports.Overview:
        """Noted first."""
        self.trail.append(Entry(at=self.now(), team_id=team_id, user_id=user_id, act=Act.ADMIN_SHOWN))
        return self.overview(team_id)

    @told_as_unavailable()
    def overview(self, team_id: str) -> ports.Overview:
        """A trail that takes long to check is only counted: somebody waits."""
        entries = self.trail.length(team_id)
        return ports.Overview(
            model=self.model(),
            guidance=self.guidance,
            trail=f"{entries} entries, {UNCHECKED}" if entries > CHECKED_AT_ONCE else checked(self.trail, team_id).said,
        )


def _decision_in_words(record: DecisionRecord) -> str:
    return next(field.label_of(record.decision) for field in fields() if field.id == "decision")


def _id(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
