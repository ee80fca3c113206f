"""`chat.*`: posting, ephemerals, updates, deletions, permalinks."""

from dataclasses import replace

from pydantic import Field

from bot.playground.block_kit.kit import load_kit
from bot.playground.local_slack import LocalSlack
from bot.playground.messages import Message
from bot.playground.posting import Draft, check_draft, post, rewrite, show_to_one
from bot.playground.web_api.method import Arguments, Blocks, Object, method
from bot.playground.web_api.places import known, message_at, readable, visible, writable
from bot.playground.wire import JsonObject, SlackError

SCOPE = ("chat:write",)


class _Said(Arguments):
    """What the posting methods have in common."""

    channel: str
    text: str | None = None
    blocks: Blocks | None = None
    attachments: Blocks | None = None
    markdown_text: str | None = None
    thread_ts: str | None = None
    metadata: Object | None = None
    parse: str | None = None
    link_names: bool | None = None
    as_user: bool | None = None
    username: str | None = None
    icon_emoji: str | None = None
    icon_url: str | None = None


class _PostMessage(_Said):
    reply_broadcast: bool = False
    mrkdwn: bool = True
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None


class _PostEphemeral(_Said):
    user: str


class _Update(_Said):
    ts: str
    reply_broadcast: bool = False
    file_ids: Blocks | None = None


class _Delete(Arguments):
    channel: str
    ts: str
    as_user: bool | None = None


class _Permalink(Arguments):
    channel: str
    message_ts: str = Field(min_length=1)


def _draft(said: _Said, broadcast: bool = False) -> Draft:
    if said.markdown_text is not None and (said.text is not None or said.blocks is not None):
        raise SlackError("markdown_text_conflict")
    if said.markdown_text is not None and len(said.markdown_text) > load_kit().payload.markdown:
        raise SlackError("msg_too_long")
    return check_draft(
        Draft(
            text=said.markdown_text or said.text or "",
            blocks=said.blocks or [],
            attachments=said.attachments or [],
            thread_ts=said.thread_ts or None,
            metadata=said.metadata,
            broadcast=broadcast,
        )
    )


def _post_message(slack: LocalSlack, said: _PostMessage) -> JsonObject:
    channel = writable(slack, said.channel)
    message = post(slack, channel, _draft(said, said.reply_broadcast))
    return {"ok": True, "channel": channel.id, "ts": message.ts, "message": message.as_json()}


def _post_ephemeral(slack: LocalSlack, said: _PostEphemeral) -> JsonObject:
    channel = writable(slack, said.channel)
    user = known(slack, said.user)
    if user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    shown = show_to_one(slack, channel, user, _draft(said))
    return {"ok": True, "message_ts": shown.ts}


def _update(slack: LocalSlack, said: _Update) -> JsonObject:
    channel = readable(slack, said.channel)
    message = message_at(slack, channel, said.ts)
    if message.user != slack.workspace.directory.bot.id or message.subtype == "tombstone":
        raise SlackError("cant_update_message")
    if len(said.text or "") > load_kit().payload.updated_text:
        raise SlackError("msg_too_long")
    rewrite(slack, message, channel, _kept(_draft(said), said, message))
    return {
        "ok": True,
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": message.as_json(),
    }


def _kept(draft: Draft, said: _Update, message: Message) -> Draft:
    """What is not given at all stays; an empty array takes it away. Markdown text replaces everything."""
    if said.markdown_text is not None:
        return draft
    return replace(
        draft,
        blocks=message.blocks if said.blocks is None else draft.blocks,
        attachments=message.attachments if said.attachments is None else draft.attachments,
    )


def _delete(slack: LocalSlack, at: _Delete) -> JsonObject:
    channel = readable(slack, at.channel)
    message = message_at(slack, channel, at.ts)
    if message.user != slack.workspace.directory.bot.id or message.subtype == "tombstone":
        raise SlackError("cant_delete_message")
    slack.remove(message, channel)
    return {"ok": True, "channel": channel.id, "ts": at.ts}


def _permalink(slack: LocalSlack, at: _Permalink) -> JsonObject:
    channel = visible(slack, at.channel)
    message = message_at(slack, channel, at.message_ts)
    domain = slack.workspace.directory.home_team.domain
    link = f"https://{domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.is_reply else ""
    return {"ok": True, "channel": channel.id, "permalink": link + thread}


METHODS = (
    method("chat.postMessage", _PostMessage, _post_message, SCOPE),
    method("chat.postEphemeral", _PostEphemeral, _post_ephemeral, SCOPE),
    method("chat.update", _Update, _update, SCOPE),
    method("chat.delete", _Delete, _delete, SCOPE),
    method("chat.getPermalink", _Permalink, _permalink),
)
