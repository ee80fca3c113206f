"""Checks on what was filled in: each answer alone, then the answers against one another."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from actions.decisions.errors import InvalidDecision
from actions.decisions.fields import Field, Value, fields, visible_fields

Given = Mapping[str, Value | None]
"""Answers as the form hands them over, by field id; absent and `None` are alike."""

Answers = dict[str, Value]

OUT_OF_DATE = "This form has changed since you opened it. Close it and open it again."

_PLACEHOLDER = re.compile(r"\[[A-Za-z ]{3,30}\]")
_CONSENT_STANDS = "given"
_BEFORE_DECISION = {
    "requested_on": "You were asked before you decided. Give a date no later than the decision's.",
    "consent_on": "Consent counts from the day it was given. Give a date no later than the decision's.",
    "advice_on": "Give the date of the advice you had before deciding, no later than the decision's.",
}
_NOT_AHEAD = {
    "decided_at": "Give a date that is not in the future.",
    "sent_on": "Give the date on which it was sent, not a date in the future.",
}


def checked(given: Given, today: date) -> Answers:
    """The answers to keep: those that the decision asks for, tidied.

    `today` is the day in the United Kingdom. Raises `InvalidDecision` with a message for each field to be mended.
    """
    errors: dict[str, str] = {}
    if given.keys() - {field.id for field in fields()}:
        raise InvalidDecision({"decision": OUT_OF_DATE})
    decision = given.get("decision")
    asked = visible_fields(decision if isinstance(decision, str) else None, more=True)
    answers: Answers = {}
    for field in asked:
        answer, fault = _CHECKS[field.kind](field, given.get(field.id))
        if not answer and not fault and field.required:
            fault = field.needed
        if fault:
            errors[field.id] = fault
        elif answer:
            answers[field.id] = answer
    for check in (_dates_agree, _basis_agrees):
        for field_id, message in check(answers, today).items():
            errors.setdefault(field_id, message)
    if errors:
        raise InvalidDecision(errors)
    return answers


def as_tuple(value: Value | None) -> tuple[str, ...]:
    """One or several answers as several."""
    if not value:
        return ()
    return (value,) if isinstance(value, str) else value


Checked = tuple[Value | None, str | None]


def _check_text(field: Field, value: Value | None) -> Checked:
    if value is not None and not isinstance(value, str):
        return None, OUT_OF_DATE
    lines = [" ".join(line.split()) for line in (value or "").strip().splitlines()]
    text = "\n".join(lines)
    if not any(character.isalnum() for character in text):
        return None, None
    if len(text) < field.min_length:
        more = f"Write at least {field.min_length} characters; this has {len(text)}."
        return None, f"{field.needed} {more}".strip()
    typed = len(_PLACEHOLDER.sub("", text))  # what stands for an identifier is often longer than what was typed
    if typed > field.max_length:
        return None, f"Shorten this to {field.max_length:,} characters; it has {typed:,}."
    return text, None


def _check_choice(field: Field, value: Value | None) -> Checked:
    several = as_tuple(value)
    if not several:
        return None, None
    if len(several) > 1 or not _on_offer(field, several):
        return None, "Choose one of the answers in the list."
    return several[0], None


def _check_choices(field: Field, value: Value | None) -> Checked:
    several = tuple(dict.fromkeys(as_tuple(value)))
    if not _on_offer(field, several):
        return None, "Choose from the answers in the list."
    return several, None


def _on_offer(field: Field, values: tuple[str, ...]) -> bool:
    return set(values) <= {choice.value for choice in field.choices}


def _check_date(_: Field, value: Value | None) -> Checked:
    if not value:
        return None, None
    try:
        return date.fromisoformat(str(value)).isoformat(), None
    except ValueError:
        return None, "Give a date, as year, month and day: 2026-11-23."


_CHECKS: Mapping[str, Callable[[Field, Value | None], Checked]] = {
    "text": _check_text,
    "long_text": _check_text,
    "choice": _check_choice,
    "choices": _check_choices,
    "date": _check_date,
}


def _date(answers: Answers, field_id: str) -> date | None:
    value = answers.get(field_id)
    return date.fromisoformat(value) if isinstance(value, str) else None


def _dates_agree(answers: Answers, today: date) -> dict[str, str]:
    faults = {
        field_id: message
        for field_id, message in _NOT_AHEAD.items()
        if (day := _date(answers, field_id)) and day > today
    }
    decided, review = _date(answers, "decided_at"), _date(answers, "review_on")
    if decided is None:
        return faults
    for field_id, message in _BEFORE_DECISION.items():
        if (day := _date(answers, field_id)) and day > decided:
            faults[field_id] = message
    if review and review <= decided:
        faults["review_on"] = "Give a date after the decision on which to look at it again."
    return faults


def _basis_agrees(answers: Answers, _: date) -> dict[str, str]:
    bases, consent = as_tuple(answers.get("legal_basis")), answers.get("consent_status")
    if "not_sure" in bases and len(bases) > 1:
        return {"legal_basis": 'Choose the bases that apply, or "Not sure" by itself.'}
    if "consent" in bases and consent and consent != _CONSENT_STANDS and answers.get("decision") != "not_share":
        return {
            "legal_basis": "Consent is a legal basis only while it is given. Choose another basis that applies, "
            'choose "Not sure", or correct the answer about consent.'
        }
    return {}
