"""The control API: what a person cannot do is said, and a wrong request never breaks anything."""

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.client import Playground
from bot.playground.wire import ControlError


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "say", {"user": "practitioner"}, 422),
        ("POST", "say", {"user": "practitioner", "text": "x", "colour": "red"}, 422),
        ("POST", "say", {"user": "nobody", "text": "x"}, 409),
        ("POST", "say", {"user": "deactivated", "text": "x"}, 409),
        ("POST", "say", {"user": "practitioner", "text": "x", "channel": "safeguarding-leads"}, 409),
        ("POST", "say", {"user": "practitioner", "text": "x", "channel": "old-project"}, 409),
        ("POST", "say", {"user": "practitioner", "text": "x", "thread_ts": "1.0"}, 409),
        ("POST", "submit", {"user": "practitioner"}, 409),
        ("POST", "click", {"user": "practitioner", "where": "home", "action_id": "x"}, 409),
        ("POST", "shout", {}, 404),
        ("POST", "timing", "x", 422),
        ("POST", "timing", {"lunch": 1}, 422),
        ("POST", "advance", {"seconds": -1}, 422),
        ("GET", "calls?since=yesterday", None, 422),
        ("GET", "wait?seconds=long", None, 422),
        ("GET", "seen", None, 409),
    ],
)
def test_a_wish_that_cannot_be_is_refused(
    people: Playground, method: str, path: str, body: object, status: int
) -> None:
    assert httpx.request(method, f"{people.base_url}/_control/{path}", json=body).status_code == status


def test_nobody_edits_what_another_has_said(people: Playground) -> None:
    ts = people.say("practitioner", "harbour-team", "mine")
    with pytest.raises(ControlError, match="not this user's"):
        people.edit("lead", ts, "yours", "harbour-team")


def test_waiting_ends_with_the_change_that_is_waited_for(people: Playground) -> None:
    before = int(people.workspace()["changes"])
    people.say("practitioner", "harbour-team", "now")
    found = httpx.get(f"{people.base_url}/_control/wait", params={"since": before, "kinds": "message", "seconds": 5})
    assert found.json()["changes"] > before


def test_waiting_in_vain_says_so(people: Playground) -> None:
    with pytest.raises(TimeoutError):
        people.wait_until(lambda: None, seconds=0.05)


def test_people_can_be_moved_about_between_two_clicks(people: Playground, client: WebClient) -> None:
    people.join("admin", "safeguarding-leads")
    assert people.say("admin", "safeguarding-leads", "here")
    people.regroup("leads", "admin", "deactivated")
    assert client.usergroups_users_list(usergroup="S0LEADS001")["users"] == ["U0ADMIN001", "U0GONE0001"]
    people.change_user("practitioner", deleted=True)
    assert client.users_info(user="U0PRACT001")["user"]["deleted"] is True


def test_a_disabled_group_is_found_only_by_who_asks_for_it(people: Playground, client: WebClient) -> None:
    people.regroup("leads", "lead", disabled=True)
    with pytest.raises(SlackApiError, match="no_such_subteam"):
        client.usergroups_users_list(usergroup="S0LEADS001")
    assert client.usergroups_users_list(usergroup="S0LEADS001", include_disabled=True)["users"] == ["U0LEAD0001"]
