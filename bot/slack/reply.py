"""The ways to say something to the person who asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.messages import Origin
from bot.slack.blocks.kit import Blocks
from bot.slack.blocks.wording import NOTIFICATION, Notification

log = structlog.get_logger(__name__)

CALL_FAILURES = (SlackClientError, OSError)
"""What a call of Slack's Web API raises: a refusal, or a connection that fails or takes too long."""


class NotDelivered(Exception):
    """Slack did not take what was said over a response URL."""


class Reply(Protocol):
    """Says something to the person."""

    def say(self, blocks: Blocks, text: Notification = NOTIFICATION) -> str | None:
        """Send it; `text` is what a lock screen shows. Raises one of `CALL_FAILURES` or `NotDelivered`.

        The `ts` of the message, where it is one that stays.
        """


@dataclass(frozen=True)
class InChannel:
    """A message that stays, in a thread when there is one."""

    client: WebClient
    channel: str
    thread_ts: str | None = None

    def say(self, blocks: Blocks, text: Notification = NOTIFICATION) -> str | None:
        """`chat.postMessage`."""
        posted = self.client.chat_postMessage(channel=self.channel, text=text, blocks=blocks, thread_ts=self.thread_ts)
        return str(posted["ts"])


@dataclass(frozen=True)
class OnlyToThem:
    """An ephemeral message; in a thread only where the thread already lives, else Slack shows it to nobody."""

    client: WebClient
    channel: str
    user: str
    thread_ts: str | None = None

    def say(self, blocks: Blocks, text: Notification = NOTIFICATION) -> str | None:
        """`chat.postEphemeral`."""
        self.client.chat_postEphemeral(
            channel=self.channel, user=self.user, text=text, blocks=blocks, thread_ts=self.thread_ts
        )
        return None


@dataclass(frozen=True)
class OverResponseUrl:
    """An ephemeral answer to a command, a shortcut or a button: five uses, thirty minutes."""

    url: str
    seconds: int

    def say(self, blocks: Blocks, text: Notification = NOTIFICATION) -> str | None:
        """A message of its own: what stood there before stays."""
        self._send({"response_type": "ephemeral", "replace_original": False, "text": text, "blocks": blocks})
        return None

    def replace(self, blocks: Blocks, text: Notification = NOTIFICATION) -> None:
        """In the place of the message whose button was used."""
        self._send({"replace_original": True, "text": text, "blocks": blocks})

    def _send(self, body: Mapping[str, object]) -> None:
        response = WebhookClient(self.url, timeout=self.seconds).send_dict(dict(body))
        if response.status_code != 200:
            raise NotDelivered(f"HTTP {response.status_code}")


@dataclass(frozen=True)
class FirstThatWorks:
    """The first way, and the second where Slack refuses the first."""

    first: Reply
    second: Reply

    def say(self, blocks: Blocks, text: Notification = NOTIFICATION) -> str | None:
        """Raises what the second raises."""
        try:
            return self.first.say(blocks, text)
        except (*CALL_FAILURES, NotDelivered) as error:
            log.warning("said_another_way", error=type(error).__name__, code=refusal_code(error))
        return self.second.say(blocks, text)


def reply_to(origin: Origin, client: WebClient, seconds: int) -> Reply:
    """The way to answer what was asked there: a command, and a mention where nothing else is allowed, privately."""
    if origin.response_url:
        return OverResponseUrl(origin.response_url, seconds)
    if origin.via == "mention" and not origin.openly:
        return OnlyToThem(client, origin.channel_id, origin.user_id, origin.thread_ts)
    return in_thread(origin, client)


def in_thread(origin: Origin, client: WebClient) -> InChannel:
    """Under the question itself, where it stays to be read."""
    return InChannel(client, origin.channel_id, origin.thread_ts or origin.message_ts)


def direct_channel(client: WebClient, user_id: str) -> str:
    """The id of the direct message with this person. Raises one of `CALL_FAILURES`."""
    opened = client.conversations_open(users=[user_id])
    return str(opened["channel"]["id"])


@contextmanager
def quietly(event: str) -> Iterator[None]:
    """For what is only pleasant to have: a failure is logged and goes no further."""
    try:
        yield
    except (*CALL_FAILURES, NotDelivered) as error:
        log.warning(event, error=type(error).__name__, code=refusal_code(error))


def refusal_code(error: Exception) -> str | None:
    """Slack's own code for a refusal (`channel_not_found`), which holds no content."""
    response = getattr(error, "response", None)
    return str(response.get("error")) if response is not None else None
