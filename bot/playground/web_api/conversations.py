"""`conversations.*`: opening, reading and describing channels and direct messages."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from pydantic import Field

from bot.playground.directory import Channel
from bot.playground.local_slack import LocalSlack
from bot.playground.messages import Message
from bot.playground.web_api.method import Arguments, method
from bot.playground.web_api.places import reachable, readable, visible
from bot.playground.wire import JsonObject, SlackError

READ = ("channels:history", "groups:history", "im:history", "mpim:history")
SEE = ("channels:read", "groups:read", "im:read", "mpim:read")
MOST_USERS = 8
T = TypeVar("T")


class _Open(Arguments):
    channel: str | None = None
    users: str | None = None
    return_im: bool = False
    prevent_creation: bool = False


class _Info(Arguments):
    channel: str
    include_locale: bool = False
    include_num_members: bool = False


class _Members(Arguments):
    channel: str
    cursor: str | None = None
    limit: int = Field(default=100, ge=1, le=1000)


class _History(Arguments):
    channel: str
    cursor: str | None = None
    limit: int = Field(default=100, ge=1, le=999)
    oldest: str | None = None
    latest: str | None = None
    inclusive: bool = False
    include_all_metadata: bool = False


class _Replies(_History):
    ts: str


def channel_json(channel: Channel) -> JsonObject:
    """A conversation as `conversations.info` shows it."""
    shown: JsonObject = {
        "id": channel.id,
        "created": 1700000000,
        "is_im": channel.is_im,
        "is_mpim": channel.is_mpim,
        "is_archived": channel.is_archived,
        "is_org_shared": False,
    }
    if channel.is_im:
        return shown | {"user": channel.members[0], "is_user_deleted": False}
    return shown | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.type == "channel",
        "is_group": channel.type == "group",
        "is_private": channel.is_private,
        "is_general": channel.is_general,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": False,
    }


def _open(slack: LocalSlack, given: _Open) -> JsonObject:
    directory = slack.workspace.directory
    if given.channel:
        channel = visible(slack, given.channel)
        if not (channel.is_im or channel.is_mpim):
            raise SlackError("method_not_supported_for_channel_type")
        return {"ok": True, "no_op": True, "already_open": True, "channel": _opened(channel, given.return_im)}
    ids = [user for user in (given.users or "").split(",") if user]
    if not ids:
        raise SlackError("users_list_not_supplied")
    if len(ids) > MOST_USERS:
        raise SlackError("too_many_users")
    members = [*(reachable(slack, user).id for user in ids), directory.bot.id]
    found = directory.conversation(members)
    if found is None and given.prevent_creation:
        raise SlackError("channel_not_found")
    channel = found or directory.open_conversation(members)
    already = {"no_op": True, "already_open": True} if found else {}
    return {"ok": True, **already, "channel": _opened(channel, given.return_im)}


def _opened(channel: Channel, whole: bool) -> JsonObject:
    return channel_json(channel) if whole else {"id": channel.id}


def _info(slack: LocalSlack, given: _Info) -> JsonObject:
    channel = visible(slack, given.channel)
    shown = channel_json(channel) | {"is_member": slack.workspace.directory.bot.id in channel.members}
    return {"ok": True, "channel": shown | ({"num_members": len(channel.members)} if given.include_num_members else {})}


def _members(slack: LocalSlack, given: _Members) -> JsonObject:
    channel = visible(slack, given.channel)
    page, cursor = _page(channel.members, given.cursor, given.limit)
    return {"ok": True, "members": list(page), "response_metadata": {"next_cursor": cursor}}


def _history(slack: LocalSlack, given: _History) -> JsonObject:
    channel = readable(slack, given.channel)
    newest_first = list(reversed(slack.workspace.messages.history(channel.id)))
    page, cursor = _page(_between(newest_first, given), given.cursor, given.limit)
    return _listed(page, cursor) | {"pin_count": 0}


def _replies(slack: LocalSlack, given: _Replies) -> JsonObject:
    channel = readable(slack, given.channel)
    thread = slack.workspace.messages.thread(channel.id, given.ts)
    if not thread:
        raise SlackError("thread_not_found")
    page, cursor = _page(_between(thread, given), given.cursor, given.limit)
    return _listed(page, cursor)


def _listed(page: Sequence[Message], cursor: str) -> JsonObject:
    more = {"response_metadata": {"next_cursor": cursor}} if cursor else {}
    return {"ok": True, "messages": [message.as_json() for message in page], "has_more": bool(cursor), **more}


def _between(messages: Sequence[Message], given: _History) -> list[Message]:
    oldest = _moment(given.oldest, "invalid_ts_oldest", 0.0)
    latest = _moment(given.latest, "invalid_ts_latest", float("inf"))
    return [
        item
        for item in messages
        if oldest < float(item.ts) < latest or (given.inclusive and float(item.ts) in (oldest, latest))
    ]


def _moment(given: str | None, error: str, otherwise: float) -> float:
    try:
        return float(given) if given else otherwise
    except ValueError:
        raise SlackError(error) from None


def _page(items: Sequence[T], cursor: str | None, limit: int) -> tuple[Sequence[T], str]:
    try:
        start = int(base64.urlsafe_b64decode(cursor).decode()) if cursor else 0
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None
    end = start + limit
    return items[start:end], base64.urlsafe_b64encode(str(end).encode()).decode() if end < len(items) else ""


METHODS = (
    method("conversations.open", _Open, _open, ("im:write", "mpim:write")),
    method("conversations.info", _Info, _info, SEE),
    method("conversations.members", _Members, _members, SEE),
    method("conversations.history", _History, _history, READ),
    method("conversations.replies", _Replies, _replies, READ),
)
