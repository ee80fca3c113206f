"""Taking our own things off a person's screen, in as few moments as Slack allows."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.jobs.delivery import CALL_SECONDS, GONE, LOOK_BACK, OK, NotDelivered, code_of
from bot.slack.blocks.home import hidden_home
from bot.slack.blocks.notices import hidden_view

TOGETHER = 8
"""Calls at once: ten messages go in two rounds, and Slack's limit for deletions is far."""

FAILURES = (NotDelivered, SlackClientError, OSError)

VIEW_GONE = "not_found"
TOMBSTONE = "tombstone"
"""What Slack leaves of a deleted message that has replies."""
NO_HOME = frozenset({"not_enabled", "user_not_found", "user_disabled"})

Given = TypeVar("Given")
Got = TypeVar("Got")


class Place(NamedTuple):
    """Where a message stands."""

    channel_id: str
    ts: str


class Screen:
    """Our messages, forms and Home tab only: Slack lets nobody take down another's. Methods raise `NotDelivered`."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def delete(self, places: Iterable[Place]) -> set[Place]:
        """Delete messages; those that are gone by now. One that fails holds up no other, and is left out."""
        found = list(dict.fromkeys(places))
        return {place for place, gone in zip(found, together(self._gone, found), strict=True) if gone}

    def said_to(self, user_id: str, until: datetime | None = None) -> list[Place]:
        """Every message of ours among the latest of the direct message, threads included; said up to a moment."""
        try:
            channel_id = str(self._client.conversations_open(users=user_id)["channel"]["id"])
            messages = self._client.conversations_history(channel=channel_id, limit=LOOK_BACK)["messages"]
            threads = [str(each["ts"]) for each in messages if each.get("reply_count")]
            replies = together(lambda ts: self._replies(channel_id, ts), threads)
        except SlackApiError as error:
            raise NotDelivered(code_of(error)) from None
        found = [*messages, *(reply for thread in replies for reply in thread)]
        return [
            Place(channel_id, str(each["ts"]))
            for each in found
            if each.get("bot_id")
            and each.get("subtype") != TOMBSTONE
            and (until is None or float(each["ts"]) <= until.timestamp())
        ]

    def withdraw(self, response_url: str) -> bool:
        """Take an ephemeral away over its response URL; false when that is spent, or the message gone."""
        webhook = WebhookClient(response_url, timeout=CALL_SECONDS)
        return webhook.send_dict({"delete_original": True}).status_code == OK

    def empty_form(self, view_id: str) -> bool:
        """Put neutral words in a modal's place, which only its person can close; false when it is no longer open."""
        try:
            self._client.views_update(view_id=view_id, view=hidden_view())
        except SlackApiError as error:
            if code_of(error) == VIEW_GONE:
                return False
            raise NotDelivered(code_of(error)) from None
        return True

    def reset_home(self, user_id: str) -> None:
        """Put neutral words on the Home tab."""
        try:
            self._client.views_publish(user_id=user_id, view=hidden_home())
        except SlackApiError as error:
            if code_of(error) not in NO_HOME:
                raise NotDelivered(code_of(error)) from None

    def _gone(self, place: Place) -> bool:
        try:
            self._client.chat_delete(channel=place.channel_id, ts=place.ts)
        except SlackApiError as error:
            return code_of(error) in GONE
        except (SlackClientError, OSError):
            return False
        return True

    def _replies(self, channel_id: str, ts: str) -> Sequence[dict[str, Any]]:
        return list(self._client.conversations_replies(channel=channel_id, ts=ts, limit=LOOK_BACK)["messages"])


def together(work: Callable[[Given], Got], given: Sequence[Given]) -> list[Got]:
    """The work done on each, several at once, in order. Raises the first failure."""
    if not given:
        return []
    with ThreadPoolExecutor(min(TOGETHER, len(given)), thread_name_prefix="off-the-screen") as pool:
        return list(pool.map(work, given))
