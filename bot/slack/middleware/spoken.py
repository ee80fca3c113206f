"""What a request says to the bot, before it is known whether it may be answered."""

from collections.abc import Mapping
from typing import Any

from actions.hiding import wants_hiding
from actions.wording import plain
from bot.messages import Origin
from bot.slack.actor import Actor
from bot.slack.ids import Action, Shortcut, Subcommand, View
from bot.slack.payloads import WRITTEN_BY_PEOPLE
from bot.slack.subcommand import split

Payload = Mapping[str, Any]


def event_of(body: Payload) -> Payload | None:
    """The event in it, if it is one."""
    event = body.get("event")
    return event if isinstance(event, dict) else None


def words_of(body: Payload) -> str | None:
    """The words that are said to the bot, as they were typed; none where it is not spoken to."""
    event = event_of(body)
    if event is not None:
        return _said(event)
    if "command" in body:
        return split(str(body.get("text") or ""))[1]
    message = body.get("message")
    if body.get("type") == "message_action" and isinstance(message, dict):
        return str(message.get("text") or "")
    return None


def takes_words_in(body: Payload) -> bool:
    """Whether all that the listener does is to take words in, or to take an answer down.

    It may then run for somebody who is not known: `take_in` says the emergency line to them and holds back the rest.
    """
    event = event_of(body)
    if event is not None:
        return event.get("type") in {"message", "app_mention"}
    if "command" in body:
        return split(str(body.get("text") or ""))[0] is Subcommand.ASK
    return body.get("callback_id") == Shortcut.ASK_ABOUT_MESSAGE or (
        body.get("type") == "view_submission" and (body.get("view") or {}).get("callback_id") == View.ASK
    )


def only_hides(body: Payload) -> bool:
    """Whether it takes the bot's words off the screen of the person who asks for it: that is refused to nobody.

    By command, button or plain words of their own. What was said to somebody else stays (`listeners.actions.hide_now`).
    """
    if "command" in body and split(str(body.get("text") or ""))[0] is Subcommand.HIDE:
        return True
    if body.get("type") == "message_action":  # the words are somebody else's
        return False
    pressed = (body.get("actions") or [{}])[0]
    return pressed.get("action_id") == Action.HIDE_NOW or wants_hiding(plain(words_of(body) or "").text)


def place_of(body: Payload, actor: Actor) -> Origin:
    """Where it was said, as far as it tells."""
    event = event_of(body) or body
    message = event.get("message") if isinstance(event.get("message"), dict) else event
    channel = event.get("channel") or body.get("channel_id") or ""
    return Origin(
        team_id=actor.team_id,
        channel_id=str(channel.get("id")) if isinstance(channel, dict) else str(channel),
        user_id=actor.user_id,
        message_ts=(message or {}).get("ts") or body.get("trigger_id"),
        via="mention",
    )


def _said(event: Payload) -> str | None:
    """In a direct message or by mention; of an edit, the new words."""
    edited = event.get("subtype") == "message_changed"
    message = event.get("message") if edited else event
    if not isinstance(message, dict) or message.get("subtype") not in WRITTEN_BY_PEOPLE:
        return None
    if event.get("type") != "app_mention" and event.get("channel_type") != "im":
        return None
    text = str(message.get("text") or "")
    before = event.get("previous_message")
    unchanged = edited and isinstance(before, dict) and before.get("text") == text
    return None if unchanged else text
