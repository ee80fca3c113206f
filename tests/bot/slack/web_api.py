"""A Slack Web API that writes down what it is asked, refuses what breaks Slack's limits, and fails on request."""

import json
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.block_kit.validator import validate_message, validate_view
from bot.slack.blocks.wording import NOTIFICATION, Notification

BOT_USER = "U0BOT"
TEAM = "T0TEAM"
DIRECT = "D0DIRECT"

ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {"user_id": BOT_USER, "bot_id": "B0BOT", "team_id": TEAM, "team": "Invented", "user": "sharewise"},
    "conversations.open": {"channel": {"id": DIRECT}},
    "chat.postMessage": {"ts": "1700000900.000100", "channel": DIRECT},
    "chat.postEphemeral": {"message_ts": "1700000900.000200"},
    "users.info": {"user": {"id": "U0PERSON"}},
    "views.open": {"view": {"id": "V1"}},
    "views.push": {"view": {"id": "V2"}},
}


LOOKUPS = ("users.info", "usergroups.users.list", "conversations.info")
"""What is asked on the way to an answer."""


@dataclass(frozen=True)
class Call:
    """One call: the method (or `response_url`) and its arguments."""

    method: str
    arguments: dict[str, Any]

    @property
    def words(self) -> str:
        """All that it shows, as text."""
        return json.dumps(self.arguments, ensure_ascii=False)


@dataclass
class WebApi:
    """What the fixture hands to a test."""

    url: str
    calls: list[Call] = field(default_factory=list)
    failing: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=lambda: deepcopy(ANSWERS))
    by_user: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What `users.info` says of single people."""
    hanging: set[str] = field(default_factory=set)
    released: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)

    @property
    def response_url(self) -> str:
        """Slack's way back to a command or a button."""
        return f"{self.url}response"

    def fail(self, method: str, error: str) -> None:
        """From now on that method is refused."""
        self.failing[method] = error

    def hang(self, *methods: str) -> None:
        """From now on these methods give no answer until the test is over."""
        self.hanging |= set(methods)

    def of(self, method: str) -> list[Call]:
        """Calls of one method, in order."""
        return [call for call in self.calls if call.method == method]

    @property
    def said(self) -> list[Call]:
        """Everything shown to people, in order; neither the status line nor the bot's own housekeeping."""
        quiet = {"auth.test", "conversations.open", "assistant.threads.setStatus", *LOOKUPS}
        return [call for call in self.calls if call.method not in quiet]

    def take(self, method: str, arguments: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Write a call down and answer it."""
        with self._lock:
            self.calls.append(Call(method, arguments))
            self.faults += [f"{method}: {fault}" for fault in checked(method, arguments)]
        if method in self.hanging:
            self.released.wait()
        if method in self.failing:
            return (500 if method == "response_url" else 200), {"ok": False, "error": self.failing[method]}
        told = self.by_user.get(str(arguments.get("user"))) if method == "users.info" else None
        return 200, {"ok": True, **(told or self.answers.get(method, {}))}


def checked(method: str, arguments: dict[str, Any]) -> list[str]:
    """What Slack would refuse in the blocks or the view, and a notification that tells what it is about."""
    if arguments.get("text", NOTIFICATION) not in set(Notification):
        return [f"not a neutral notification: {arguments['text']}"]
    if "view" in arguments:
        return [str(fault) for fault in validate_view(arguments["view"])]
    if "blocks" in arguments:
        return [
            str(fault) for fault in validate_message({"text": arguments.get("text", ""), "blocks": arguments["blocks"]})
        ]
    return []


class Running:
    """The server, on a port of its own."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.api = WebApi(f"http://127.0.0.1:{self.server.server_address[1]}/")
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Let the port go."""
        self.api.released.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        running = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                method, _, query = self.path.removeprefix("/").partition("?")
                self._answer(method, dict(parse_qsl(query)))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
                method = "response_url" if self.path == "/response" else self.path.removeprefix("/")
                self._answer(method, _arguments(body, self.headers.get("content-type", "")))

            def _answer(self, method: str, arguments: dict[str, Any]) -> None:
                status, answer = running.api.take(method, arguments)
                with suppress(OSError):  # whoever asked may have hung up
                    self.send_response(status)
                    self.send_header("content-type", "application/json")
                    self.end_headers()
                    self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *_: Any) -> None:
                """Tests keep quiet."""

        return Handler


def _arguments(body: str, content_type: str) -> dict[str, Any]:
    if content_type.startswith("application/json"):
        return dict(json.loads(body or "{}"))
    form = dict(parse_qsl(body))
    return {name: json.loads(value) if name in {"blocks", "view"} else value for name, value in form.items()}
