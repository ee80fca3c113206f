import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from slack_sdk import WebClient

from bot.playground.background import Running, in_background
from bot.playground.client import Playground
from bot.playground.config import local_config
from bot.playground.wire import ControlError
from tests.bot.playground.small_app import SmallApp, by_http, by_socket

QUICK = {"retries": (0.0, 0.05, 0.1)}


@dataclass(frozen=True)
class Connected:
    """A playground with the small app on the other end of the wire."""

    people: Playground
    app: SmallApp
    running: Running


@pytest.fixture
def running() -> Iterator[Running]:
    with in_background(local_config(port=0, timing=QUICK)) as found:
        yield found


@pytest.fixture
def people(running: Running) -> Playground:
    return running.client


@pytest.fixture
def client(running: Running) -> WebClient:
    environment = running.config.environment
    return WebClient(token=environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"])


@pytest.fixture
def over_sockets(running: Running) -> Iterator[Connected]:
    app = SmallApp(running.config)
    with by_socket(app, running.config):
        running.client.wait_for_app()
        yield Connected(running.client, app, running)


@pytest.fixture
def over_http() -> Iterator[Connected]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    config = local_config(port=0, timing=QUICK, http_url=f"http://127.0.0.1:{port}/slack/events")
    with in_background(config) as running:
        app = SmallApp(running.config)
        with by_http(app, port):
            running.client.wait_until(lambda: _answers(running.client), 10)
            yield Connected(running.client, app, running)


def _answers(people: Playground) -> bool:
    """Whether the app's server is up: it refuses what is not signed."""
    try:
        return people.request("{}", signed=False)["status"] == 401
    except ControlError:
        return False


@pytest.fixture(params=["over_sockets", "over_http"])
def connected(request: pytest.FixtureRequest) -> Connected:
    found: Connected = request.getfixturevalue(request.param)
    return found
