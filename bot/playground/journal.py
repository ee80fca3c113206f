"""What went over the wire, and a way to wait until something has."""

import asyncio
from collections import deque
from collections.abc import Set as AbstractSet
from itertools import takewhile
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.playground.wire import JsonObject

Kind = Literal["message", "ephemeral", "view", "home", "agent", "call", "delivery", "socket", "reaction"]
KEPT = 20_000


class Call(BaseModel):
    """One Web API call as it came and was answered. The token is left out."""

    model_config = ConfigDict(frozen=True)

    number: int
    method: str
    arguments: JsonObject
    status: int
    response: JsonObject


class Delivery(BaseModel):
    """One attempt to hand a payload to the app."""

    model_config = ConfigDict(frozen=True)

    number: int
    kind: str
    """`events_api`, `interactive` or `slash_commands`."""
    id: str
    """Event id for events; an envelope id for the rest."""
    attempt: int
    """0 for the first, then one more for each redelivery."""
    reason: str | None
    """Why it is a redelivery."""
    via: str
    """`http`, the socket's id, or `nowhere` when no app was connected."""
    payload: JsonObject
    acknowledged: bool
    failure: str | None
    seconds: float
    """From sending to acknowledgement or giving up."""


class Journal:
    """Calls, deliveries, and a count of changes that grows with everything a person or a test could notice."""

    def __init__(self) -> None:
        self.calls: deque[Call] = deque(maxlen=KEPT)
        self.deliveries: deque[Delivery] = deque(maxlen=KEPT)
        self._changes: deque[tuple[int, Kind]] = deque(maxlen=KEPT)
        self._count = 0
        self._called = 0
        self._delivered = 0
        self._waiters: set[asyncio.Event] = set()

    @property
    def count(self) -> int:
        """The number of the last change."""
        return self._count

    def changed(self, kind: Kind) -> None:
        """Counts a change and wakes whoever waits."""
        self._count += 1
        self._changes.append((self._count, kind))
        for waiter in self._waiters:
            waiter.set()

    def next_call(self) -> int:
        """A number for the next Web API call."""
        self._called += 1
        return self._called

    def next_delivery(self) -> int:
        """A number for the next delivery."""
        self._delivered += 1
        return self._delivered

    def record_call(self, call: Call) -> None:
        """Keeps a Web API call."""
        self.calls.append(call)
        self.changed("call")

    def record_delivery(self, delivery: Delivery) -> None:
        """Keeps a delivery attempt."""
        self.deliveries.append(delivery)
        self.changed("delivery")

    def since(self, number: int, kinds: AbstractSet[str] = frozenset()) -> bool:
        """Whether there was a change after `number`, of one of `kinds` when any are named."""
        later = takewhile(lambda change: change[0] > number, reversed(self._changes))
        return any(not kinds or kind in kinds for _, kind in later)

    async def wait(self, number: int, kinds: AbstractSet[str], seconds: float) -> int:
        """Waits for a change after `number`, at most `seconds`; the number of the last change, either way."""
        waiter = asyncio.Event()
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                while not self.since(number, kinds):
                    waiter.clear()
                    await waiter.wait()
        except TimeoutError:
            pass
        finally:
            self._waiters.discard(waiter)
        return self._count
