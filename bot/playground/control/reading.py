"""What a person sees, as the control API tells it."""

from bot.playground.directory import Channel
from bot.playground.local_slack import LocalSlack
from bot.playground.messages import Ephemeral, Message
from bot.playground.seed import User
from bot.playground.seen import Screen, SeenMessage, SeenView
from bot.playground.views import View
from bot.playground.wire import JsonObject


def seen_messages(slack: LocalSlack, user: User, channel: Channel, thread_ts: str | None) -> list[SeenMessage]:
    """Messages of a channel, or of one thread, with what only this person sees there; oldest first."""
    messages = slack.workspace.messages
    ordinary = messages.thread(channel.id, thread_ts) if thread_ts else messages.history(channel.id)
    private = [item for item in messages.ephemerals_for(user.id, channel.id) if item.thread_ts == thread_ts]
    shown = [_seen(slack, item) for item in ordinary] + [_seen_ephemeral(slack, item) for item in private]
    return sorted(shown, key=lambda item: float(item.ts))


def screen(slack: LocalSlack, user: User, channel: Channel, thread_ts: str | None) -> Screen:
    """Everything beside messages that this person has before them."""
    workspace = slack.workspace
    home = workspace.views.home(user.id)
    place = (channel.id, thread_ts)
    return Screen(
        views=[_seen_view(view) for view in workspace.views.stack(user.id)],
        home=_seen_view(home) if home else None,
        notices=workspace.notices.get(user.id, []),
        status=workspace.agent.status(place),
        prompts=workspace.agent.prompts(place),
        thread_title=workspace.agent.title(place),
    )


def workspace_json(slack: LocalSlack) -> JsonObject:
    """The people and channels of the workspace, for a page to show."""
    directory = slack.workspace.directory
    return {
        "team": directory.home_team.model_dump(),
        "bot": directory.bot.id,
        "users": [user.model_dump() for user in directory.users.values()],
        "channels": [
            {"id": item.id, "name": item.name, "type": item.type, "members": item.members}
            for item in directory.channels.values()
        ],
        "groups": [
            {"id": item.id, "handle": item.handle, "members": item.members} for item in directory.groups.values()
        ],
        "sockets": slack.sockets.count,
        "changes": slack.workspace.journal.count,
        "now": slack.workspace.clock.now(),
    }


def _seen(slack: LocalSlack, message: Message) -> SeenMessage:
    return SeenMessage(
        channel=message.channel,
        ts=message.ts,
        user=message.user,
        text=message.text,
        blocks=message.blocks,
        thread_ts=message.thread_ts,
        from_app=message.user == slack.workspace.directory.bot.id,
        edited=message.edited is not None,
        deleted=message.subtype == "tombstone",
        reactions=list(message.reactions),
        reply_count=message.reply_count,
    )


def _seen_ephemeral(slack: LocalSlack, shown: Ephemeral) -> SeenMessage:
    return SeenMessage(
        channel=shown.channel,
        ts=shown.ts,
        user=slack.workspace.directory.bot.id,
        text=shown.text,
        blocks=shown.blocks,
        thread_ts=shown.thread_ts,
        ephemeral=True,
        from_app=True,
    )


def _seen_view(view: View) -> SeenView:
    title = view.given.get("title") or {}
    return SeenView(
        id=view.id,
        type=view.given["type"],
        callback_id=view.given.get("callback_id", ""),
        title=title.get("text", ""),
        blocks=view.blocks,
        values=view.values,
        errors=view.errors,
        notice=view.notice,
        private_metadata=view.given.get("private_metadata", ""),
        hash=view.hash,
    )
