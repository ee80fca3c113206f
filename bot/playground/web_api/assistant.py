"""`assistant.threads.*`: status, suggested prompts and titles of the agent surface."""

from pydantic import BaseModel, ConfigDict, Field

from bot.playground.directory import Channel
from bot.playground.local_slack import LocalSlack
from bot.playground.web_api.method import Arguments, Blocks, Strings, method
from bot.playground.web_api.places import readable
from bot.playground.wire import JsonObject, SlackError

SCOPES = ("assistant:write", "chat:write")
MOST_PROMPTS = 4
MOST_LOADING = 10


class _Status(Arguments):
    channel_id: str
    thread_ts: str
    status: str
    loading_messages: Strings = Field(default=[], max_length=MOST_LOADING)
    icon_emoji: str | None = None
    icon_url: str | None = None
    username: str | None = None


class _Prompt(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1)
    message: str = Field(min_length=1)


class _Prompts(Arguments):
    channel_id: str
    thread_ts: str | None = None
    title: str | None = None
    prompts: Blocks = Field(min_length=1, max_length=MOST_PROMPTS)


class _Title(Arguments):
    channel_id: str
    thread_ts: str
    title: str


def _place(slack: LocalSlack, channel_id: str, thread_ts: str | None) -> Channel:
    channel = readable(slack, channel_id)
    if thread_ts is not None and slack.workspace.messages.get(channel.id, thread_ts) is None:
        raise SlackError("invalid_thread_ts", detail="Thread not found")
    return channel


def _set_status(slack: LocalSlack, given: _Status) -> JsonObject:
    channel = _place(slack, given.channel_id, given.thread_ts)
    seconds = slack.dispatcher.timing.status
    slack.workspace.agent.set_status((channel.id, given.thread_ts), given.status, given.loading_messages, seconds)
    slack.workspace.journal.changed("agent")
    return {"ok": True}


def _set_prompts(slack: LocalSlack, given: _Prompts) -> JsonObject:
    channel = _place(slack, given.channel_id, given.thread_ts)
    prompts = [_Prompt.model_validate(prompt).model_dump() for prompt in given.prompts]
    slack.workspace.agent.set_prompts((channel.id, given.thread_ts), given.title, prompts)
    slack.workspace.journal.changed("agent")
    return {"ok": True}


def _set_title(slack: LocalSlack, given: _Title) -> JsonObject:
    channel = _place(slack, given.channel_id, given.thread_ts)
    slack.workspace.agent.set_title((channel.id, given.thread_ts), given.title)
    slack.workspace.journal.changed("agent")
    return {"ok": True}


METHODS = (
    method("assistant.threads.setStatus", _Status, _set_status, SCOPES),
    method("assistant.threads.setSuggestedPrompts", _Prompts, _set_prompts, SCOPES),
    method("assistant.threads.setTitle", _Title, _set_title, SCOPES),
)
