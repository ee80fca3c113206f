"""What a person filled in, by field id."""

from typing import Any

from actions.decisions.fields import Value
from bot.slack.payloads import OpenView


def form_values(view: OpenView) -> dict[str, Value | None]:
    """Every input of the form; in ours block id and action id are the field's own.

    A control left empty is `None` or an empty tuple, as the domain expects.
    """
    values = view.state.values if view.state else {}
    return {block_id: read_element(controls[block_id]) for block_id, controls in values.items() if block_id in controls}


def read_element(element: dict[str, Any]) -> Value | None:
    """One input as Slack reports it, by its type."""
    match element.get("type"):
        case "static_select" | "radio_buttons":
            chosen = element.get("selected_option")
            return str(chosen["value"]) if chosen else None
        case "multi_static_select" | "checkboxes":
            return tuple(str(option["value"]) for option in element.get("selected_options") or ())
        case "datepicker":
            return element.get("selected_date") or None
        case _:
            return element.get("value") or None


def shown_inputs(view: OpenView) -> list[str]:
    """Block ids under which Slack can show an error: those of inputs in this very view."""
    return [str(block["block_id"]) for block in view.blocks if block.get("type") == "input" and "block_id" in block]
