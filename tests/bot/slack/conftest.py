"""The real app, against a recording Web API."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from pydantic import SecretStr
from slack_bolt import App, BoltRequest, BoltResponse
from structlog.testing import capture_logs

from bot.slack.app import build_app
from bot.slack.config import SlackConfig
from tests.bot.slack.fakes import Outside
from tests.bot.slack.payloads import Payload
from tests.bot.slack.web_api import Running, WebApi, checked

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECRET = "an-invented-signing-secret"


@pytest.fixture
def api() -> Iterator[WebApi]:
    running = Running()
    yield running.api
    running.stop()
    assert running.api.faults == [], "Slack would refuse what was sent"


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def config(api: WebApi) -> SlackConfig:
    return SlackConfig(
        bot_token=SecretStr("xoxb-invented"),
        app_token=SecretStr("xapp-invented"),
        signing_secret=SecretStr(SECRET),
        api_url=api.url,
        guidance_version="2026-11",
        leads_channel="C0LEADS",
    )


@pytest.fixture
def app(config: SlackConfig, outside: Outside) -> App:
    return made(config, outside)


def made(config: SlackConfig, outside: Outside, now: Callable[[], datetime] = lambda: NOW) -> App:
    """An app whose clock and ids are known."""
    numbers = count(1)
    return build_app(config, outside.ports(), now=now, new_id=lambda: f"form{next(numbers)}")


@dataclass
class Slack:
    """Delivers payloads to the app, as Socket Mode does."""

    app: App

    def send(self, payload: Payload, attempt: int = 0) -> BoltResponse:
        headers = {"x-slack-retry-num": str(attempt)} if attempt else None
        response = self.app.dispatch(BoltRequest(body=payload, mode="socket_mode", headers=headers))
        answered = body_of(response)
        assert not checked("ack", answered), "Slack would refuse what was answered"
        return response


def body_of(response: BoltResponse) -> dict[str, Any]:
    """What the app answered, as JSON."""
    return dict(json.loads(response.body)) if response.body else {}


@pytest.fixture
def slack(app: App) -> Slack:
    return Slack(app)


@pytest.fixture
def logs() -> Iterator[list[Any]]:
    with capture_logs() as captured:
        yield captured
