"""Triggers and response URLs run out, as Slack's do."""

from typing import Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError

from tests.bot.playground.conftest import Connected
from tests.bot.playground.small_app import form


def pressed(connected: Connected) -> dict[str, Any]:
    """The payload of a button that the app does nothing about."""
    people = connected.people
    card = people.wait_for_reply("practitioner", people.dm("practitioner", "hello"))
    connected.app.next()
    people.click("practitioner", card, "more", value="tea")
    return next(item for item in iter(connected.app.next, None) if item["type"] == "block_actions")


def error(connected: Connected, trigger: str, push: bool = False) -> str:
    client = connected.app.app.client
    with pytest.raises(SlackApiError) as caught:
        (client.views_push if push else client.views_open)(trigger_id=trigger, view=form())
    return str(caught.value.response["error"])


def test_a_trigger_opens_one_view(over_sockets: Connected) -> None:
    trigger = pressed(over_sockets)["trigger_id"]
    over_sockets.app.app.client.views_open(trigger_id=trigger, view=form())
    assert error(over_sockets, trigger) == "exchanged_trigger_id"


def test_a_trigger_lives_three_seconds(over_sockets: Connected) -> None:
    trigger = pressed(over_sockets)["trigger_id"]
    over_sockets.people.advance(3.1)
    assert error(over_sockets, trigger) == "expired_trigger_id"


def test_a_view_is_pushed_only_from_a_view(over_sockets: Connected) -> None:
    assert error(over_sockets, pressed(over_sockets)["trigger_id"], push=True) == "not_found"


def test_three_views_stand_on_one_another_and_no_more(over_sockets: Connected) -> None:
    people, client = over_sockets.people, over_sockets.app.app.client
    client.views_open(trigger_id=pressed(over_sockets)["trigger_id"], view=form())

    def trigger() -> str:
        people.fill("practitioner", {"which": "yes"})
        return str(next(item for item in iter(over_sockets.app.next, None) if item.get("view"))["trigger_id"])

    client.views_push(trigger_id=trigger(), view=form())
    client.views_push(trigger_id=trigger(), view=form())
    assert error(over_sockets, trigger(), push=True) == "push_limit_reached"


def test_a_response_url_is_good_for_five_uses(over_sockets: Connected) -> None:
    url = pressed(over_sockets)["response_url"]
    assert [httpx.post(url, json={"text": "x"}).status_code for _ in range(6)] == [200] * 5 + [404]
    assert httpx.post(url, json={"text": "x"}).json()["error"] == "used_url"


def test_a_response_url_is_good_for_thirty_minutes(over_sockets: Connected) -> None:
    url = pressed(over_sockets)["response_url"]
    over_sockets.people.advance(1801)
    assert httpx.post(url, json={"text": "x"}).json()["error"] == "expired_url"


def test_a_response_url_deletes_the_message_that_was_used(over_sockets: Connected) -> None:
    body = pressed(over_sockets)
    httpx.post(body["response_url"], json={"delete_original": True})
    seen = over_sockets.people.seen_by("practitioner", thread_ts=body["container"]["thread_ts"])
    assert [item.ts for item in seen if item.from_app] == []


def test_a_response_in_channel_is_seen_by_all(over_sockets: Connected) -> None:
    people = over_sockets.people
    people.slash("practitioner", "harbour-team", "x")
    url = over_sockets.app.next()["response_url"]
    httpx.post(url, json={"text": "For all.", "response_type": "in_channel"})
    assert [item.text for item in people.seen_by("lead", "harbour-team")] == ["For all."]


@pytest.mark.parametrize("body", [{"text": ""}, {"txt": "x"}, {"text": "x", "blocks": [{"type": "marquee"}]}, []])
def test_a_response_that_slack_would_not_show_is_refused(over_sockets: Connected, body: Any) -> None:
    assert httpx.post(pressed(over_sockets)["response_url"], json=body).status_code == 400
