"""The values that inputs hold: what an element starts with, what a person may set, and how `state.values` shows it.

One row for each kind of element, in place of a branch for each.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.playground.block_kit.contents import all_blocks, elements_of, stateful
from bot.playground.block_kit.validator import options_of
from bot.playground.wire import ControlError, JsonObject

Values = dict[str, dict[str, JsonObject]]
Holds = Literal["text", "option", "options", "id", "ids", "whole"]


@dataclass(frozen=True)
class Row:
    """How one kind of element appears in `state.values`."""

    key: str
    initial: str
    holds: Holds


ROWS: Mapping[str, Row] = {
    "plain_text_input": Row("value", "initial_value", "text"),
    "email_text_input": Row("value", "initial_value", "text"),
    "url_text_input": Row("value", "initial_value", "text"),
    "number_input": Row("value", "initial_value", "text"),
    "rich_text_input": Row("rich_text_value", "initial_value", "whole"),
    "datepicker": Row("selected_date", "initial_date", "text"),
    "timepicker": Row("selected_time", "initial_time", "text"),
    "datetimepicker": Row("selected_date_time", "initial_date_time", "whole"),
    "static_select": Row("selected_option", "initial_option", "option"),
    "external_select": Row("selected_option", "initial_option", "whole"),
    "radio_buttons": Row("selected_option", "initial_option", "option"),
    "checkboxes": Row("selected_options", "initial_options", "options"),
    "multi_static_select": Row("selected_options", "initial_options", "options"),
    "multi_external_select": Row("selected_options", "initial_options", "whole"),
    "users_select": Row("selected_user", "initial_user", "id"),
    "conversations_select": Row("selected_conversation", "initial_conversation", "id"),
    "channels_select": Row("selected_channel", "initial_channel", "id"),
    "multi_users_select": Row("selected_users", "initial_users", "ids"),
    "multi_conversations_select": Row("selected_conversations", "initial_conversations", "ids"),
    "multi_channels_select": Row("selected_channels", "initial_channels", "ids"),
    "file_input": Row("files", "", "ids"),
}


def initial_values(blocks: Sequence[Mapping[str, Any]], kept: Values | None = None) -> Values:
    """`state.values` of blocks as first shown. Values in `kept` stay where block, action and kind are the same."""
    values: Values = {}
    for _, block in all_blocks(blocks):
        for _, element in elements_of(block):
            if not stateful(element):
                continue
            held = (kept or {}).get(block["block_id"], {}).get(element["action_id"])
            same = held is not None and held["type"] == element["type"]
            values.setdefault(block["block_id"], {})[element["action_id"]] = (
                held if same and held is not None else _initial(element)
            )
    return values


def _initial(element: Mapping[str, Any]) -> JsonObject:
    row = ROWS[element["type"]]
    empty: object = [] if row.holds in ("options", "ids") or element["type"] == "multi_external_select" else None
    return {"type": element["type"], row.key: element.get(row.initial, empty)}


def chosen(element: Mapping[str, Any], value: object) -> JsonObject:
    """The state of an element after a person set it: text, a date, an option's value, an id, or a list of them.

    Raises `ControlError` when the element does not offer that.
    """
    row = ROWS.get(element["type"])
    if row is None:
        raise ControlError(f"a {element['type']} holds no value")
    return {"type": element["type"], row.key: READ[row.holds](element, value)}


def _text(element: Mapping[str, Any], value: object) -> str | None:
    del element
    if value is not None and not isinstance(value, str):
        raise ControlError("this input takes text")
    return value or None


def _option(element: Mapping[str, Any], value: object) -> Mapping[str, Any] | None:
    if value is None:
        return None
    found = next((option for option in options_of(element) if option.get("value") == value), None)
    if found is None:
        raise ControlError("this input does not offer that option")
    return found


def _options(element: Mapping[str, Any], value: object) -> list[Mapping[str, Any]]:
    items = value if isinstance(value, list) else []
    most = element.get("max_selected_items")
    if most is not None and len(items) > most:
        raise ControlError("this input takes fewer options")
    return [found for item in items if (found := _option(element, item)) is not None]


def _whole(element: Mapping[str, Any], value: object) -> object:
    del element
    return value


def _ids(element: Mapping[str, Any], value: object) -> list[object]:
    del element
    return list(value) if isinstance(value, (list, tuple)) else []


READ: Mapping[Holds, Callable[[Mapping[str, Any], object], object]] = {
    "text": _text,
    "option": _option,
    "options": _options,
    "id": _text,
    "ids": _ids,
    "whole": _whole,
}

REQUIRED = "Please complete this required field."


def client_errors(blocks: Sequence[Mapping[str, Any]], values: Values) -> dict[str, str]:
    """What Slack's own client refuses before the app hears of it: by block id, in Slack's words."""
    errors: dict[str, str] = {}
    for _, block in all_blocks(blocks):
        if block["type"] != "input":
            continue
        element = block["element"]
        held = values[block["block_id"]][element["action_id"]][ROWS[element["type"]].key]
        problem = _problem(block, element, held)
        if problem:
            errors[block["block_id"]] = problem
    return errors


def _problem(block: Mapping[str, Any], element: Mapping[str, Any], held: object) -> str | None:
    if held in (None, [], ""):
        return None if block.get("optional") else REQUIRED
    if not isinstance(held, str):
        return None
    if len(held) < element.get("min_length", 0):
        return f"Enter at least {element['min_length']} characters."
    if len(held) > element.get("max_length", 3000):
        return f"Enter no more than {element.get('max_length', 3000)} characters."
    if element["type"] == "number_input" and not _is_number(element, held):
        return "Enter a number within the allowed range."
    return None


def _is_number(element: Mapping[str, Any], held: str) -> bool:
    try:
        number = float(held)
    except ValueError:
        return False
    whole = element["is_decimal_allowed"] or number.is_integer()
    least, most = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    return whole and least <= number <= most
