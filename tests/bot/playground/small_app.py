"""A small real Bolt app, enough to exercise every way in and out of the playground."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

import uvicorn
from slack_bolt import Ack, App, Respond, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.playground.config import PlaygroundConfig


def text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def option(value: str) -> dict[str, Any]:
    return {"text": text(value.title()), "value": value}


CARD = [
    {"type": "section", "block_id": "card", "text": {"type": "mrkdwn", "text": "*Shall we?*"}},
    {
        "type": "actions",
        "block_id": "choices",
        "elements": [
            {"type": "button", "action_id": "open_form", "text": text("Open the form"), "value": "7"},
            {"type": "button", "action_id": "replace_me", "text": text("Replace")},
            {"type": "overflow", "action_id": "more", "options": [option("tea"), option("cake")]},
        ],
    },
]


def form(*extra: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": text("A form"),
        "submit": text("Save"),
        "notify_on_close": True,
        "private_metadata": "kept",
        "blocks": [
            {
                "type": "input",
                "block_id": "why_block",
                "label": text("Why"),
                "element": {"type": "plain_text_input", "action_id": "why", "max_length": 20},
            },
            {
                "type": "input",
                "block_id": "which_block",
                "label": text("Which"),
                "optional": True,
                "dispatch_action": True,
                "element": {"type": "static_select", "action_id": "which", "options": [option("yes"), option("no")]},
            },
            *extra,
        ],
    }


EXTRA = {"type": "section", "block_id": "extra", "text": text("More is needed when the answer is no.")}


class SmallApp:
    """The app and what it has heard."""

    def __init__(self, config: PlaygroundConfig) -> None:
        environment = config.environment
        self.heard: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self.headers: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self.answer: dict[str, Any] = {}
        """What `ack` is given for a submission."""
        self.hold = Event()
        self.hold.set()
        """Cleared, the submission listener waits before it acknowledges."""
        self.app = App(
            client=WebClient(token=environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"]),
            signing_secret=environment["SLACK_SIGNING_SECRET"],
        )
        self._register_events()
        self._register_interactions()
        self._register_views()

    def _register_events(self) -> None:
        app = self.app

        @app.event("message")
        def on_message(event: dict[str, Any], body: dict[str, Any], request: Any, say: Say) -> None:
            self.heard.put(body)
            self.headers.put(dict(request.headers))
            if "subtype" not in event and "bot_id" not in event and event["channel_type"] == "im":
                say(text="Shall we?", blocks=CARD, thread_ts=event["ts"])

        @app.event("app_mention")
        def on_mention(event: dict[str, Any], body: dict[str, Any], say: Say) -> None:
            self.heard.put(body)
            say(text=f"You said {event['text']}", thread_ts=event["ts"])

        @app.event("app_home_opened")
        def on_home(event: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
            self.heard.put(body)
            client.views_publish(user_id=event["user"], view={"type": "home", "blocks": CARD})

    def _register_interactions(self) -> None:
        app = self.app

        @app.command("/sharewise")
        def on_command(ack: Ack, command: dict[str, Any], respond: Respond) -> None:
            self.heard.put(dict(command))
            ack(f"Heard: {command['text']}")
            respond("And again, later.")

        @app.action("open_form")
        def on_open(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            self.heard.put(body)
            client.views_open(trigger_id=body["trigger_id"], view=form())

        @app.action("which")
        def on_which(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            self.heard.put(body)
            view = body["view"]
            client.views_update(view_id=view["id"], hash=view["hash"], view=form(EXTRA))

        @app.action("replace_me")
        def on_replace(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
            ack()
            self.heard.put(body)
            respond(text="Replaced.", replace_original=True)

        @app.action("more")
        def on_more(ack: Ack, body: dict[str, Any]) -> None:
            ack()
            self.heard.put(body)

        @app.shortcut("ask")
        def on_shortcut(ack: Ack, body: dict[str, Any]) -> None:
            ack()
            self.heard.put(body)

    def _register_views(self) -> None:
        app = self.app

        @app.view("form")
        def on_submit(ack: Ack, body: dict[str, Any]) -> None:
            self.heard.put(body)
            self.hold.wait(5)
            ack(**self.answer)

        @app.view_closed("form")
        def on_closed(ack: Ack, body: dict[str, Any]) -> None:
            ack()
            self.heard.put(body)

    def next(self) -> dict[str, Any]:
        """What it heard next; raises `queue.Empty` after five seconds."""
        return self.heard.get(timeout=5)


@contextmanager
def by_socket(app: SmallApp, config: PlaygroundConfig) -> Iterator[None]:
    handler = SocketModeHandler(app.app, config.environment["SLACK_APP_TOKEN"])
    handler.connect()
    try:
        yield
    finally:
        # Bolt's handler takes seconds to stop its polling threads; nothing here needs to wait for them
        Thread(target=handler.close, daemon=True).start()


@contextmanager
def by_http(app: SmallApp, port: int) -> Iterator[None]:
    handler = SlackRequestHandler(app.app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    web = Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(web, port=port, ws="none", log_level="error", timeout_graceful_shutdown=1))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)
