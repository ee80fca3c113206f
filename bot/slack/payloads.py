"""The parts of Slack's payloads that we read. Anything else in them is left alone.

Shapes: https://docs.slack.dev/reference/events and https://docs.slack.dev/interactivity. A payload of another shape
raises `pydantic.ValidationError`, whose text is never logged: it quotes its input.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

WRITTEN_BY_PEOPLE = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""Subtypes of a message that carry somebody's own words; all others are passed over."""


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Message(_Payload):
    """A message, in an event of its own or inside one that tells of its change."""

    user: str | None = None
    text: str = ""
    ts: str
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    edited: "Edited | None" = None


class Edited(_Payload):
    """When a message was last changed."""

    ts: str


class MessageEvent(Message):
    """`message` with no subtype, and `app_mention`."""

    channel: str


class ChangedEvent(_Payload):
    """`message_changed`: the message as it is now and as it was."""

    channel: str
    message: Message
    previous_message: Message | None = None
    event_ts: str | None = None


class DeletedEvent(_Payload):
    """`message_deleted`."""

    channel: str
    deleted_ts: str
    previous_message: Message | None = None


class HomeOpenedEvent(_Payload):
    """`app_home_opened`."""

    user: str
    channel: str
    tab: str = "home"


class Command(_Payload):
    """A slash command."""

    channel_id: str
    text: str = ""
    trigger_id: str
    response_url: str


class Named(_Payload):
    """Something with an id."""

    id: str


class MessageShortcut(_Payload):
    """A shortcut used on a message."""

    channel: Named
    message: Message
    action_ts: str
    trigger_id: str
    response_url: str | None = None


class PressedAction(_Payload):
    """One control that was used."""

    action_id: str
    value: str | None = None
    action_ts: str = ""


class Container(_Payload):
    """Where a control stands."""

    channel_id: str | None = None
    message_ts: str | None = None
    thread_ts: str | None = None
    is_ephemeral: bool = False


class OpenView(_Payload):
    """A modal or the Home tab, as it comes back."""

    id: str
    type: str = "modal"
    hash: str | None = None
    callback_id: str = ""
    private_metadata: str = ""
    blocks: tuple[dict[str, Any], ...] = ()
    state: "State | None" = None


class State(_Payload):
    """What is filled in, by block id and action id."""

    values: dict[str, dict[str, dict[str, Any]]] = Field(default_factory=dict)


class Interaction(_Payload):
    """A control used in a message, in a modal or on the Home tab."""

    trigger_id: str
    actions: tuple[PressedAction, ...] = Field(min_length=1)
    container: Container = Container()
    response_url: str | None = None
    view: OpenView | None = None

    @property
    def pressed(self) -> PressedAction:
        """The control: Slack sends one at a time."""
        return self.actions[0]


class Closed(_Payload):
    """A modal that its person closed."""

    view: Named


class Submission(_Payload):
    """A modal that was submitted."""

    view: OpenView
    trigger_id: str = ""
