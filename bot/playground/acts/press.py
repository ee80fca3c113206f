"""Using what is on the screen: buttons, menus and inputs, in messages, modals and the Home tab."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.playground.acts.outcome import Outcome, outcome_of
from bot.playground.block_kit.contents import find_element, stateful
from bot.playground.block_kit.validator import options_of
from bot.playground.directory import Channel
from bot.playground.form_state import Values, chosen
from bot.playground.local_slack import LocalSlack
from bot.playground.messages import Ephemeral, Message
from bot.playground.payloads.interactions import action_of, message_actions, view_actions
from bot.playground.seed import User
from bot.playground.views import View
from bot.playground.wire import ControlError, JsonObject

Found = tuple[Mapping[str, Any], dict[str, Any]]
NO_ANSWER = "This app did not respond."


@dataclass(frozen=True)
class Aim:
    """Which element, and what is chosen in it when it offers a choice."""

    action_id: str
    block_id: str | None = None
    value: Any = None


async def press_in_message(
    slack: LocalSlack, user: User, channel: Channel, source: Message | Ephemeral, aim: Aim
) -> Outcome:
    """Uses an element of a message or an ephemeral. Raises `ControlError` when it is not there."""
    found = _find(source.blocks, aim)
    action = _act(slack, found, aim, source.state)
    payload = message_actions(slack.workspace, user, source, action, channel)
    return await _send(slack, user, payload)


async def press_in_view(slack: LocalSlack, user: User, view: View, aim: Aim) -> Outcome:
    """Uses an element of a modal or Home tab. Raises `ControlError` when it is not there."""
    found = _find(view.blocks, aim)
    action = _act(slack, found, aim, view.values)
    view.errors.pop(str(found[0]["block_id"]), None)
    slack.workspace.journal.changed("view")
    return await _send(slack, user, view_actions(slack.workspace, user, view, action))


async def fill(slack: LocalSlack, user: User, view: View, aim: Aim) -> Outcome | None:
    """Sets one input of a view. The app hears of it only from elements that tell it at once: those outside an input
    block, and those whose input block has `dispatch_action`. Raises `ControlError`."""
    block, element = _find(view.blocks, aim)
    if not stateful(element):
        raise ControlError("that element is not an input")
    if block["type"] != "input" or block.get("dispatch_action"):
        return await press_in_view(slack, user, view, aim)
    view.values[block["block_id"]][element["action_id"]] = chosen(element, aim.value)
    view.errors.pop(block["block_id"], None)
    slack.workspace.journal.changed("view")
    return None


def _find(blocks: Sequence[Mapping[str, Any]], aim: Aim) -> Found:
    found = find_element(
        blocks,
        lambda block, element: (
            element.get("action_id") == aim.action_id and aim.block_id in (None, block.get("block_id"))
        ),
    )
    if found is None:
        raise ControlError(f"nothing with the action id {aim.action_id} is in sight")
    return found


def _act(slack: LocalSlack, found: Found, aim: Aim, values: Values) -> JsonObject:
    block, element = found
    ts = slack.workspace.timestamps.next()
    if stateful(element):
        state = chosen(element, aim.value)
        values.setdefault(block["block_id"], {})[element["action_id"]] = state
        return action_of(block, element, ts, state)
    return action_of(block, element, ts, _choice(element, aim))


def _choice(element: Mapping[str, Any], aim: Aim) -> JsonObject:
    if element["type"] == "overflow":
        option = next((item for item in options_of(element) if item["value"] == aim.value), None)
        if option is None:
            raise ControlError("that menu does not offer this")
        return {"selected_option": option}
    if element["type"] == "feedback_buttons":
        sides = (element["positive_button"], element["negative_button"])
        side = next((item for item in sides if item["value"] == aim.value), None)
        if side is None:
            raise ControlError("neither feedback button has this value")
        return {"text": side["text"], "value": side["value"]}
    return {}


async def _send(slack: LocalSlack, user: User, payload: JsonObject) -> Outcome:
    outcome = outcome_of(await slack.dispatcher.ask("interactive", payload), NO_ANSWER)
    if outcome.notice:
        slack.workspace.notify(user.id, outcome.notice)
    return outcome
