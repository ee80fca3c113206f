"""Finds the channels and people that a call names, as far as the app may see them."""

from bot.playground.directory import Channel
from bot.playground.local_slack import LocalSlack
from bot.playground.messages import Message
from bot.playground.seed import User
from bot.playground.wire import SlackError


def is_member(slack: LocalSlack, channel: Channel) -> bool:
    """Whether the app stands in the channel."""
    return slack.workspace.directory.bot.id in channel.members


def visible(slack: LocalSlack, key: str) -> Channel:
    """A channel that the app can see: public, or one it stands in. Raises `channel_not_found`."""
    channel = slack.workspace.directory.channels.get(key)
    if channel is None or (channel.type != "channel" and not is_member(slack, channel)):
        raise SlackError("channel_not_found")
    return channel


def readable(slack: LocalSlack, key: str) -> Channel:
    """A channel that the app can read. Raises `channel_not_found` or `not_in_channel`."""
    channel = visible(slack, key)
    if not is_member(slack, channel):
        raise SlackError("not_in_channel")
    return channel


def writable(slack: LocalSlack, key: str) -> Channel:
    """Where the app can post: a channel by id or #name, or a person by id. Raises `SlackError`."""
    directory = slack.workspace.directory
    if key in directory.users:
        return directory.dm_with_bot(reachable(slack, key))
    named = directory.named(key.removeprefix("#")) if key.startswith("#") else None
    channel = readable(slack, named.id if named else key)
    if channel.is_archived:
        raise SlackError("is_archived")
    return channel


def known(slack: LocalSlack, key: str) -> User:
    """A user. Raises `user_not_found`."""
    user = slack.workspace.directory.users.get(key)
    if user is None:
        raise SlackError("user_not_found")
    return user


def reachable(slack: LocalSlack, key: str) -> User:
    """A person whom the app can message directly. Raises `user_not_found`, `user_disabled` or `cannot_dm_bot`."""
    user = known(slack, key)
    if user.deleted:
        raise SlackError("user_disabled")
    if user.is_bot:
        raise SlackError("cannot_dm_bot")
    return user


def message_at(slack: LocalSlack, channel: Channel, ts: str) -> Message:
    """The message at `ts`. Raises `message_not_found`, as it does for every ephemeral."""
    message = slack.workspace.messages.get(channel.id, ts)
    if message is None:
        raise SlackError("message_not_found")
    return message
