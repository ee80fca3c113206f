"""The decision table: rows over closed answers, the first that matches speaks."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from actions.assessment.inputs import Inputs

Principle = Literal["necessary_proportionate", "relevant", "adequate", "accurate", "timely", "secure", "recorded"]
Condition = Mapping[str, frozenset[str]]
"""For each question named, the answers that meet it; all named must be met."""


class Code(StrEnum):
    """What an outcome points towards."""

    EMERGENCY = "emergency"
    ADVICE_NOW = "advice_now"
    ADVICE = "advice"
    HOLD = "hold"
    DO_NOT_SHARE = "do_not_share"
    ASK_CONSENT = "ask_consent"
    SHARE_ANONYMISED = "share_anonymised"
    SHARE_REQUIRED = "share_required"
    SHARE_AGREED = "share_agreed"
    SHARE_WITHOUT_CONSENT = "share_without_consent"
    SHARE_MINIMUM = "share_minimum"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AssessmentChoice(_Data):
    """One answer on offer."""

    value: str
    label: Annotated[str, StringConstraints(max_length=75)]


class AssessmentQuestion(_Data):
    """One closed question; `id` is a field of `Inputs`. Slack shows 75 characters of a choice."""

    id: str
    label: Annotated[str, StringConstraints(max_length=48)]
    choices: tuple[AssessmentChoice, ...]
    hint: Annotated[str, StringConstraints(max_length=150)] = ""


class Row(_Data):
    """One row: what it matches, what it says, and what it says instead while harm cannot be ruled out."""

    id: str
    when: Condition
    outcome: str
    hot: str | None = None

    def matches(self, answers: Mapping[str, str]) -> bool:
        """Whether every question named has one of its answers."""
        return meets(answers, self.when)


class Wording(_Data):
    """What an outcome says and cites, before the checks that always run."""

    code: Code
    title: str
    text: str
    principles: tuple[Principle, ...]
    key_questions: tuple[Annotated[int, Field(ge=1, le=4)], ...] = ()
    golden_rules: tuple[Annotated[int, Field(ge=1, le=7)], ...] = ()
    unsure: bool = False
    shares: bool = False
    urgent: bool = False
    never_blocks: bool = False


class Check(_Data):
    """One thing to have in order before sharing."""

    id: str
    principle: Principle
    fix: str
    always_blocks: bool = False


class Table(_Data):
    """All of `table.yml`."""

    questions: tuple[AssessmentQuestion, ...]
    hot: tuple[Condition, ...]
    rows: tuple[Row, ...]
    outcomes: Mapping[str, Wording]
    danger_unsure: str
    checklist: tuple[Check, ...]
    telling: Mapping[str, str]
    record: str

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        on_offer = {question.id: {choice.value for choice in question.choices} for question in self.questions}
        if list(on_offer) != list(Inputs.model_fields):
            raise ValueError("the questions are not the inputs, in their order")
        for condition in (*self.hot, *(row.when for row in self.rows)):
            if lost := [name for name, values in condition.items() if not values <= on_offer.get(name, set())]:
                raise ValueError(f"a condition names an answer that is not on offer: {', '.join(lost)}")
        spoken = {name for row in self.rows for name in (row.outcome, row.hot) if name}
        if spoken != self.outcomes.keys():
            raise ValueError(f"outcomes and rows differ: {', '.join(sorted(spoken ^ self.outcomes.keys()))}")
        if self.rows[-1].when:
            raise ValueError("the last row must match whatever comes")
        return self

    def is_hot(self, answers: Mapping[str, str]) -> bool:
        """Whether harm cannot be ruled out."""
        return any(meets(answers, condition) for condition in self.hot)

    def row_for(self, answers: Mapping[str, str]) -> Row:
        """The first row that matches; the last always does."""
        return next(row for row in self.rows if row.matches(answers))

    def outcome_for(self, answers: Mapping[str, str]) -> str:
        """The name of the outcome for the answers."""
        row = self.row_for(answers)
        return row.hot if row.hot and self.is_hot(answers) else row.outcome


def meets(answers: Mapping[str, str], condition: Condition) -> bool:
    """Whether each answer named is one of those that the condition allows."""
    return all(answers[name] in values for name, values in condition.items())


@cache
def table() -> Table:
    """The packaged table, read once; raises `pydantic.ValidationError` naming the fault."""
    text = files("actions.assessment").joinpath("table.yml").read_text(encoding="utf-8")
    return Table.model_validate(yaml.safe_load(text))
