"""Bringing words to a practitioner through Slack, so that each shows once however often it is tried."""

from dataclasses import dataclass
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.webhook import WebhookClient

from bot.messages import Origin
from bot.slack.blocks.wording import Notification
from bot.store.deliveries import Attempt, DeliveryStore

Blocks = list[dict[str, Any]]

METADATA_TYPE = "sharewise_message"
"""Marks our messages with the id of the effect that made them: an opaque id, nothing of the case."""

OK = 200
RETRIES = 3
CALL_SECONDS = 10
LOOK_BACK = 100
"""Messages read when looking whether a message stands already."""

UNREACHABLE_HERE = frozenset(
    {
        "not_in_channel",
        "user_not_in_channel",
        "channel_not_found",
        "is_archived",
        "thread_not_found",
        "restricted_action",
    }
)
"""Slack's errors that mean: not in this place. The direct message is tried instead."""

GONE = frozenset(
    {"message_not_found", "cant_update_message", "cant_delete_message", "edit_window_closed", "channel_not_found"}
)
"""Slack's errors that mean that a message can no longer be changed."""

UNREADABLE = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "thread_not_found"})
"""Slack's errors that mean that we cannot look what stands there: said twice is better than never."""

log = structlog.get_logger(__name__)


class NotDelivered(Exception):
    """Slack did not take the message this time; the same call may be made again. Tells Slack's error only."""


@dataclass(frozen=True)
class Posted:
    """Where a message stands. `ts` is empty where Slack gives none (answers to a slash command)."""

    channel_id: str
    ts: str
    lasting: bool
    """An ephemeral cannot be changed later, and deleted only once one of its buttons has been used."""


def slack_client(token: str, api_url: str) -> WebClient:
    """A client for workers: it waits out rate limits and passing faults, which a listener must not."""
    client = WebClient(token=token, base_url=api_url, timeout=CALL_SECONDS)
    client.retry_handlers = [
        ConnectionErrorRetryHandler(max_retry_count=RETRIES),
        RateLimitErrorRetryHandler(max_retry_count=RETRIES),
        ServerErrorRetryHandler(max_retry_count=RETRIES),
    ]
    return client


class Delivery:
    """Posts and replaces messages. Raises `NotDelivered` or `StoreUnavailable`."""

    def __init__(self, client: WebClient, deliveries: DeliveryStore) -> None:
        self._client = client
        self._deliveries = deliveries

    def show(self, effect_id: str, origin: Origin, blocks: Blocks, text: Notification) -> Posted | None:
        """Bring the message to where the question was asked; none when it stands already and cannot be found."""
        attempt = self._deliveries.begin(effect_id)
        if attempt is Attempt.DONE:
            return None
        standing = self._standing(effect_id, origin) if attempt is Attempt.AGAIN else None
        posted = standing or self._post(effect_id, origin, blocks, text)
        self._deliveries.done(effect_id, posted.ts)
        return posted

    def post(self, effect_id: str, channel_id: str, blocks: Blocks, text: Notification) -> Posted | None:
        """Post to a channel or, given a person's id, to the direct message with them."""
        via = Origin(team_id="", channel_id=channel_id, user_id=channel_id, via="home")
        if channel_id.startswith(("U", "W")):
            return self.show(effect_id, via, blocks, text)
        return self.show(effect_id, via.model_copy(update={"via": "dm"}), blocks, text)

    def shown_as(self, effect_id: str) -> str | None:
        """The message that an effect stands as, from this attempt or an earlier one."""
        return self._deliveries.shown_as(effect_id)

    def replace(self, channel_id: str, ts: str, blocks: Blocks, text: Notification) -> bool:
        """Put other words in a message's place; false when it can no longer be changed."""
        try:
            self._client.chat_update(channel=channel_id, ts=ts, blocks=blocks, text=text)
        except SlackApiError as error:
            return _is_gone(error)
        return True

    def direct_channel(self, user_id: str) -> str:
        """The direct message with a person."""
        try:
            return str(self._client.conversations_open(users=user_id)["channel"]["id"])
        except SlackApiError as error:
            raise NotDelivered(code_of(error)) from None

    def _post(self, effect_id: str, origin: Origin, blocks: Blocks, text: Notification) -> Posted:
        try:
            return self._post_here(effect_id, origin, blocks, text)
        except SlackApiError as error:
            if code_of(error) not in UNREACHABLE_HERE:
                raise NotDelivered(code_of(error)) from None
        log.info("answered_in_direct_message", effect=effect_id, via=origin.via)
        return self._post_direct(effect_id, origin.user_id, blocks, text)

    def _post_here(self, effect_id: str, origin: Origin, blocks: Blocks, text: Notification) -> Posted:
        if origin.response_url:
            return self._respond(effect_id, origin, blocks, text)
        if origin.via == "mention" and not origin.openly:
            answer = self._client.chat_postEphemeral(
                channel=origin.channel_id, user=origin.user_id, thread_ts=origin.thread_ts, blocks=blocks, text=text
            )
            return Posted(origin.channel_id, str(answer["message_ts"]), lasting=False)
        if origin.in_thread:
            return self._message(effect_id, origin.channel_id, origin.thread_ts or origin.message_ts, blocks, text)
        return self._post_direct(effect_id, origin.user_id, blocks, text)

    def _post_direct(self, effect_id: str, user_id: str, blocks: Blocks, text: Notification) -> Posted:
        channel_id = self.direct_channel(user_id)
        try:
            return self._message(effect_id, channel_id, None, blocks, text)
        except SlackApiError as error:
            raise NotDelivered(code_of(error)) from None

    def _message(
        self, effect_id: str, channel_id: str, thread_ts: str | None, blocks: Blocks, text: Notification
    ) -> Posted:
        answer = self._client.chat_postMessage(
            channel=channel_id,
            thread_ts=thread_ts,
            blocks=blocks,
            text=text,
            metadata={"event_type": METADATA_TYPE, "event_payload": {"effect": effect_id}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return Posted(str(answer["channel"]), str(answer["ts"]), lasting=True)

    def _respond(self, effect_id: str, origin: Origin, blocks: Blocks, text: Notification) -> Posted:
        """Slack's own way back to a slash command, good for five messages in thirty minutes; then a direct message."""
        webhook = WebhookClient(str(origin.response_url), timeout=CALL_SECONDS)
        webhook.retry_handlers = self._client.retry_handlers
        answer = webhook.send(text=text, blocks=blocks, response_type="ephemeral", replace_original=False)
        if answer.status_code == OK:
            return Posted(origin.channel_id, "", lasting=False)
        log.info("answered_in_direct_message", effect=effect_id, via=origin.via)
        return self._post_direct(effect_id, origin.user_id, blocks, text)

    def _standing(self, effect_id: str, origin: Origin) -> Posted | None:
        """A message that an interrupted attempt left behind, known by its metadata; ephemerals leave no trace."""
        if origin.response_url or (origin.via == "mention" and not origin.openly):
            return None
        thread_ts = (origin.thread_ts or origin.message_ts) if origin.in_thread else None
        channel_id = origin.channel_id if origin.in_thread else self.direct_channel(origin.user_id)
        try:
            found = self._messages(channel_id, thread_ts)
        except SlackApiError as error:
            if code_of(error) in UNREADABLE:
                return None
            raise NotDelivered(code_of(error)) from None
        for message in found:
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("effect") == effect_id:
                return Posted(channel_id, str(message["ts"]), lasting=True)
        return None

    def _messages(self, channel_id: str, thread_ts: str | None) -> list[dict[str, Any]]:
        if thread_ts is None:
            page = self._client.conversations_history(channel=channel_id, limit=LOOK_BACK, include_all_metadata=True)
        else:
            page = self._client.conversations_replies(
                channel=channel_id, ts=thread_ts, limit=LOOK_BACK, include_all_metadata=True
            )
        return list(page["messages"])


def code_of(error: SlackApiError) -> str:
    """Slack's own word for what went wrong; never the payload."""
    return str(error.response.get("error", "unknown_error"))


def _is_gone(error: SlackApiError) -> bool:
    """False for a message that is beyond reach; anything else is raised, to be tried again."""
    if code_of(error) in GONE:
        return False
    raise NotDelivered(code_of(error)) from None
