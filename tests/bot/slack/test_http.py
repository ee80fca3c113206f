"""Slack over signed HTTP, and its acknowledgement over a socket."""

import json
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.request import SocketModeRequest
from starlette.testclient import TestClient

from bot.slack.app import socket_mode
from bot.slack.config import SlackConfig
from bot.slack.http import MAX_BODY, http_app
from tests.bot.slack import payloads
from tests.bot.slack.conftest import SECRET, made
from tests.bot.slack.fakes import Outside
from tests.bot.slack.web_api import WebApi

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def client(app: App) -> TestClient:
    return TestClient(http_app(app, lambda: True), raise_server_exceptions=False)


def signed(body: str, kind: str = JSON, *, secret: str = SECRET, age: int = 0) -> dict[str, str]:
    stamp = str(int(time.time()) - age)
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    return {"content-type": kind, "x-slack-request-timestamp": stamp, "x-slack-signature": str(signature)}


def post(client: TestClient, payload: dict[str, Any], **how: Any) -> Any:
    body = json.dumps(payload)
    return client.post("/slack/events", content=body, headers=signed(body, **how))


def test_a_signed_event_is_queued(client: TestClient, outside: Outside) -> None:
    assert post(client, payloads.direct("can I share?")).status_code == 200
    assert len(outside.questions) == 1


def test_an_event_that_could_not_be_queued_is_answered_500(client: TestClient, outside: Outside) -> None:
    outside.away = True
    assert post(client, payloads.direct("can I share?")).status_code == 500


def test_slacks_challenge_is_answered(client: TestClient) -> None:
    response = post(client, {"type": "url_verification", "token": "t", "challenge": "abc"})
    assert response.json() == {"challenge": "abc"}


def test_a_form_encoded_command_is_answered(client: TestClient, api: WebApi) -> None:
    body = urlencode(payloads.command("help", api.response_url))
    response = client.post("/slack/events", content=body, headers=signed(body, FORM))
    assert response.json()["response_type"] == "ephemeral"


def test_a_form_encoded_control_is_answered(client: TestClient, api: WebApi, outside: Outside) -> None:
    body = urlencode({"payload": json.dumps(payloads.pressed("feedback_helpful", response_url=api.response_url))})
    assert client.post("/slack/events", content=body, headers=signed(body, FORM)).status_code == 200
    assert outside.opinions


class TestRefused:
    """Nothing that Slack did not sign is read."""

    @pytest.mark.parametrize("how", [{"secret": "forged"}, {"age": 3600}], ids=["forged", "stale"])
    def test_a_forged_or_stale_request_is_refused_and_its_words_are_not_logged(
        self, how: dict[str, Any], client: TestClient, outside: Outside, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level("INFO"):
            response = post(client, payloads.direct("about Jo Bloggs"), **how)
        assert response.status_code == 401
        assert not outside.questions
        assert "Jo Bloggs" not in caplog.text

    def test_an_unsigned_request_is_refused(self, client: TestClient) -> None:
        assert client.post("/slack/events", json=payloads.direct("hello")).status_code == 401

    @pytest.mark.parametrize("body", [b"{", b"[1]", b"\xff\xfe", b'"text"', b"payload=%7B", b"payload=null"], ids=repr)
    def test_a_body_of_no_shape_is_refused_without_a_trace(self, body: bytes, client: TestClient) -> None:
        headers = signed(body.decode("latin-1"), JSON if not body.startswith(b"payload") else FORM)
        response = client.post("/slack/events", content=body, headers=headers)
        assert response.status_code in {400, 401}
        assert "Traceback" not in response.text

    def test_a_body_beyond_all_that_slack_sends_is_refused(self, client: TestClient) -> None:
        assert client.post("/slack/events", content=b"x" * (MAX_BODY + 1)).status_code == 413

    def test_only_posts_are_taken(self, client: TestClient) -> None:
        assert client.get("/slack/events").status_code == 405


@pytest.mark.parametrize(("healthy", "status"), [(True, 200), (False, 503)])
def test_health_tells_whether_it_lives_and_whether_it_is_ready(app: App, healthy: bool, status: int) -> None:
    client = TestClient(http_app(app, lambda: healthy))
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == status


class Socket:
    """What the handler needs of a socket: it writes down the acknowledgements."""

    def __init__(self, config: SlackConfig, app: App) -> None:
        self.handler = socket_mode(app, config)
        self.sent: list[Any] = []
        self.handler.client.send_socket_mode_response = self.sent.append

    def receive(self, payload: dict[str, Any], attempt: int | None = None) -> None:
        request = SocketModeRequest(
            type="events_api", envelope_id="e1", payload=payload, retry_attempt=attempt, retry_reason=None
        )
        self.handler.handle(self.handler.client, request)


class TestSocket:
    """An envelope that is not acknowledged comes again."""

    def test_a_queued_question_is_acknowledged(self, config: SlackConfig, app: App) -> None:
        socket = Socket(config, app)
        socket.receive(payloads.direct("can I share?"))
        assert [sent.envelope_id for sent in socket.sent] == ["e1"]

    def test_one_that_could_not_be_queued_is_not(
        self, config: SlackConfig, app: App, outside: Outside, api: WebApi
    ) -> None:
        socket = Socket(config, app)
        outside.away = True
        socket.receive(payloads.direct("can I share?"))
        socket.receive(payloads.direct("can I share?"), attempt=1)
        assert socket.sent == []
        assert len(api.said) == 1

    def test_the_socket_speaks_to_the_same_web_api(self, config: SlackConfig, app: App, api: WebApi) -> None:
        handler = socket_mode(app, config)
        assert handler.client.web_client.base_url == api.url

    def test_without_an_app_token_it_says_what_is_missing(self, config: SlackConfig, app: App) -> None:
        with pytest.raises(ValueError, match="SLACK_APP_TOKEN"):
            socket_mode(app, config.model_copy(update={"app_token": None}))


class TestStart:
    """What is wrong is found before the first question."""

    def test_a_token_that_slack_refuses_is_found_at_the_start(
        self, config: SlackConfig, outside: Outside, api: WebApi
    ) -> None:
        api.fail("auth.test", "invalid_auth")
        with pytest.raises(BoltError):
            made(config, outside)

    def test_slack_is_not_asked_again_for_every_event(self, client: TestClient, api: WebApi) -> None:
        for number in range(3):
            post(client, payloads.direct("can I share?", ts=f"170000000{number}.1"))
        assert len(api.of("auth.test")) == 1
