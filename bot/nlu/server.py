"""The language process: `POST /model/parse` with a token, on loopback or a private network."""

import hmac
import json
import threading
from collections.abc import Sequence
from json import JSONDecodeError
from pathlib import Path

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.nlu.guard import TextRefused
from bot.nlu.parse import MOST_TEXTS
from bot.nlu.serving import ModelInUse, Parser

MAX_BODY = 4_000_000
"""Bytes of one request."""

log = structlog.get_logger(__name__)


def build_app(model: Parser, token: str) -> Starlette:
    """The application over a verified model.

    `{"text": …}` gives Rasa's own object, `{"texts": […]}` gives `{"results": […]}`; 401 without the token, 413 or 422
    with a plain reason for what cannot be parsed. `GET /healthz` and `GET /readyz` need no token and tell nothing else.
    """
    expected = f"Bearer {token}".encode()

    async def parse(request: Request) -> Response:
        given = request.headers.get("authorization", "").encode("latin-1")
        if not hmac.compare_digest(given, expected):
            return _refused(401, "a valid token is needed")
        try:
            body = await _body(request)
            if body is None:
                return _refused(413, "the request is too large")
            texts, single = _texts(body)
            results = await run_in_threadpool(model.parse, texts)
        except TextRefused as error:
            return _refused(422, str(error))
        except ClientDisconnect:
            return _refused(400, "the request broke off")
        except Exception as error:
            return _failed(error)
        return JSONResponse(results[0] if single else {"results": results})

    async def healthz(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def readyz(_: Request) -> Response:
        return JSONResponse({"status": "ready", "model": model.model_id})

    return Starlette(
        routes=[
            Route("/model/parse", parse, methods=["POST"]),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
        ]
    )


def serve(host: str, port: int, token: str, models_folder: Path) -> None:
    """Load and verify the model in use, then serve until told to stop.

    It listens only once the model has answered its smoke set, so a process that answers at all is ready. Another model
    that is put to use meanwhile is taken up beside the requests.

    Raises:
        ModelRefused: there is no model, or it is not the one that was trained.
        ValueError: the token is empty.
    """
    if not token:
        raise ValueError("the token is empty")
    model = ModelInUse(models_folder)
    threading.Thread(target=model.follow, args=(threading.Event(),), daemon=True).start()
    uvicorn.run(build_app(model, token), host=host, port=port, ws="none", log_config=None, access_log=False)


async def _body(request: Request) -> bytes | None:
    """The request's body, or nothing as soon as it is longer than `MAX_BODY`."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


def _texts(body: bytes) -> tuple[Sequence[object], bool]:
    """The texts asked for, and whether it was a single one. Raises `TextRefused`."""
    try:
        asked = json.loads(body)
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise TextRefused("the request is not JSON") from None
    match asked:
        case {"text": text}:
            return [_whole(text)], True
        case {"texts": [*texts]} if len(texts) <= MOST_TEXTS:
            return list(map(_whole, texts)), False
        case _:
            raise TextRefused(f'the request must hold "text", or "texts" with at most {MOST_TEXTS}')


def _whole(text: object) -> object:
    """JSON can escape half a character, which no answer could repeat: a question mark takes its place."""
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else text


def _failed(error: Exception) -> Response:
    """The kind of the fault is logged, never its words, which may hold a text."""
    log.error("parse_failed", error=type(error).__name__)
    return _refused(500, "the text could not be parsed")


def _refused(status: int, reason: str) -> Response:
    return JSONResponse({"error": reason}, status_code=status)
