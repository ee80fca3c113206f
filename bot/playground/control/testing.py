"""The control API's verbs for tests: faults, disconnects, who is who, raw deliveries, time."""

import httpx

from bot.playground.control import requests
from bot.playground.faults import CallFault
from bot.playground.local_slack import LocalSlack
from bot.playground.payloads.events import callback
from bot.playground.wire import ControlError, JsonObject


async def fail_calls(slack: LocalSlack, wish: CallFault) -> JsonObject:
    """Makes Web API calls fail."""
    slack.workspace.faults.fail_calls(wish)
    return {}


async def fail_deliveries(slack: LocalSlack, wish: requests.Troubles) -> JsonObject:
    """Makes deliveries go wrong."""
    slack.workspace.faults.fail_deliveries(wish.kind, wish.times)
    return {}


async def clear_faults(slack: LocalSlack, wish: requests.Wish) -> JsonObject:
    """Lets everything go right again."""
    del wish
    slack.workspace.faults.clear()
    return {}


async def disconnect(slack: LocalSlack, wish: requests.Disconnect) -> JsonObject:
    """Ends every socket."""
    if wish.reason == "cut":
        await slack.sockets.cut()
    else:
        await slack.sockets.say_goodbye(wish.reason)
    return {}


async def join(slack: LocalSlack, wish: requests.Join) -> JsonObject:
    """Takes somebody into a channel; the app is not told."""
    directory = slack.workspace.directory
    directory.join(directory.person(wish.user), directory.place(wish.channel))
    return {}


async def regroup(slack: LocalSlack, wish: requests.Regroup) -> JsonObject:
    """Puts other members into a user group; the app is not told."""
    directory = slack.workspace.directory
    directory.regroup(wish.group, map(directory.person, wish.members), wish.disabled)
    return {}


async def change_user(slack: LocalSlack, wish: requests.ChangeUser) -> JsonObject:
    """Makes somebody a guest or deactivates them; the app is not told."""
    directory = slack.workspace.directory
    directory.change(directory.person(wish.user), **wish.model_dump(exclude={"user"}, exclude_none=True))
    return {}


async def deliver(slack: LocalSlack, wish: requests.RawEvent) -> JsonObject:
    """Delivers an event as given; its event id."""
    if (wish.event is None) == (wish.payload is None):
        raise ControlError("give exactly one of event and payload")
    channel = slack.workspace.directory.place(wish.channel) if wish.channel else None
    payload = wish.payload if wish.payload is not None else callback(slack.workspace, wish.event or {}, channel)
    slack.dispatcher.send_event(payload)
    return {"event_id": payload.get("event_id")}


async def request(slack: LocalSlack, wish: requests.RawRequest) -> JsonObject:
    """Posts a raw request to the app's URL; the app's answer."""
    if slack.http is None:
        raise ControlError("the app is connected by Socket Mode")
    timestamp = int(slack.workspace.clock.now() - wish.age)
    signature = slack.http.signature(wish.body, timestamp) if wish.signed else {}
    try:
        response = await slack.http.post(
            wish.body.encode(), {"Content-Type": wish.content_type, **signature, **wish.headers}
        )
    except httpx.HTTPError:
        raise ControlError("the app cannot be reached") from None
    return {"status": response.status_code, "headers": dict(response.headers), "body": response.text}


async def advance(slack: LocalSlack, wish: requests.Advance) -> JsonObject:
    """Moves time on; the time now."""
    slack.workspace.clock.advance(wish.seconds)
    return {"now": slack.workspace.clock.now()}
