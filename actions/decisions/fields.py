"""The fields of a decision record, as data: what the form asks, of whom it demands an answer, and what it offers."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Setting

from actions.decisions.dates import long_date

Value = str | tuple[str, ...]
"""An answer: text, one choice, a date as YYYY-MM-DD, or several choices."""

Label = Annotated[str, StringConstraints(min_length=1, max_length=48)]
OptionText = Annotated[str, StringConstraints(min_length=1, max_length=75)]
"""Slack shows at most 75 characters of an option."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(_Data):
    """One answer on offer; `in_guidance` when the guidance itself names it."""

    value: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    label: OptionText
    in_guidance: bool = False


class Variant(_Data):
    """How a field differs for one decision."""

    label: Label | None = None
    hint: str | None = None
    required: bool | None = None
    first_page: bool | None = None


class Field(_Data):
    """One question of the form.

    `shown_for` holds the decisions that ask it (none: all); `min_length` and `max_length` count characters after
    spaces are folded; `needed` says what to do when a required answer is missing.
    """

    id: str
    label: Label
    kind: Literal["choice", "choices", "text", "long_text", "date"]
    required: bool = False
    choices: tuple[Choice, ...] = ()
    hint: Annotated[str, StringConstraints(max_length=150)] = ""
    min_length: int = 0
    max_length: Annotated[int, Setting(ge=1, le=3000)] = 3000
    first_page: bool = False
    shown_for: frozenset[str] = frozenset()
    needed: str = ""
    variants: Mapping[str, Variant] = Setting(default_factory=dict, alias="for")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.kind.startswith("choice") != bool(self.choices):
            raise ValueError(f"{self.id}: choices belong to the kinds choice and choices")
        if (self.required or any(variant.required for variant in self.variants.values())) and not self.needed:
            raise ValueError(f"{self.id}: a required field says what is needed")
        return self

    def label_of(self, value: str) -> str:
        """The words shown for a choice; the value itself when it is none."""
        return next((choice.label for choice in self.choices if choice.value == value), value)

    def in_words(self, value: Value) -> str:
        """An answer as a reader sees it."""
        if self.kind == "date" and isinstance(value, str):
            return long_date(date.fromisoformat(value))
        return value if self.kind in {"text", "long_text"} and isinstance(value, str) else self._chosen(value)

    def _chosen(self, value: Value) -> str:
        return "; ".join(self.label_of(one) for one in ((value,) if isinstance(value, str) else value))

    def shown_with(self, decision: str | None) -> bool:
        """Whether the form asks this for the decision; `None` is a decision not chosen yet."""
        return not self.shown_for or decision in self.shown_for

    def for_decision(self, decision: str | None) -> "Field":
        """The field as the decision words and demands it."""
        variant = self.variants.get(decision) if decision else None
        return self.model_copy(update=variant.model_dump(exclude_none=True)) if variant else self


class AttentionRule(_Data):
    """An answer that is saved as it is, with a word to the practitioner; `advice` when it also calls for advice."""

    field: str
    value: str
    note: str
    advice: bool = False
    only_for: frozenset[str] = Setting(default=frozenset(), alias="for")


class FieldsFile(_Data):
    """All of `fields.yml`."""

    groups: Mapping[str, tuple[str, ...]]
    fields: Annotated[tuple[Field, ...], BeforeValidator(tuple)]
    attention: tuple[AttentionRule, ...]

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        known = {field.id: {choice.value for choice in field.choices} for field in self.fields}
        decisions = known["decision"]
        named = [shown for field in self.fields for shown in (*field.shown_for, *field.variants)]
        named += [decision for rule in self.attention for decision in rule.only_for]
        if unknown := set(named) - decisions:
            raise ValueError(f"no such decision: {', '.join(sorted(unknown))}")
        if lost := [rule.field for rule in self.attention if rule.value not in known.get(rule.field, set())]:
            raise ValueError(f"attention to an answer that is not on offer: {', '.join(lost)}")
        if len(known) != len(self.fields):
            raise ValueError("two fields have one id")
        return self


@cache
def fields_file() -> FieldsFile:
    """The packaged fields, read once; raises `pydantic.ValidationError` naming the fault."""
    text = files("actions.decisions").joinpath("fields.yml").read_text(encoding="utf-8")
    return FieldsFile.model_validate(yaml.safe_load(text))


def fields() -> tuple[Field, ...]:
    """Every field, in the order of the form."""
    return fields_file().fields


def field_labels() -> dict[str, str]:
    """Each field's label by its id."""
    return {field.id: field.label for field in fields()}


def visible_fields(decision: str | None, more: bool = False) -> tuple[Field, ...]:
    """What the form asks for a decision (`None`: not chosen yet); `more` unfolds the optional fields."""
    shown = (field.for_decision(decision) for field in fields() if field.shown_with(decision))
    return tuple(field for field in shown if field.first_page or more)
