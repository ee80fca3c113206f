"""One place for whatever fails: the person is told in plain words with a reference, the log gets no content."""

from collections.abc import Callable
from typing import Any

import structlog
from pydantic import ValidationError
from slack_bolt import BoltContext, BoltRequest, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient

from bot.slack.blocks.errors import command_error, error_blocks, error_view
from bot.slack.ports import Unavailable
from bot.slack.references import error_reference
from bot.slack.reply import InChannel, OnlyToThem, OverResponseUrl, Reply, direct_channel, quietly, refusal_code
from bot.slack.services import Services

log = structlog.get_logger(__name__)

Handler = Callable[..., BoltResponse]


def error_handler(services: Services) -> Handler:
    """For `App.error`. Never raises; what it answers decides whether Slack sends the request again.

    Events that failed are answered 500, so that they come again. Commands, controls and modals are never sent again
    by Slack, so they are answered 200 with the words for the person.
    """

    def handle(error: Exception, request: BoltRequest, context: BoltContext, client: WebClient) -> BoltResponse:
        if isinstance(error, BoltUnhandledRequestError):
            return _unhandled(request)
        if isinstance(error, Unavailable) and "event" in request.body:
            log.error("intake_away")  # the person was told where it happened
            return BoltResponse(status=500)
        reference = error_reference()
        log.error("request_failed", reference=reference, error=type(error).__name__, code=refusal_code(error))
        malformed_event = isinstance(error, ValidationError) and "event" in request.body
        if malformed_event:
            return BoltResponse(status=200)  # it will not be better formed the next time
        return _tell(reference, request, context, client, services)

    return handle


def _unhandled(request: BoltRequest) -> BoltResponse:
    """An event nobody subscribed to needs no answer; anything else of no known kind is refused."""
    known = isinstance(request.body.get("event"), dict)
    log.warning("unhandled_request", known=known)
    return BoltResponse(status=200) if known else BoltResponse(status=400, body={"error": "unknown request"})


def _tell(
    reference: str, request: BoltRequest, context: BoltContext, client: WebClient, services: Services
) -> BoltResponse:
    body = request.body
    if body.get("type") == "view_submission":
        # On top of the form, so that what was typed is still there.
        return BoltResponse(status=200, body={"response_action": "push", "view": error_view(reference)})
    if "command" in body:
        return BoltResponse(status=200, body=command_error(reference))
    is_event = "event" in body
    key = f"error:{body.get('event_id')}"
    if not (is_event and key in services.told):
        with quietly("error_not_told"):
            reply = _way(body, context, client, services)
            if reply:
                reply.say(error_blocks(reference))
                services.told.remember(key)
    return BoltResponse(status=500 if is_event else 200)


def _way(body: dict[str, Any], context: BoltContext, client: WebClient, services: Services) -> Reply | None:
    """By response URL, in the thread of a direct message, to the asker alone in a channel, else by direct message."""
    if context.response_url:
        return OverResponseUrl(context.response_url, services.config.call_seconds)
    event = body.get("event")
    if not isinstance(event, dict):
        return InChannel(client, direct_channel(client, context.user_id)) if context.user_id else None
    if event.get("type") not in {"message", "app_mention"} or not context.channel_id or not context.user_id:
        return None
    if event.get("channel_type") == "im":
        return InChannel(client, context.channel_id, event.get("thread_ts") or event.get("ts"))
    return OnlyToThem(client, context.channel_id, context.user_id, event.get("thread_ts"))
