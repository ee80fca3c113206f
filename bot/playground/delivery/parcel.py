"""What is handed to the app, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from bot.playground.wire import JsonObject

ParcelKind = Literal["events_api", "interactive", "slash_commands"]


@dataclass(frozen=True)
class Parcel:
    """One payload on one attempt."""

    kind: ParcelKind
    payload: Mapping[str, Any]
    attempt: int = 0
    reason: str | None = None


@dataclass(frozen=True)
class Reply:
    """How one attempt ended. `failure` is Slack's word for why there was no acknowledgement."""

    via: str
    failure: str | None = None
    response: JsonObject | None = None
    stop_retrying: bool = False

    @property
    def acknowledged(self) -> bool:
        """Whether the app answered in time and with success."""
        return self.failure is None


class Transport(Protocol):
    """A way to the app: sockets or HTTP."""

    async def send(self, parcel: Parcel, seconds: float) -> Reply:
        """Hands one parcel over and waits at most `seconds` for its acknowledgement."""

    async def close(self) -> None:
        """Lets go of every connection."""
