"""Messages from the app: checked as strictly as Slack checks them, then shown."""

from dataclasses import dataclass, field

from bot.playground.block_kit.contents import with_ids
from bot.playground.block_kit.fault import lines
from bot.playground.block_kit.kit import Surface, load_kit
from bot.playground.block_kit.validator import message_too_long, validate_blocks
from bot.playground.directory import Channel
from bot.playground.form_state import initial_values
from bot.playground.local_slack import LocalSlack
from bot.playground.messages import Ephemeral, Message
from bot.playground.seed import User
from bot.playground.wire import JsonObject, SlackError


@dataclass(frozen=True)
class Draft:
    """What the app wants to say, already checked."""

    text: str = ""
    blocks: list[JsonObject] = field(default_factory=list)
    attachments: list[JsonObject] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: JsonObject | None = None
    broadcast: bool = False


def check_draft(draft: Draft) -> Draft:
    """The draft as Slack would keep it: ids filled in, over-long text cut. Raises `SlackError`."""
    limits = load_kit().payload
    if not (draft.text or draft.blocks or draft.attachments):
        raise SlackError("no_text")
    if len(draft.attachments) > limits.attachments:
        raise SlackError("too_many_attachments")
    faults = validate_blocks(draft.blocks, Surface.MESSAGE, "/blocks")
    if faults:
        raise SlackError("invalid_blocks", lines(faults), errors=[fault.message for fault in faults])
    if message_too_long(draft.blocks):
        raise SlackError("msg_blocks_too_long")
    for index, attachment in enumerate(draft.attachments):
        faults = validate_blocks(attachment.get("blocks", []), Surface.MESSAGE, f"/attachments/{index}/blocks")
        if faults:
            raise SlackError("invalid_attachments", lines(faults))
    return Draft(
        draft.text[: limits.text],
        with_ids(draft.blocks),
        draft.attachments,
        draft.thread_ts,
        draft.metadata,
        draft.broadcast,
    )


def post(slack: LocalSlack, channel: Channel, draft: Draft) -> Message:
    """Shows a checked draft in a channel. Raises `SlackError` when its thread has no such parent."""
    _refuse_lost_thread(slack, channel, draft.thread_ts)
    directory = slack.workspace.directory
    message = Message(
        ts=slack.workspace.timestamps.next(),
        channel=channel.id,
        user=directory.bot.id,
        text=draft.text,
        team=directory.home_team.id,
        blocks=draft.blocks,
        attachments=draft.attachments,
        thread_ts=draft.thread_ts,
        bot_id=directory.bot.bot_id,
        app_id=directory.app.id,
        metadata=draft.metadata,
        broadcast=draft.broadcast,
        state=initial_values(draft.blocks),
    )
    slack.workspace.messages.add(message)
    slack.workspace.agent.clear_status((channel.id, draft.thread_ts))
    slack.announce_new(message, channel)
    return message


def show_to_one(slack: LocalSlack, channel: Channel, user: User, draft: Draft) -> Ephemeral:
    """Shows a checked draft to one member of the channel, in no history."""
    _refuse_lost_thread(slack, channel, draft.thread_ts)
    shown = Ephemeral(
        ts=slack.workspace.timestamps.next(),
        channel=channel.id,
        user=user.id,
        text=draft.text,
        blocks=draft.blocks,
        attachments=draft.attachments,
        thread_ts=draft.thread_ts,
        state=initial_values(draft.blocks),
    )
    slack.workspace.messages.show_ephemeral(shown)
    slack.workspace.journal.changed("ephemeral")
    return shown


def rewrite(slack: LocalSlack, message: Message, channel: Channel, draft: Draft) -> None:
    """Puts a checked draft in the place of what a message of the app's own said."""
    before = message.as_json()
    message.text, message.blocks, message.attachments = draft.text, draft.blocks, draft.attachments
    message.metadata = draft.metadata or message.metadata
    message.state = initial_values(draft.blocks, message.state)
    message.edited = {"user": slack.workspace.directory.bot.id, "ts": slack.workspace.timestamps.next()}
    slack.announce_change(message, before, channel)


def _refuse_lost_thread(slack: LocalSlack, channel: Channel, thread_ts: str | None) -> None:
    if thread_ts is None:
        return
    parent = slack.workspace.messages.get(channel.id, thread_ts)
    if parent is None or parent.is_reply:
        raise SlackError("cannot_reply_to_message")
