"""Personal identifiers out of a text, before anything keeps or understands it."""

from actions.redaction.redact import redact
from actions.redaction.spans import Kind, Redacted, Span

__all__ = ["Kind", "Redacted", "Span", "redact"]
