"""The decision form: which fields it shows, and how each kind of field is asked."""

from collections.abc import Callable, Mapping
from typing import Any

from actions.decisions.fields import Choice, Field, Value, visible_fields
from bot.slack.blocks.kit import Block, View, actions, button, context, modal, plain_text, shorten
from bot.slack.ids import Action
from bot.slack.ids import View as ViewId
from bot.slack.metadata import FormMetadata

OPTION_TEXT = 75
PLACEHOLDER = 150
LABEL = 2000

TITLE = "Record a decision"

Values = Mapping[str, Value | None]
"""What was filled in so far, by field id."""


def decision_form(metadata: FormMetadata, values: Values | None = None) -> View:
    """The form for the decision chosen so far, with what was typed kept. Block id, action id and field id are one."""
    filled = values or {}
    decision = filled.get("decision")
    shown = visible_fields(decision if isinstance(decision, str) else None, metadata.more)
    unfold = [] if metadata.more else [actions(button("More fields", Action.MORE_FIELDS))]
    return modal(
        ViewId.DECISION_FORM,
        TITLE,
        [
            context(
                "Record it whether you share or not. No names, dates of birth or addresses: I take out what I see."
            ),
            *(_input(field, filled.get(field.id)) for field in shown),
            *unfold,
        ],
        submit="Save",
        private_metadata=metadata.written(),
    )


def _input(field: Field, value: Value | None) -> Block:
    block: Block = {
        "type": "input",
        "block_id": field.id,
        "label": plain_text(shorten(field.label, LABEL)),
        "optional": not field.required,
        "element": {"action_id": field.id} | _ELEMENTS[field.kind](field, value),
    }
    if field.hint:
        block["hint"] = plain_text(shorten(field.hint, LABEL))
    if field.id == Action.DECISION:
        block["dispatch_action"] = True
    return block


def _choice(field: Field, value: Value | None) -> dict[str, Any]:
    chosen = [_option(choice) for choice in field.choices if choice.value == value]
    return {
        "type": "static_select",
        "placeholder": plain_text("Choose one"),
        "options": [_option(choice) for choice in field.choices],
    } | ({"initial_option": chosen[0]} if chosen else {})


def _choices(field: Field, value: Value | None) -> dict[str, Any]:
    chosen = [_option(choice) for choice in field.choices if isinstance(value, tuple) and choice.value in value]
    return {
        "type": "multi_static_select",
        "placeholder": plain_text("Choose all that apply"),
        "options": [_option(choice) for choice in field.choices],
    } | ({"initial_options": chosen} if chosen else {})


def _text(field: Field, value: Value | None) -> dict[str, Any]:
    typed = value if isinstance(value, str) and value else None
    return {
        "type": "plain_text_input",
        "multiline": field.kind == "long_text",
        "max_length": field.max_length,
    } | ({"initial_value": shorten(typed, field.max_length)} if typed else {})


def _date(_field: Field, value: Value | None) -> dict[str, Any]:
    return {"type": "datepicker"} | ({"initial_date": value} if isinstance(value, str) and value else {})


_ELEMENTS: dict[str, Callable[[Field, Value | None], dict[str, Any]]] = {
    "choice": _choice,
    "choices": _choices,
    "text": _text,
    "long_text": _text,
    "date": _date,
}


def _option(choice: Choice) -> dict[str, Any]:
    return {"text": plain_text(shorten(choice.label, OPTION_TEXT)), "value": choice.value}
