"""What was said: messages, threads and ephemerals."""

from dataclasses import dataclass, field

from bot.playground.wire import JsonObject, compact

TOMBSTONE = "This message was deleted."


@dataclass
class Message:
    """One message in a channel. `thread_ts` is its parent's, or its own once it has replies."""

    ts: str
    channel: str
    user: str
    text: str
    team: str
    blocks: list[JsonObject] = field(default_factory=list)
    attachments: list[JsonObject] = field(default_factory=list)
    thread_ts: str | None = None
    parent_user: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    client_msg_id: str | None = None
    subtype: str | None = None
    metadata: JsonObject | None = None
    edited: JsonObject | None = None
    broadcast: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    reply_users: list[str] = field(default_factory=list)
    reply_count: int = 0
    latest_reply: str | None = None
    state: dict[str, dict[str, JsonObject]] = field(default_factory=dict)
    """Values chosen in the message's own elements, by block and action."""

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread under another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def as_json(self) -> JsonObject:
        """The message as the Web API and events show it."""
        reactions = [{"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()]
        return compact(
            {
                "type": "message",
                "subtype": self.subtype,
                "user": self.user,
                "text": self.text,
                "ts": self.ts,
                "team": self.team,
                "client_msg_id": self.client_msg_id,
                "bot_id": self.bot_id,
                "app_id": self.app_id,
                "blocks": self.blocks or None,
                "attachments": self.attachments or None,
                "metadata": self.metadata,
                "thread_ts": self.thread_ts,
                "parent_user_id": self.parent_user,
                "reply_count": self.reply_count or None,
                "reply_users": self.reply_users or None,
                "reply_users_count": len(self.reply_users) or None,
                "latest_reply": self.latest_reply,
                "edited": self.edited,
                "reactions": reactions or None,
            }
        )


@dataclass
class Ephemeral:
    """Shown to one person only, in no history, gone for good once deleted."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[JsonObject] = field(default_factory=list)
    attachments: list[JsonObject] = field(default_factory=list)
    thread_ts: str | None = None
    state: dict[str, dict[str, JsonObject]] = field(default_factory=dict)


class Messages:
    """All messages and ephemerals, by channel, oldest first."""

    def __init__(self) -> None:
        self._messages: dict[str, dict[str, Message]] = {}
        self._ephemerals: dict[str, Ephemeral] = {}

    def get(self, channel: str, ts: str) -> Message | None:
        """The message at `ts`."""
        return self._messages.get(channel, {}).get(ts)

    def add(self, message: Message) -> None:
        """Keeps a message, and counts it on its thread's parent."""
        self._messages.setdefault(message.channel, {})[message.ts] = message
        if not message.is_reply or message.thread_ts is None:
            return
        parent = self.get(message.channel, message.thread_ts)
        if parent is not None:
            message.parent_user = parent.user
            parent.thread_ts = parent.ts
            parent.reply_count += 1
            parent.latest_reply = message.ts
            if message.user not in parent.reply_users:
                parent.reply_users.append(message.user)

    def remove(self, message: Message) -> bool:
        """Deletes a message; true when a tombstone stays because others have replied to it."""
        if message.reply_count:
            message.subtype, message.text, message.blocks, message.attachments = "tombstone", TOMBSTONE, [], []
            return True
        del self._messages[message.channel][message.ts]
        parent = self.get(message.channel, message.thread_ts) if message.is_reply and message.thread_ts else None
        if parent is not None:
            parent.reply_count -= 1
        return False

    def history(self, channel: str) -> list[Message]:
        """Messages of the channel itself, oldest first: thread replies only when broadcast."""
        return [item for item in self._messages.get(channel, {}).values() if not item.is_reply or item.broadcast]

    def thread(self, channel: str, ts: str) -> list[Message]:
        """A parent and its replies, oldest first; empty when there is no such message."""
        held = self._messages.get(channel, {})
        return [item for item in held.values() if ts in (item.ts, item.thread_ts)]

    def show_ephemeral(self, ephemeral: Ephemeral) -> None:
        """Keeps what one person was shown."""
        self._ephemerals[ephemeral.ts] = ephemeral

    def ephemeral(self, ts: str) -> Ephemeral | None:
        """An ephemeral by its ts."""
        return self._ephemerals.get(ts)

    def drop_ephemeral(self, ts: str) -> None:
        """Takes an ephemeral away."""
        self._ephemerals.pop(ts, None)

    def ephemerals_for(self, user: str, channel: str) -> list[Ephemeral]:
        """What only this person sees in a channel, oldest first."""
        return [item for item in self._ephemerals.values() if item.user == user and item.channel == channel]
