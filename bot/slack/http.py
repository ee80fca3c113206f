"""Slack over signed HTTP: one address for events, controls and commands, and two for whoever watches the process."""

from collections.abc import Callable
from json import JSONDecodeError

import structlog
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

log = structlog.get_logger(__name__)

MAX_BODY = 1_000_000
"""Bytes. Slack's largest payload, a submitted view, is about a quarter of it."""

Health = Callable[[], bool]
"""Whether all that a question needs is there: the store and the queue."""


def http_app(app: App, health: Health) -> Starlette:
    """`POST /slack/events`, `GET /healthz` (the process lives), `GET /readyz` (200 when `health()`, else 503)."""

    async def events(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return JSONResponse({"error": "too large"}, status_code=413)
        try:
            bolt_request = to_bolt_request(request, body)
        except (JSONDecodeError, UnicodeDecodeError, AttributeError, TypeError) as error:
            log.warning("malformed_request", error=type(error).__name__)
            return JSONResponse({"error": "malformed request"}, status_code=400)
        # Bolt's app is synchronous: in a thread of its own it holds up nobody else.
        return to_starlette_response(await run_in_threadpool(app.dispatch, bolt_request))

    async def healthz(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def readyz(_request: Request) -> Response:
        ready = await run_in_threadpool(health)
        return JSONResponse({"status": "ready" if ready else "not ready"}, status_code=200 if ready else 503)

    return Starlette(
        routes=[
            Route("/slack/events", events, methods=["POST"]),
            Route("/healthz", healthz, methods=["GET"]),
            Route("/readyz", readyz, methods=["GET"]),
        ]
    )


async def _body(request: Request) -> bytes | None:
    """The whole body; none once it grows past `MAX_BODY`."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)
