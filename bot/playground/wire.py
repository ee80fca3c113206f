"""What both ends of the wire share: JSON objects and Slack's own errors."""

from collections.abc import Sequence
from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]


class SlackError(Exception):
    """A refusal with one of Slack's own error codes, and the details that Slack gives with it."""

    def __init__(self, code: str, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = list(messages)
        self.extra = extra

    def as_response(self) -> JsonObject:
        """The body of the Web API's answer."""
        body: JsonObject = {"ok": False, "error": self.code, **self.extra}
        return body | ({"response_metadata": {"messages": self.messages}} if self.messages else {})


class ControlError(Exception):
    """What was asked of the playground cannot be done by a person in Slack; says why."""


def compact(value: JsonObject) -> JsonObject:
    """The object without the keys that hold nothing."""
    return {key: item for key, item in value.items() if item is not None}
