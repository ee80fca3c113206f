"""Structured logs: events, kinds and references, never a message's words, whatever the level and the library."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

OURS = ("bot.", "actions.")
"""Names of the loggers whose events are written as they are: `structlog.get_logger(__name__)` in our own modules."""

QUIET = ("slack_bolt", "slack_sdk", "httpx", "httpcore", "celery", "kombu", "amqp", "uvicorn", "rasa")
"""Libraries that may print what passes through them: warnings and worse only."""


def configure_logs() -> None:
    """One line an event on standard error; of libraries, Rasa included, no more than who spoke and how gravely."""
    logging.raiseExceptions = False  # else a fault in logging prints the message and its arguments
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WhoSpoke())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            _ours_alone,
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.EventRenamer("event"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=_logger,
        cache_logger_on_first_use=False,
    )


class _WhoSpoke(logging.Formatter):
    """Neither the message nor the exception's text: either can quote what somebody wrote."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        return f"{record.levelname} {record.name}:{record.lineno} {error}".rstrip()


class _Libraries(structlog.PrintLogger):
    """What a library logs through structlog, as Rasa does."""


def _logger(*names: str) -> structlog.PrintLogger:
    """The logger of that name; libraries mostly give none."""
    ours = bool(names) and names[0].startswith(OURS)
    return (structlog.PrintLogger if ours else _Libraries)(sys.stderr)


def _ours_alone(logger: Any, _: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Keep nothing of a library's event: its fields hold texts."""
    return {"event": "library"} if isinstance(logger, _Libraries) else event
