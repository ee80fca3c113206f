"""Structured logs: events, kinds and references, never a message's words."""

import logging
import sys

import structlog

QUIET = ("slack_bolt", "slack_sdk", "httpx", "httpcore", "celery", "kombu", "amqp", "uvicorn", "rasa")
"""Libraries that may print what passes through them: warnings and worse only."""


def configure_logs() -> None:
    """One JSON line an event on standard error. Exceptions appear by type, since their text can hold content."""
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s:%(lineno)d", force=True
    )
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.EventRenamer("event"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
