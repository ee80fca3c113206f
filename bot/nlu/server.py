"""The language process: `POST /model/parse` with a token, on loopback or a private network."""

import hmac
import json
from json import JSONDecodeError
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.nlu.guard import TextRefused, guarded
from bot.nlu.loading import LoadedModel
from bot.nlu.registry import load_current

MOST_TEXTS = 256
MAX_BODY = 4_000_000


def build_app(model: LoadedModel, token: str) -> Starlette:
    """The application over a verified model.

    `{"text": …}` gives Rasa's own object, `{"texts": […]}` gives `{"results": […]}`; 401 without the token, 422 with a
    plain reason for a text that cannot be parsed. `GET /healthz` and `GET /readyz` need no token and tell nothing else.
    """

    async def parse(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get("authorization", ""), f"Bearer {token}"):
            return _refused(401, "a valid token is needed")
        try:
            texts, single = _texts(await request.body())
            for text in texts:
                guarded(text)
        except TextRefused as error:
            return _refused(422, str(error))
        results = await run_in_threadpool(model.parse, texts)
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
    """Load and verify the model in use, then serve until told to stop. Raises `ModelRefused`."""
    app = build_app(load_current(models_folder), token)
    uvicorn.run(app, host=host, port=port, ws="none", log_config=None, access_log=False)


def _texts(body: bytes) -> tuple[list[str], bool]:
    """The texts asked for, and whether it was a single one. Raises `TextRefused`."""
    if len(body) > MAX_BODY:
        raise TextRefused("the request is too large")
    try:
        asked = json.loads(body)
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise TextRefused("the request is not JSON") from None
    if not isinstance(asked, dict):
        raise TextRefused("the request must be an object")
    if "text" in asked:
        return [asked["text"]], True
    texts = asked.get("texts")
    if not isinstance(texts, list) or len(texts) > MOST_TEXTS:
        raise TextRefused(f"give text, or texts: at most {MOST_TEXTS}")
    return texts, False


def _refused(status: int, reason: str) -> Response:
    return JSONResponse({"error": reason}, status_code=status)
