"""Gets payloads to the app: at once, again when an event was not acknowledged, and on record either way."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.playground.config import Timing
from bot.playground.delivery.parcel import Parcel, ParcelKind, Reply, Transport
from bot.playground.faults import Faults
from bot.playground.ids import secret
from bot.playground.journal import Delivery, Journal


class Dispatcher:
    """Sends what happens to the app. Events are redelivered; interactions and commands are not, as in Slack."""

    def __init__(self, transport: Transport, timing: Timing, faults: Faults, journal: Journal) -> None:
        self.timing = timing
        self._transport = transport
        self._faults = faults
        self._journal = journal
        self._tasks: set[asyncio.Task[None]] = set()

    def send_event(self, payload: Mapping[str, Any]) -> None:
        """Delivers an event in the background, with redeliveries; twice over when a fault says so."""
        copies = 2 if self._faults.next_delivery("duplicate") else 1
        for _ in range(copies):
            task = asyncio.create_task(self._deliver(payload))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def ask(self, kind: ParcelKind, payload: Mapping[str, Any]) -> Reply:
        """Delivers an interaction or a command once, and waits for its acknowledgement."""
        return await self._attempt(Parcel(kind, payload), secret())

    async def close(self) -> None:
        """Gives up on what is still on its way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _deliver(self, payload: Mapping[str, Any]) -> None:
        own_id = str(payload.get("event_id", secret()))
        reply = await self._attempt(Parcel("events_api", payload), own_id)
        for attempt, delay in enumerate(self.timing.retries, start=1):
            if reply.acknowledged or reply.stop_retrying:
                return
            await asyncio.sleep(delay)
            reply = await self._attempt(Parcel("events_api", payload, attempt, reply.failure), own_id)

    async def _attempt(self, parcel: Parcel, own_id: str) -> Reply:
        started = asyncio.get_running_loop().time()
        if self._faults.next_delivery("lose"):
            reply = Reply("nowhere", "connection_failed")
        else:
            reply = await self._transport.send(parcel, self.timing.acknowledge)
        if reply.acknowledged and self._faults.next_delivery("drop_acknowledgement"):
            reply = Reply(reply.via, "http_timeout" if reply.via == "http" else "timeout")
        self._journal.record_delivery(
            Delivery(
                number=self._journal.next_delivery(),
                kind=parcel.kind,
                id=own_id,
                attempt=parcel.attempt,
                reason=parcel.reason,
                via=reply.via,
                payload=dict(parcel.payload),
                acknowledged=reply.acknowledged,
                failure=reply.failure,
                seconds=asyncio.get_running_loop().time() - started,
            )
        )
        return reply
