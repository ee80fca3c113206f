"""Slash commands and shortcuts, as people run them."""

from bot.playground.acts.outcome import Outcome, outcome_of
from bot.playground.acts.talk import existing
from bot.playground.directory import Channel
from bot.playground.local_slack import LocalSlack
from bot.playground.payloads.interactions import global_shortcut, message_shortcut, slash_command
from bot.playground.response_urls import read_answer, show_answer
from bot.playground.seed import User
from bot.playground.wire import ControlError, SlackError

TIMED_OUT = ("timeout", "http_timeout")


async def run_command(slack: LocalSlack, user: User, channel: Channel, command: str, text: str) -> Outcome:
    """Runs a slash command; the app's immediate answer is shown. Raises `ControlError` for an unknown command."""
    registered = slack.config.commands
    if registered is not None and command not in registered:
        raise ControlError(f"{command} is not a valid command")
    form = slash_command(slack.workspace, user, channel, command, text)
    reply = await slack.dispatcher.ask("slash_commands", form)
    reason = "operation_timeout" if reply.failure in TIMED_OUT else "dispatch_failed"
    outcome = outcome_of(reply, f"{command} failed with the error “{reason}”")
    if reply.response:
        outcome = _show(slack, form["response_url"], outcome)
    if outcome.notice:
        slack.workspace.notify(user.id, outcome.notice)
    return outcome


def _show(slack: LocalSlack, url: str, outcome: Outcome) -> Outcome:
    """Shows the immediate answer; it does not count as a use of the response URL."""
    permit = slack.workspace.permits.look_up(url.rsplit("/", 1)[-1])
    try:
        show_answer(slack, permit, read_answer(outcome.response or {}))
    except SlackError as error:
        return outcome.model_copy(update={"failure": error.code, "notice": f"The command failed ({error.code})"})
    return outcome


async def run_global_shortcut(slack: LocalSlack, user: User, callback_id: str) -> Outcome:
    """Runs a global shortcut."""
    return await _shortcut(slack, user, global_shortcut(slack.workspace, user, callback_id))


async def run_message_shortcut(slack: LocalSlack, user: User, callback_id: str, channel: Channel, ts: str) -> Outcome:
    """Runs a shortcut from a message's menu. Raises `ControlError` when there is no such message."""
    message = existing(slack, channel, ts)
    return await _shortcut(slack, user, message_shortcut(slack.workspace, user, callback_id, message, channel))


async def _shortcut(slack: LocalSlack, user: User, payload: dict[str, object]) -> Outcome:
    outcome = outcome_of(await slack.dispatcher.ask("interactive", payload), "That app shortcut did not work.")
    if outcome.notice:
        slack.workspace.notify(user.id, outcome.notice)
    return outcome
