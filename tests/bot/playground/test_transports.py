"""What is particular to sockets and to HTTP."""

import time
from collections import Counter
from contextlib import ExitStack
from typing import Literal
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from bot.playground.background import Running
from bot.playground.server import build_playground
from bot.playground.wire import ControlError
from tests.bot.playground.conftest import Connected
from tests.bot.playground.small_app import SmallApp, by_socket


def test_each_payload_goes_to_one_socket_and_over_time_to_all(running: Running) -> None:
    people = running.client
    first, second = SmallApp(running.config), SmallApp(running.config)
    with by_socket(first, running.config), by_socket(second, running.config):
        people.wait_for_app(sockets=2)
        for number in range(20):
            people.say("practitioner", "harbour-team", str(number))
        sent = people.wait_until(lambda: found if len(found := people.deliveries()) == 20 else None)
        assert len(Counter(item.via for item in sent)) == 2
        assert first.heard.qsize() + second.heard.qsize() == 20


@pytest.mark.parametrize("reason", ["refresh_requested", "cut"])
def test_an_app_comes_back_after_its_sockets_end(
    over_sockets: Connected, reason: Literal["refresh_requested", "cut"]
) -> None:
    people = over_sockets.people
    people.disconnect(reason)
    people.wait_for_app()
    people.retime(retries=[0.2] * 20)
    people.say("practitioner", "harbour-team", "still there?")
    assert over_sockets.app.next()["event"]["text"] == "still there?"


def test_an_event_waits_for_an_app_that_is_not_there_yet(running: Running) -> None:
    running.client.retime(retries=[0.1] * 50)
    running.client.say("practitioner", "harbour-team", "early")
    app = SmallApp(running.config)
    with by_socket(app, running.config):
        assert app.next()["event"]["text"] == "early"


def test_a_socket_needs_a_ticket_of_its_own(running: Running) -> None:
    with pytest.raises(WebSocketDisconnect), TestClient(build_playground(running.config)) as client:
        client.websocket_connect("/link/?ticket=made-up").__enter__()


def test_an_eleventh_socket_is_told_that_there_are_too_many(running: Running) -> None:
    with ExitStack() as stack:
        client = stack.enter_context(TestClient(build_playground(running.config)))

        def connect() -> str:
            headers = {"Authorization": "Bearer xapp-playground"}
            url = urlsplit(client.post("/api/apps.connections.open", headers=headers).json()["url"])
            socket = stack.enter_context(client.websocket_connect(f"{url.path}?{url.query}"))
            frame = socket.receive_json()
            return str(frame.get("reason", frame["type"]))

        assert [connect() for _ in range(11)] == ["hello"] * 10 + ["too_many_websockets"]


def test_what_is_not_signed_is_refused_by_the_app(over_http: Connected) -> None:
    body = '{"type":"url_verification","challenge":"c"}'
    assert over_http.people.request(body)["status"] == 200
    assert over_http.people.request(body, signed=False)["status"] == 401
    assert over_http.people.request(body, headers={"X-Slack-Signature": "v0=00"})["status"] == 401
    assert over_http.people.request(body, age=301)["status"] == 401


def test_raw_requests_are_for_http_alone(over_sockets: Connected) -> None:
    with pytest.raises(ControlError):
        over_sockets.people.request("{}")


def test_an_app_that_takes_too_long_is_not_waited_for(over_http: Connected) -> None:
    people = over_http.people
    people.click("practitioner", people.wait_for_reply("practitioner", people.dm("practitioner", "x")), "open_form")
    people.wait_for_view("practitioner")
    people.fill("practitioner", {"why": "because"})
    people.retime(acknowledge=0.2)
    over_http.app.hold.clear()
    started = time.monotonic()
    assert people.submit("practitioner").failure == "http_timeout"
    over_http.app.hold.set()
    assert time.monotonic() - started < 2
