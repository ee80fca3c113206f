"""The playground as a web application, and as a process."""

import contextlib
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute

from bot.playground.config import PlaygroundConfig
from bot.playground.control.server import Control
from bot.playground.local_slack import LocalSlack
from bot.playground.response_urls import ResponseUrls
from bot.playground.web_api.server import WebApi


def build_playground(config: PlaygroundConfig) -> Starlette:
    """The application: Web API, sockets, response URLs and control API over one fresh workspace."""
    slack = LocalSlack(config)
    control = Control(slack)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        yield
        await slack.close()

    return Starlette(
        lifespan=lifespan,
        routes=[
            Route("/api/{method}", WebApi(slack).handle, methods=["GET", "POST"]),
            Route("/response/{secret}", ResponseUrls(slack).handle, methods=["POST"]),
            WebSocketRoute("/link/", slack.sockets.serve),
            Route("/_control/timing", control.timing, methods=["POST"]),
            Route("/_control/seen", control.seen),
            Route("/_control/screen", control.screen),
            Route("/_control/workspace", control.workspace),
            Route("/_control/calls", control.calls),
            Route("/_control/deliveries", control.deliveries),
            Route("/_control/wait", control.wait),
            Route("/_control/{verb}", control.do, methods=["POST"]),
        ],
    )


def build_server(config: PlaygroundConfig) -> uvicorn.Server:
    """A server for a fresh playground, quiet and quick to stop."""
    return uvicorn.Server(
        uvicorn.Config(
            build_playground(config),
            host=config.host,
            port=config.port,
            ws="wsproto",
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
    )


def run(config: PlaygroundConfig) -> None:
    """Serves a playground until it is interrupted."""
    build_server(config).run()
