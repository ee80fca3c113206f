"""Trouble on demand: what a test asks to go wrong, and how often."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

DeliveryFault = Literal["drop_acknowledgement", "duplicate", "lose"]


class CallFault(BaseModel):
    """Makes the next calls of a Web API method fail.

    With `error` the answer is that Slack error; `status` alone answers with that HTTP status. `after_effect` does the
    work first and only then fails, so that the app cannot know whether it was done.
    """

    model_config = ConfigDict(extra="forbid")

    method: str = "*"
    times: int = Field(default=1, ge=1)
    status: int = Field(default=200, ge=200, le=599)
    error: str | None = None
    retry_after: int | None = None
    """Seconds; sent as `Retry-After`."""
    delay: float = Field(default=0.0, ge=0)
    """Seconds before the answer."""
    after_effect: bool = False

    @property
    def fails(self) -> bool:
        """Whether the call fails at all, or is merely slow."""
        return self.error is not None or self.status >= 400 or self.retry_after is not None


class Faults:
    """Faults that are still to come."""

    def __init__(self) -> None:
        self._calls: list[CallFault] = []
        self._deliveries: dict[DeliveryFault, int] = {}

    def fail_calls(self, fault: CallFault) -> None:
        """Queues a fault for the Web API."""
        self._calls.append(fault)

    def next_call(self, method: str) -> CallFault | None:
        """The fault for this call, one use of which is spent."""
        for fault in self._calls:
            if fault.method in ("*", method):
                fault.times -= 1
                if fault.times == 0:
                    self._calls.remove(fault)
                return fault
        return None

    def fail_deliveries(self, kind: DeliveryFault, times: int) -> None:
        """Queues faults of one kind for what is sent to the app."""
        self._deliveries[kind] = self._deliveries.get(kind, 0) + times

    def next_delivery(self, kind: DeliveryFault) -> bool:
        """Whether this delivery is to go wrong in that way; one use is spent."""
        left = self._deliveries.get(kind, 0)
        self._deliveries[kind] = max(0, left - 1)
        return left > 0

    def clear(self) -> None:
        """Nothing is to go wrong any more."""
        self._calls.clear()
        self._deliveries.clear()
