"""A playground in a thread of this process, for tests and demonstrations."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.playground.client import Playground
from bot.playground.config import PlaygroundConfig
from bot.playground.server import build_server

STOPPING = 10.0


@dataclass(frozen=True)
class Running:
    """A playground that is up: how it is set (with its real port), and its client."""

    config: PlaygroundConfig
    client: Playground


@contextmanager
def in_background(config: PlaygroundConfig) -> Iterator[Running]:
    """Runs a playground until the end of the block; port 0 takes any that is free. Raises `OSError` for a taken one."""
    listener = socket.create_server((config.host, config.port))
    settled = config.model_copy(update={"port": listener.getsockname()[1]})
    server = build_server(settled)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="playground", daemon=True)
    thread.start()
    try:
        with Playground(settled.address) as client:
            yield Running(settled, client)
    finally:
        server.should_exit = True
        thread.join(STOPPING)
