"""Asking Slack something on the way to an answer: quickly, or not at all."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack.reply import refusal_code

LOOKUP_SECONDS = 1
"""A person waits meanwhile, and Slack gives a click three seconds in all."""

PASSING = frozenset({"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack's refusals that say nothing of what was asked."""


def in_a_hurry(client: WebClient) -> WebClient:
    """The same client, but with a second's patience and without a second try."""
    return WebClient(token=client.token, base_url=client.base_url, timeout=LOOKUP_SECONDS, retry_handlers=[])


def is_passing(error: SlackClientError | OSError) -> bool:
    """Whether asking again later may help: Slack did not answer, or not in earnest."""
    if not isinstance(error, SlackApiError):
        return True
    status = getattr(error.response, "status_code", None)
    return status is None or status == 429 or status >= 500 or refusal_code(error) in PASSING
