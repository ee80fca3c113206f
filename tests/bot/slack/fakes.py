"""The queue and the store as the listeners see them: in memory, and away on request."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from actions.decisions import DecisionRecord
from actions.intents import Intent
from actions.urgency import Urgency
from bot.escalation import Escalation, EscalationState, Step
from bot.messages import AnswerRef, Hidden, HideWish, Origin, Question, Rest, Standing
from bot.slack.ports import LeadRequest, NoSuchRequest, Overview, Ports, RecordLine, Stepped, Unavailable

ANSWER = AnswerRef(
    id="answer1", question_id="q1", intent="ask_consent", urgency=Urgency.NONE, guidance_version="2026-11", model="m1"
)


@dataclass
class Outside:
    """All ports in one, keyed as the real ones are: by id, so that a second delivery changes nothing."""

    away: bool = False
    cards_away: bool = False
    questions: dict[str, Question] = field(default_factory=dict)
    choices: list[tuple[Origin, str, Intent]] = field(default_factory=list)
    deleted: list[Origin] = field(default_factory=list)
    records: dict[str, DecisionRecord] = field(default_factory=dict)
    cards: list[str] = field(default_factory=list)
    lines: list[RecordLine] = field(default_factory=list)
    opinions: dict[tuple[str, str], bool] = field(default_factory=dict)
    requests: dict[str, LeadRequest] = field(default_factory=dict)
    hidden: list[HideWish] = field(default_factory=list)
    asker_of: dict[str, str] = field(default_factory=dict)
    came_of_hiding: Hidden = field(default_factory=Hidden)
    standing: list[Standing] = field(default_factory=list)
    escalations: dict[str, Escalation] = field(default_factory=dict)
    telling_away: bool = False
    refusals: list[tuple[str, str]] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)

    def ports(self) -> Ports:
        return Ports(intake=self, decisions=self, answers=self, feedback=self, leads=self, audit=self, hiding=self)

    def question(self, question: Question) -> None:
        self._reach()
        self.questions.setdefault(question.id, question)

    def choose(self, origin: Origin, answer_id: str, intent: Intent, asked_at: datetime) -> None:
        self._reach()
        self.choices.append((origin, answer_id, intent))

    def delete_answer(self, origin: Origin) -> None:
        self._reach()
        self.deleted.append(origin)

    def save(self, record: DecisionRecord) -> DecisionRecord:
        self._reach()
        return self.records.setdefault(record.submission_id, record)

    def confirm(self, record: DecisionRecord) -> None:
        if self.cards_away:
            raise Unavailable
        self.cards.append(record.reference)

    def list_for(self, team_id: str, user_id: str) -> Sequence[RecordLine]:
        self._reach()
        return self.lines

    def get(self, team_id: str, ref: str) -> AnswerRef | None:
        self._reach()
        return ANSWER if ref == ANSWER.id else None

    def add(self, answer_id: str, team_id: str, user_id: str, *, helpful: bool) -> None:
        self._reach()
        self.opinions[(answer_id, user_id)] = helpful

    def request(self, request: LeadRequest) -> str:
        self._reach()
        self.requests.setdefault(request.id, request)
        return "L-2345"

    def unfinished(self, team_id: str) -> Sequence[Escalation]:
        self._reach()
        return [each for each in self.escalations.values() if each.state is not EscalationState.RESOLVED]

    def step(self, step: Step) -> Stepped:
        self._reach()
        request = self.escalations.get(step.reference)
        if request is None:
            raise NoSuchRequest
        if (request.state, step.to) in LEADS_ON:
            request = request.model_copy(update={"state": step.to, step.to.value: step.by})
            self.escalations[step.reference] = request
        return Stepped(request, told=not self.telling_away)

    def refused(self, team_id: str, user_id: str, what: str) -> None:
        self._reach()
        self.refusals.append((user_id, what))

    def shown(self, team_id: str, user_id: str) -> Overview:
        self._reach()
        self.looks.append(user_id)
        return OVERVIEW

    def overview(self, team_id: str) -> Overview:
        self._reach()
        return OVERVIEW

    def hide(self, wish: HideWish) -> Hidden:
        self.hidden.append(wish)
        return Hidden(rest=Rest.STAYS) if self.away else self.came_of_hiding

    def note(self, standing: Standing) -> None:
        self.standing.append(standing)

    def closed(self, team_id: str, user_id: str, view_id: str) -> None:
        self.standing = [each for each in self.standing if (each.user_id, each.id) != (user_id, view_id)]

    def said_to(self, team_id: str, user_id: str, answer_id: str) -> bool:
        self._reach()
        return self.asker_of.get(answer_id) == user_id

    def _reach(self) -> None:
        if self.away:
            raise Unavailable


OVERVIEW = Overview(model="m-2026-11", guidance="2026-11", trail="12 entries, whole")

LEADS_ON = {
    (EscalationState.OPEN, EscalationState.CLAIMED),
    (EscalationState.CLAIMED, EscalationState.RESOLVED),
}

LINES = [
    RecordLine("D-AAAA2222", date(2026, 11, 20), "Share part of it"),
    RecordLine("D-BBBB3333", date(2026, 11, 18), "Do not share"),
]
