"""Submitting and closing modals, and what the app's answer then does to the stack."""

from collections.abc import Callable, Mapping

from bot.playground.acts.outcome import Outcome, outcome_of
from bot.playground.form_state import client_errors
from bot.playground.local_slack import LocalSlack
from bot.playground.payloads.interactions import view_closed, view_submission
from bot.playground.seed import User
from bot.playground.views import TROUBLE, View
from bot.playground.web_api.views import MODAL, check_view
from bot.playground.wire import ControlError, JsonObject, SlackError


async def submit(slack: LocalSlack, user: User) -> Outcome:
    """Submits the modal in sight.

    Slack's own client holds it back while a required input is empty or too long. When the app does not acknowledge, or
    its answer makes no sense, the modal stays open with Slack's trouble notice. Raises `ControlError` without a modal.
    """
    view = modal(slack, user)
    if "submit" not in view.given:
        raise ControlError("this view has no submit button")
    view.errors, view.notice = client_errors(view.blocks, view.values), None
    slack.workspace.journal.changed("view")
    if view.errors:
        return Outcome(delivered=False, errors=view.errors)
    reply = await slack.dispatcher.ask("interactive", view_submission(slack.workspace, user, view))
    outcome = outcome_of(reply, TROUBLE)
    if reply.acknowledged:
        outcome = _apply(slack, user, view, reply.response or {}, outcome)
    view.notice = outcome.notice
    slack.workspace.journal.changed("view")
    return outcome


async def close(slack: LocalSlack, user: User, every: bool) -> Outcome:
    """Closes the modal in sight, or the whole stack; tells the app of each view that asked to be told."""
    every = every or bool(modal(slack, user).given.get("clear_on_close"))
    outcome = Outcome(delivered=False)
    for view in slack.workspace.views.close(user.id, every):
        slack.workspace.journal.changed("view")
        if view.given.get("notify_on_close"):
            payload = view_closed(slack.workspace, user, view, cleared=every)
            outcome = outcome_of(await slack.dispatcher.ask("interactive", payload))
    return outcome


def modal(slack: LocalSlack, user: User) -> View:
    """The modal in sight. Raises `ControlError` when none is open."""
    view = slack.workspace.views.top(user.id)
    if view is None:
        raise ControlError("this user has no view open")
    return view


def _apply(slack: LocalSlack, user: User, view: View, answer: JsonObject, outcome: Outcome) -> Outcome:
    action = answer.get("response_action")
    if action is None:
        _close_submitted(slack, user, view)
        return outcome
    try:
        ANSWERS[str(action)](slack, user, view, answer)
    except (KeyError, SlackError) as fault:
        reason = fault.code if isinstance(fault, SlackError) else "invalid_response"
        return outcome.model_copy(update={"notice": TROUBLE, "failure": reason})
    return outcome.model_copy(update={"errors": view.errors})


def _close_submitted(slack: LocalSlack, user: User, view: View) -> None:
    if slack.workspace.views.top(user.id) is view:
        slack.workspace.views.close(user.id, every=False)


def _clear(slack: LocalSlack, user: User, view: View, answer: JsonObject) -> None:
    del view, answer
    slack.workspace.views.close(user.id, every=True)


def _update(slack: LocalSlack, user: User, view: View, answer: JsonObject) -> None:
    del user
    check_view(answer["view"], MODAL)
    slack.workspace.views.update(view, answer["view"], slack.workspace.clock.now())


def _push(slack: LocalSlack, user: User, view: View, answer: JsonObject) -> None:
    check_view(answer["view"], MODAL)
    slack.workspace.views.push(user, view.team, answer["view"], slack.workspace.clock.now())


def _errors(slack: LocalSlack, user: User, view: View, answer: JsonObject) -> None:
    del slack, user
    errors = answer["errors"]
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_response")
    if not all(isinstance(message, str) and message for message in errors.values()):
        raise SlackError("invalid_response")
    view.errors = errors


ANSWERS: Mapping[str, Callable[[LocalSlack, User, View, JsonObject], None]] = {
    "clear": _clear,
    "update": _update,
    "push": _push,
    "errors": _errors,
}
"""What a `response_action` does. A block id that is no input of the view, or a broken view, counts as no answer."""
