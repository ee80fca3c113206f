"""A typed client of the control API, for tests and demonstrations: people act, and one reads what they see."""

import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import httpx

from bot.playground.seen import Call, Delivery, Outcome, Screen, SeenMessage, SeenView
from bot.playground.wire import ControlError, JsonObject, compact

Where = SeenMessage | Literal["view", "home"]
"""Something to click in: a message or ephemeral as seen, the modal in sight, or the Home tab."""
T = TypeVar("T")
ROUND = 1.0
"""Seconds of one long poll while waiting."""


class Playground:
    """One playground at `base_url`. Users and channels are named by id, handle or name.

    Every method raises `ControlError` for what a person could not do in Slack.
    """

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._http = httpx.Client(base_url=self.base_url, timeout=90.0, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the connection go."""
        self._http.close()

    # -- people act

    def dm(self, user: str, text: str, thread_ts: str | None = None) -> str:
        """Sends the app a direct message; its ts."""
        return str(self._do("say", user=user, text=text, thread_ts=thread_ts)["ts"])

    def say(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> str:
        """Posts in a channel; its ts."""
        return str(self._do("say", user=user, channel=channel, text=text, thread_ts=thread_ts)["ts"])

    def mention(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> str:
        """Posts in a channel with the app's mention first; its ts."""
        body = self._do("say", user=user, channel=channel, text=text, thread_ts=thread_ts, mention=True)
        return str(body["ts"])

    def edit(self, user: str, ts: str, text: str, channel: str | None = None) -> None:
        """Edits a message of the user's own."""
        self._do("edit", user=user, ts=ts, text=text, channel=channel)

    def delete(self, user: str, ts: str, channel: str | None = None) -> None:
        """Deletes a message of the user's own."""
        self._do("delete", user=user, ts=ts, channel=channel)

    def slash(self, user: str, channel: str | None, text: str, command: str = "/sharewise") -> Outcome:
        """Runs a slash command; `response` is the app's immediate answer."""
        return self._outcome("slash", user=user, channel=channel, command=command, text=text)

    def shortcut(self, user: str, callback_id: str, message: SeenMessage | None = None) -> Outcome:
        """Runs a global shortcut, or a message's when one is given."""
        if message is None:
            return self._outcome("shortcut", user=user, callback_id=callback_id)
        return self._outcome(
            "message_shortcut", user=user, callback_id=callback_id, channel=message.channel, ts=message.ts
        )

    def open_home(self, user: str, tab: Literal["home", "messages"] = "home") -> str:
        """Opens the app's Home; the id of the user's direct message with the app."""
        return str(self._do("home", user=user, tab=tab)["channel"])

    def click(self, user: str, where: Where, action_id: str, value: Any = None, block_id: str | None = None) -> Outcome:
        """Uses an element; `value` is the option chosen, for those that offer options."""
        wish: JsonObject = {"user": user, "action_id": action_id, "value": value, "block_id": block_id}
        if isinstance(where, SeenMessage):
            kind = "ephemeral" if where.ephemeral else "message"
            return self._outcome("click", **wish, where=kind, channel=where.channel, ts=where.ts)
        return self._outcome("click", **wish, where=where)

    def fill(self, user: str, values: Mapping[str, Any], where: Literal["view", "home"] = "view") -> list[Outcome]:
        """Sets inputs by action id; the outcomes of those that the app was told of at once."""
        body = self._do("fill", user=user, values=dict(values), where=where)
        return [Outcome.model_validate(item) for item in body["outcomes"]]

    def submit(self, user: str) -> Outcome:
        """Submits the modal in sight."""
        return self._outcome("submit", user=user)

    def close_view(self, user: str, every: bool = False) -> Outcome:
        """Closes the modal in sight, or all of them."""
        return self._outcome("close", user=user, every=every)

    # -- one looks

    def seen_by(self, user: str, channel: str | None = None, thread_ts: str | None = None) -> list[SeenMessage]:
        """Messages and ephemerals before a user: in a channel (by default the direct message with the app), or in
        one thread of it; oldest first."""
        body = self._look("seen", user=user, channel=channel, thread_ts=thread_ts)
        return [SeenMessage.model_validate(item) for item in body["messages"]]

    def screen(self, user: str, channel: str | None = None, thread_ts: str | None = None) -> Screen:
        """Modals, Home, notices and the agent's signs before a user."""
        return Screen.model_validate(self._look("screen", user=user, channel=channel, thread_ts=thread_ts))

    def view(self, user: str) -> SeenView | None:
        """The modal in sight."""
        views = self.screen(user).views
        return views[-1] if views else None

    def home(self, user: str) -> SeenView | None:
        """The Home tab as last published."""
        return self.screen(user).home

    def calls(self, method: str | None = None, since: int = 0) -> list[Call]:
        """Web API calls that the app has made, oldest first."""
        body = self._look("calls", method=method, since=since)
        return [Call.model_validate(item) for item in body["calls"]]

    def deliveries(self, since: int = 0) -> list[Delivery]:
        """Attempts to deliver to the app, oldest first."""
        return [Delivery.model_validate(item) for item in self._look("deliveries", since=since)["deliveries"]]

    def workspace(self) -> JsonObject:
        """People, channels, groups, the number of sockets, and the number of the last change."""
        return self._look("workspace")

    def wait_until(self, predicate: Callable[[], T | None], seconds: float = 10.0) -> T:
        """Waits until `predicate` gives something true, looking again after every change; what it gave.

        Raises `TimeoutError`.
        """
        end = time.monotonic() + seconds
        while True:
            before = int(self.workspace()["changes"])
            found = predicate()
            if found:
                return found
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"not within {seconds:g} s")
            self._look("wait", since=before, seconds=min(left, ROUND))

    def wait_for_reply(self, user: str, ts: str, channel: str | None = None, seconds: float = 10.0) -> SeenMessage:
        """The app's first message in the thread under `ts`. Raises `TimeoutError`."""

        def reply() -> SeenMessage | None:
            return next((item for item in self.seen_by(user, channel, ts) if item.from_app), None)

        return self.wait_until(reply, seconds)

    def wait_for_view(self, user: str, callback_id: str | None = None, seconds: float = 10.0) -> SeenView:
        """The modal in sight, once there is one (with that callback id). Raises `TimeoutError`."""

        def opened() -> SeenView | None:
            view = self.view(user)
            return view if view and callback_id in (None, view.callback_id) else None

        return self.wait_until(opened, seconds)

    def wait_for_app(self, sockets: int = 1, seconds: float = 20.0) -> None:
        """Waits until the app has connected by Socket Mode. Raises `TimeoutError`."""
        self.wait_until(lambda: self.workspace()["sockets"] >= sockets, seconds)

    # -- who is who

    def join(self, user: str, channel: str) -> None:
        """Takes somebody into a channel."""
        self._do("join", user=user, channel=channel)

    def regroup(self, group: str, *members: str, disabled: bool = False) -> None:
        """Puts other members into a user group, or disables it."""
        self._do("regroup", group=group, members=members, disabled=disabled)

    def change_user(self, user: str, **fields: bool) -> None:
        """Makes somebody a guest (`is_restricted`) or deactivates them (`deleted`)."""
        self._do("change_user", user=user, **fields)

    # -- things go wrong

    def fail_next(self, method: str = "*", times: int = 1, **fault: Any) -> None:
        """Makes the next calls of a method fail; `fault` is the rest of `bot.playground.faults.CallFault`."""
        self._do("fail_calls", method=method, times=times, **fault)

    def fail_deliveries(self, kind: Literal["drop_acknowledgement", "duplicate", "lose"], times: int = 1) -> None:
        """Makes the next deliveries go wrong."""
        self._do("fail_deliveries", kind=kind, times=times)

    def clear_faults(self) -> None:
        """Lets everything go right again."""
        self._do("clear_faults")

    def disconnect(
        self, reason: Literal["warning", "refresh_requested", "link_disabled", "cut"] = "refresh_requested"
    ) -> None:
        """Ends the app's sockets."""
        self._do("disconnect", reason=reason)

    def deliver(self, event: JsonObject, channel: str | None = None) -> str:
        """Delivers any event in an `event_callback`; its event id."""
        return str(self._do("deliver", event=event, channel=channel)["event_id"])

    def deliver_payload(self, payload: JsonObject) -> None:
        """Delivers any whole payload as an event, untouched."""
        self._do("deliver", payload=payload)

    def request(self, body: str, **how: Any) -> JsonObject:
        """Posts any body to the app's URL: `signed`, `age`, `headers`, `content_type`; status, headers and body."""
        return self._do("request", body=body, **how)

    def advance(self, seconds: float) -> None:
        """Moves the playground's clock on."""
        self._do("advance", seconds=seconds)

    def retime(self, **changes: Any) -> None:
        """Changes Slack's clocks: the fields of `bot.playground.config.Timing`."""
        self._read(self._http.post("/_control/timing", json=changes))

    def _outcome(self, verb: str, **wish: Any) -> Outcome:
        return Outcome.model_validate(self._do(verb, **wish))

    def _do(self, verb: str, **wish: Any) -> JsonObject:
        return self._read(self._http.post(f"/_control/{verb}", json=compact(wish)))

    def _look(self, what: str, **query: Any) -> JsonObject:
        return self._read(self._http.get(f"/_control/{what}", params=compact(query)))

    @staticmethod
    def _read(response: httpx.Response) -> JsonObject:
        body: JsonObject = response.json()
        if response.is_error:
            raise ControlError(body["error"])
        return body
