"""What is wrong with a payload, as `blocks.validate` says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fault:
    """One fault at a JSON pointer. `failed_constraint` is the one code that Slack documents."""

    pointer: str
    message: str
    constraint: tuple[tuple[str, Any], ...] = ()
    code: str = "failed_constraint"

    def as_error(self) -> dict[str, Any]:
        """The entry of the `errors` array of `blocks.validate`."""
        error: dict[str, Any] = {"pointer": self.pointer, "code": self.code, "message": self.message}
        return error | ({"constraint": dict(self.constraint)} if self.constraint else {})

    def as_message(self) -> str:
        """The line that `response_metadata.messages` carries."""
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"


def lines(faults: Iterable[Fault]) -> list[str]:
    """All faults as `response_metadata.messages`."""
    return [fault.as_message() for fault in faults]
