"""One id for all that is logged about a request; the services for those who handle it."""

import secrets
from collections.abc import Callable

import structlog
from slack_bolt import BoltRequest, BoltResponse

from bot.slack.references import derived_id
from bot.slack.services import Services

Next = Callable[[], BoltResponse]
Step = Callable[[BoltRequest, Next], BoltResponse]

KINDS = frozenset({"event_callback", "block_actions", "view_submission", "view_closed", "shortcut", "message_action"})


def correlate(services: Services) -> Step:
    """A step that binds the id to the log, and gives listeners `services` and `correlation_id`. Never refuses."""

    def step(req: BoltRequest, next_: Callable[[], BoltResponse]) -> BoltResponse:
        event_id = req.body.get("event_id")
        correlation_id = derived_id(event_id)[:12] if isinstance(event_id, str) else secrets.token_hex(6)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(correlation_id=correlation_id, kind=kind_of(req))
        req.context["correlation_id"] = correlation_id
        req.context["services"] = services
        return next_()

    return step


def kind_of(req: BoltRequest) -> str:
    """What sort of request it is; never a word that came with it."""
    kind = req.body.get("type")
    if isinstance(kind, str) and kind in KINDS:
        return kind
    return "command" if "command" in req.body else "unknown"
