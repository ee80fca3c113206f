"""Bodies of the control API. Users and channels are named by id, handle or name."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.playground.faults import DeliveryFault
from bot.playground.wire import JsonObject


class Wish(BaseModel):
    """Frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Say(Wish):
    """A message; without a channel, a direct message to the app."""

    user: str
    text: str
    channel: str | None = None
    thread_ts: str | None = None
    mention: bool = False
    """Puts the app's mention before the text."""


class Edit(Wish):
    """New words for a message of one's own."""

    user: str
    ts: str
    text: str
    channel: str | None = None


class Delete(Wish):
    """A message of one's own to delete."""

    user: str
    ts: str
    channel: str | None = None


class Slash(Wish):
    """A slash command; without a channel, in the direct message with the app."""

    user: str
    command: str
    text: str = ""
    channel: str | None = None


class GlobalShortcut(Wish):
    """A shortcut from the composer or search."""

    user: str
    callback_id: str


class MessageShortcut(Wish):
    """A shortcut from a message's menu."""

    user: str
    callback_id: str
    ts: str
    channel: str | None = None


class Home(Wish):
    """Opens a tab of the app's Home."""

    user: str
    tab: Literal["home", "messages"] = "home"


class Click(Wish):
    """Uses an element: in the message or ephemeral at `ts`, else in the modal in sight or the Home tab."""

    user: str
    action_id: str
    where: Literal["message", "ephemeral", "view", "home"]
    channel: str | None = None
    ts: str | None = None
    block_id: str | None = None
    value: Any = None


class Fill(Wish):
    """Sets inputs of the modal in sight (or the Home tab): action id to text, option value, id, or a list of them."""

    user: str
    values: dict[str, Any]
    where: Literal["view", "home"] = "view"


class Submit(Wish):
    """Submits the modal in sight."""

    user: str


class Close(Wish):
    """Closes the modal in sight, or all of them."""

    user: str
    every: bool = False


class Troubles(Wish):
    """What is to go wrong with the next deliveries to the app."""

    kind: DeliveryFault
    times: int = Field(default=1, ge=1)


class Disconnect(Wish):
    """Ends sockets: with a frame that says why, or `cut` without a word."""

    reason: Literal["warning", "refresh_requested", "link_disabled", "cut"] = "refresh_requested"


class RawEvent(Wish):
    """An event as it is (wrapped in an `event_callback` by us), or a whole payload to be delivered untouched."""

    event: JsonObject | None = None
    payload: JsonObject | None = None
    channel: str | None = None


class RawRequest(Wish):
    """A request to the app's URL as it is, signed or not, and as old as one likes."""

    body: str
    content_type: str = "application/json"
    signed: bool = True
    age: float = 0.0
    """Seconds by which its timestamp is old."""
    headers: dict[str, str] = {}
    """Added last, so they can forge a signature."""


class Join(Wish):
    """Takes somebody into a channel."""

    user: str
    channel: str


class Regroup(Wish):
    """Puts other members into a user group, named by id or handle, or disables it."""

    group: str
    members: tuple[str, ...]
    disabled: bool = False


class ChangeUser(Wish):
    """Makes somebody a guest or deactivates them; what is left out stays as it is."""

    user: str
    deleted: bool | None = None
    is_restricted: bool | None = None


class Advance(Wish):
    """Moves the playground's clock on."""

    seconds: float = Field(ge=0)
