"""The decision record: what was decided, by whom and why, with every later change beside the original."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, PlainSerializer

from actions.decisions.checks import Given, as_tuple, checked
from actions.decisions.dates import long_date, uk_day
from actions.decisions.errors import InvalidDecision
from actions.decisions.fields import AttentionRule, Value, fields_file
from actions.redaction import Kind, redact

_FrozenAnswers = Annotated[
    Mapping[str, Value],
    AfterValidator(lambda answers: MappingProxyType(dict(answers))),
    PlainSerializer(dict, return_type=dict[str, Value]),
]
_REASON_AT_LEAST = 10
_LATE_AFTER_DAYS = 1

SENT_AGAIN = "The form was sent again with changed answers, before it was confirmed."


class Status(StrEnum):
    """Whether the record stands, or waits for somebody's advice."""

    COMPLETE = "complete"
    AWAITING_ADVICE = "awaiting_advice"


class Owner(BaseModel):
    """A person by their Slack ids; roles and names stay with Slack."""

    model_config = ConfigDict(frozen=True)

    team_id: str
    user_id: str


class Amendment(BaseModel):
    """A later change: `changes` holds the new answers, an empty text where one was taken out."""

    model_config = ConfigDict(frozen=True)

    at: AwareDatetime
    editor: Owner
    reason: str
    changes: _FrozenAnswers


class DecisionRecord(BaseModel):
    """One decision, share or not; `original` never changes, amendments are only added."""

    model_config = ConfigDict(frozen=True)

    schema_version: Literal[1] = 1
    reference: str
    submission_id: str
    owner: Owner
    recorded_at: AwareDatetime
    guidance_version: str
    original: _FrozenAnswers
    amendments: tuple[Amendment, ...] = ()

    @property
    def answers(self) -> Mapping[str, Value]:
        """The answers as they stand, amendments applied, in the order of the form."""
        merged = dict(self.original)
        for amendment in self.amendments:
            merged |= amendment.changes
        order = [field.id for field in fields_file().fields]
        return {field_id: merged[field_id] for field_id in order if merged.get(field_id)}

    @property
    def decision(self) -> str:
        """The value chosen for the field `decision`."""
        return str(self.answers["decision"])

    @property
    def review_on(self) -> date:
        """The day on which the decision is to be looked at again."""
        return date.fromisoformat(str(self.answers["review_on"]))

    @property
    def status(self) -> Status:
        """Awaiting advice when that is the decision, or when an answer calls for advice."""
        waits = self.decision == Status.AWAITING_ADVICE or any(rule.advice for rule in self._attention_rules())
        return Status.AWAITING_ADVICE if waits else Status.COMPLETE

    @property
    def attention(self) -> tuple[str, ...]:
        """What the practitioner should still do or know, in plain words."""
        notes = [rule.note for rule in self._attention_rules()]
        days = (uk_day(self.recorded_at) - date.fromisoformat(str(self.answers["decided_at"]))).days
        if days > _LATE_AFTER_DAYS:
            notes.append(f"This was recorded {days} days after the decision. Record decisions as soon as you can.")
        return tuple(notes)

    def summary(self) -> tuple[tuple[str, str], ...]:
        """A line for each answer as it stands, label and words, for a confirmation card."""
        decision = self.decision
        lines = [
            (field.for_decision(decision).label, field.in_words(self.answers[field.id]))
            for field in fields_file().fields
            if field.id in self.answers
        ]
        lines += [("Amended", f"{long_date(uk_day(change.at))}: {change.reason}") for change in self.amendments]
        return (("Reference", self.reference), *lines)

    def _attention_rules(self) -> tuple[AttentionRule, ...]:
        answers, decision = self.answers, self.decision
        return tuple(
            rule
            for rule in fields_file().attention
            if rule.value in as_tuple(answers.get(rule.field)) and (not rule.only_for or decision in rule.only_for)
        )


def make_record(  # noqa: PLR0913
    values: Given,
    *,
    reference: str,
    submission_id: str,
    owner: Owner,
    now: datetime,
    guidance_version: str,
) -> DecisionRecord:
    """The record of a form as filled in; `now` is aware.

    Raises `InvalidDecision` with what to mend under each field.
    """
    return DecisionRecord(
        reference=reference,
        submission_id=submission_id,
        owner=owner,
        recorded_at=now,
        guidance_version=guidance_version,
        original=checked(values, uk_day(now)),
    )


def amend(record: DecisionRecord, values: Given, editor: Owner, now: datetime, reason: str) -> DecisionRecord:
    """The record with a change added; `values` holds the answers that change, the rest stand.

    Raises `InvalidDecision` when the whole would not be a good record, when nothing changes, or without a reason.
    """
    before = record.answers
    after = checked({**before, **values}, uk_day(now))
    why = " ".join(reason.split())
    if len(why) < _REASON_AT_LEAST:
        raise InvalidDecision({"reason": "Say why you are changing the record, in a few words."})
    changes = {field_id: answer for field_id, answer in after.items() if answer != before.get(field_id)}
    changes |= {field_id: "" for field_id in before if field_id not in after}
    if not changes:
        raise InvalidDecision({"reason": "Nothing has changed. Change an answer, or close the form."})
    amendment = Amendment(at=now, editor=editor, reason=why, changes=changes)
    return record.model_copy(update={"amendments": (*record.amendments, amendment)})


def sent_again(stored: DecisionRecord, record: DecisionRecord) -> DecisionRecord:
    """What is to stand once a form that was saved as `stored` comes again as `record`, its first answer unseen.

    The same answers change nothing; changed ones, which the person will see confirmed, are an amendment.
    """
    if record.original == stored.answers:
        return stored
    values = {**dict.fromkeys(stored.answers), **record.original}
    return amend(stored, values, record.owner, record.recorded_at, SENT_AGAIN)


def identifiers_in(values: Given) -> dict[str, tuple[Kind, ...]]:
    """Which written answers seem to hold personal identifiers, and of which kinds; for the caller to take out."""
    written = {field.id for field in fields_file().fields if field.kind in {"text", "long_text"}}
    found = {name: redact(value).kinds for name, value in values.items() if name in written and isinstance(value, str)}
    return {name: kinds for name, kinds in found.items() if kinds}
