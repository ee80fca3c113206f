"""A stand between the worker and the real language process: it passes all on, and keeps every byte that goes by."""

import secrets
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from bot.nlu.client import NluClient
from bot.runtime.up import free_port
from bot.supervision import sharewise

READY_WITHIN = 120.0


@dataclass
class Tap:
    """The stand: its address, the token that both sides use, and what the language process was sent."""

    url: str
    token: str
    received: list[bytes] = field(default_factory=list)


@contextmanager
def tapped_nlu(home: Path) -> Iterator[Tap]:
    """A language process of its own on `home`, behind a tap."""
    token, inner = secrets.token_urlsafe(16), f"http://127.0.0.1:{free_port()}"
    environment = {"SHAREWISE_HOME": str(home), "NLU_URL": inner, "NLU_TOKEN": token}
    process = subprocess.Popen(sharewise("nlu"), env=environment | {"PATH": str(Path(sys.executable).parent)})
    tap = Tap("", token)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _passing_on(tap, inner))
    tap.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        _wait_until_ready(inner, token, process)
        yield tap
    finally:
        server.shutdown()
        process.terminate()
        process.wait(timeout=30)


def _wait_until_ready(url: str, token: str, process: "subprocess.Popen[bytes]") -> None:
    waiting = threading.Event()
    for _ in range(int(READY_WITHIN * 10)):
        if NluClient(url, token, timeout=5.0).ready():
            return
        assert process.poll() is None, "the language process ended"
        waiting.wait(0.1)
    raise AssertionError("the language process did not become ready")


def _passing_on(tap: Tap, inner: str) -> type[BaseHTTPRequestHandler]:
    class PassingOn(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._pass_on(b"")

        def do_POST(self) -> None:
            self._pass_on(self.rfile.read(int(self.headers["Content-Length"])))

        def _pass_on(self, body: bytes) -> None:
            tap.received.append(self.path.encode() + b"\n" + str(self.headers).encode() + b"\n" + body)
            kept = {name: self.headers[name] for name in ("Authorization", "Content-Type") if name in self.headers}
            answer = httpx.request(self.command, inner + self.path, content=body, headers=kept, timeout=30)
            self.send_response(answer.status_code)
            self.send_header("Content-Type", answer.headers["Content-Type"])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *_: object) -> None:
            pass

    return PassingOn
