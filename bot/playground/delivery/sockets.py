"""The server side of Socket Mode: each payload goes to one connection, picked at random."""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Literal

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.delivery.parcel import Parcel, Reply
from bot.playground.ids import secret
from bot.playground.journal import Journal
from bot.playground.wire import JsonObject

Goodbye = Literal["warning", "refresh_requested", "too_many_websockets", "link_disabled"]
HOST = "playground"


@dataclass
class Connection:
    """One open socket and the envelopes it has not yet acknowledged."""

    id: str
    socket: WebSocket
    waiting: dict[str, asyncio.Future[JsonObject | None]] = field(default_factory=dict)

    def acknowledge(self, frame: JsonObject) -> None:
        """Settles the envelope that an acknowledgement names; unknown ones are ignored, as late ones are."""
        future = self.waiting.get(str(frame.get("envelope_id")))
        if future is not None and not future.done():
            future.set_result(frame.get("payload"))


class Sockets:
    """All sockets of the app, at most as many as Slack allows."""

    def __init__(self, app_id: str, most: int, journal: Journal) -> None:
        self._app_id = app_id
        self._most = most
        self._journal = journal
        self._tickets: set[str] = set()
        self._connections: dict[str, Connection] = {}

    @property
    def count(self) -> int:
        """How many sockets are open."""
        return len(self._connections)

    def ticket(self) -> str:
        """A ticket that opens one socket once."""
        made = secret()
        self._tickets.add(made)
        return made

    async def serve(self, socket: WebSocket) -> None:
        """Serves one socket from hello to its end; without a good ticket it is refused."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=4403)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        if self.count >= self._most:
            await socket.send_json(_goodbye("too_many_websockets"))
            await socket.close()
            return
        connection = Connection(secret(), socket)
        self._connections[connection.id] = connection
        try:
            await socket.send_json(self._hello())
            self._journal.changed("socket")
            while True:
                connection.acknowledge(await socket.receive_json())
        except (WebSocketDisconnect, ValueError):
            pass
        finally:
            self._forget(connection)

    async def send(self, parcel: Parcel, seconds: float) -> Reply:
        """Sends an envelope down one socket at random and waits for its acknowledgement."""
        if not self._connections:
            return Reply("nowhere", "connection_failed")
        connection = secrets.choice(list(self._connections.values()))
        envelope = _envelope(parcel)
        future: asyncio.Future[JsonObject | None] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = future
        try:
            async with asyncio.timeout(seconds):
                await connection.socket.send_json(envelope)
                return Reply(connection.id, None, await future)
        except TimeoutError:
            return Reply(connection.id, "timeout")
        except (ConnectionError, RuntimeError, WebSocketDisconnect):
            return Reply(connection.id, "connection_failed")
        finally:
            connection.waiting.pop(envelope["envelope_id"], None)

    async def say_goodbye(self, reason: Goodbye) -> None:
        """Sends a disconnect frame to every socket; for all but a warning, closes them too."""
        for connection in list(self._connections.values()):
            await connection.socket.send_json(_goodbye(reason))
            if reason != "warning":
                self._forget(connection)
                await connection.socket.close()

    async def cut(self) -> None:
        """Ends every socket without a word."""
        for connection in list(self._connections.values()):
            self._forget(connection)
            await connection.socket.close(code=1011)

    async def close(self) -> None:
        """Ends every socket as the playground stops."""
        await self.cut()

    def _forget(self, connection: Connection) -> None:
        if self._connections.pop(connection.id, None) is not None:
            self._journal.changed("socket")
        for future in connection.waiting.values():
            if not future.done():
                future.set_exception(ConnectionError())

    def _hello(self) -> JsonObject:
        return {
            "type": "hello",
            "num_connections": self.count,
            "debug_info": {"host": HOST, "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }


def _goodbye(reason: Goodbye) -> JsonObject:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}


def _envelope(parcel: Parcel) -> JsonObject:
    envelope: JsonObject = {
        "envelope_id": secret(),
        "type": parcel.kind,
        "accepts_response_payload": parcel.kind != "events_api",
        "payload": dict(parcel.payload),
    }
    if parcel.kind == "events_api":
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason or ""}
    return envelope
