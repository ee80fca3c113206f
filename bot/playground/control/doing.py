"""The control API's verbs for people: talk, run, press, fill, submit."""

from bot.playground.acts import commands, forms, press, talk
from bot.playground.acts.outcome import Outcome
from bot.playground.control import requests
from bot.playground.local_slack import LocalSlack
from bot.playground.messages import Ephemeral, Message
from bot.playground.seed import User
from bot.playground.views import View
from bot.playground.wire import ControlError, JsonObject


async def say(slack: LocalSlack, wish: requests.Say) -> JsonObject:
    """Posts a message; where it stands."""
    user, channel = talk.member(slack, wish.user, wish.channel)
    mention = f"<@{slack.workspace.directory.bot.id}> " if wish.mention else ""
    message = talk.say(slack, user, channel, mention + wish.text, wish.thread_ts)
    return {"channel": channel.id, "ts": message.ts}


async def edit(slack: LocalSlack, wish: requests.Edit) -> JsonObject:
    """Edits a message."""
    user, channel = talk.member(slack, wish.user, wish.channel)
    talk.edit(slack, user, channel, wish.ts, wish.text)
    return {}


async def delete(slack: LocalSlack, wish: requests.Delete) -> JsonObject:
    """Deletes a message."""
    user, channel = talk.member(slack, wish.user, wish.channel)
    talk.delete(slack, user, channel, wish.ts)
    return {}


async def slash(slack: LocalSlack, wish: requests.Slash) -> JsonObject:
    """Runs a slash command."""
    user, channel = talk.member(slack, wish.user, wish.channel)
    return _outcome(await commands.run_command(slack, user, channel, wish.command, wish.text))


async def global_shortcut(slack: LocalSlack, wish: requests.GlobalShortcut) -> JsonObject:
    """Runs a global shortcut."""
    user, _ = talk.member(slack, wish.user, None)
    return _outcome(await commands.run_global_shortcut(slack, user, wish.callback_id))


async def message_shortcut(slack: LocalSlack, wish: requests.MessageShortcut) -> JsonObject:
    """Runs a message shortcut."""
    user, channel = talk.member(slack, wish.user, wish.channel)
    return _outcome(await commands.run_message_shortcut(slack, user, wish.callback_id, channel, wish.ts))


async def home(slack: LocalSlack, wish: requests.Home) -> JsonObject:
    """Opens the app's Home."""
    user, _ = talk.member(slack, wish.user, None)
    return talk.open_home(slack, user, wish.tab)


async def click(slack: LocalSlack, wish: requests.Click) -> JsonObject:
    """Uses an element."""
    user, channel = talk.member(slack, wish.user, wish.channel)
    aim = press.Aim(wish.action_id, wish.block_id, wish.value)
    if wish.where in ("view", "home"):
        return _outcome(await press.press_in_view(slack, user, _view(slack, user, wish.where), aim))
    source = _source(slack, user, channel.id, wish)
    return _outcome(await press.press_in_message(slack, user, channel, source, aim))


async def fill(slack: LocalSlack, wish: requests.Fill) -> JsonObject:
    """Sets inputs, one after another; the outcomes of those that the app was told of."""
    user, _ = talk.member(slack, wish.user, None)
    outcomes = []
    for action_id, value in wish.values.items():
        view = _view(slack, user, wish.where)
        outcomes.append(await press.fill(slack, user, view, press.Aim(action_id, value=value)))
    return {"outcomes": [item.model_dump() for item in outcomes if item is not None]}


async def submit(slack: LocalSlack, wish: requests.Submit) -> JsonObject:
    """Submits the modal in sight."""
    user, _ = talk.member(slack, wish.user, None)
    return _outcome(await forms.submit(slack, user))


async def close(slack: LocalSlack, wish: requests.Close) -> JsonObject:
    """Closes the modal in sight."""
    user, _ = talk.member(slack, wish.user, None)
    return _outcome(await forms.close(slack, user, wish.every))


def _outcome(outcome: Outcome) -> JsonObject:
    return outcome.model_dump()


def _view(slack: LocalSlack, user: User, where: str) -> View:
    if where == "view":
        return forms.modal(slack, user)
    home_tab = slack.workspace.views.home(user.id)
    if home_tab is None:
        raise ControlError("the app has published no Home for this user")
    return home_tab


def _source(slack: LocalSlack, user: User, channel: str, wish: requests.Click) -> Message | Ephemeral:
    messages = slack.workspace.messages
    if wish.where == "message":
        found = messages.get(channel, wish.ts or "")
        if found is None:
            raise ControlError("there is no such message")
        return found
    shown = messages.ephemeral(wish.ts or "")
    if shown is None or shown.user != user.id or shown.channel != channel:
        raise ControlError("this user sees no such ephemeral")
    return shown
