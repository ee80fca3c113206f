"""The Web API through the real client: Slack's answers, and Slack's own error codes."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.background import Running, in_background
from bot.playground.client import Playground
from bot.playground.config import local_config

TEAM, NOT_IN, PRIVATE, OLD = "C0TEAM0001", "C0NOBOT001", "C0NOBOT002", "C0OLD00001"
VIEW = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [{"type": "divider"}]}
BAD_BLOCKS = [{"type": "marquee"}]
LONG = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 4

REFUSALS: list[tuple[str, Callable[[WebClient], Any]]] = [
    ("channel_not_found", lambda c: c.chat_postMessage(channel="C0NOWHERE1", text="x")),
    ("channel_not_found", lambda c: c.chat_postMessage(channel=PRIVATE, text="x")),
    ("not_in_channel", lambda c: c.chat_postMessage(channel=NOT_IN, text="x")),
    ("is_archived", lambda c: c.chat_postMessage(channel=OLD, text="x")),
    ("no_text", lambda c: c.chat_postMessage(channel=TEAM, text="")),
    ("invalid_blocks", lambda c: c.chat_postMessage(channel=TEAM, text="x", blocks=BAD_BLOCKS)),
    ("invalid_blocks_format", lambda c: c.chat_postMessage(channel=TEAM, text="x", blocks="{")),
    ("msg_blocks_too_long", lambda c: c.chat_postMessage(channel=TEAM, text="x", blocks=LONG)),
    ("cannot_reply_to_message", lambda c: c.chat_postMessage(channel=TEAM, text="x", thread_ts="1.000000")),
    ("invalid_arguments", lambda c: c.api_call("chat.postMessage", json={"text": "x"})),
    ("invalid_arg_name", lambda c: c.api_call("chat.postMessage", json={"channel": TEAM, "txt": "x"})),
    ("user_not_in_channel", lambda c: c.chat_postEphemeral(channel=TEAM, user="U0ADMIN001", text="x")),
    ("user_not_found", lambda c: c.chat_postEphemeral(channel=TEAM, user="U0NOBODY01", text="x")),
    ("message_not_found", lambda c: c.chat_update(channel=TEAM, ts="1.000000", text="x")),
    ("message_not_found", lambda c: c.chat_delete(channel=TEAM, ts="1.000000")),
    ("message_not_found", lambda c: c.chat_getPermalink(channel=TEAM, message_ts="1.000000")),
    ("user_not_found", lambda c: c.users_info(user="U0NOBODY01")),
    ("user_not_found", lambda c: c.conversations_open(users="U0NOBODY01")),
    ("user_disabled", lambda c: c.conversations_open(users="U0GONE0001")),
    ("users_list_not_supplied", lambda c: c.conversations_open(users="")),
    ("thread_not_found", lambda c: c.conversations_replies(channel=TEAM, ts="1.000000")),
    ("not_in_channel", lambda c: c.conversations_history(channel=NOT_IN)),
    ("channel_not_found", lambda c: c.conversations_info(channel=PRIVATE)),
    ("invalid_cursor", lambda c: c.conversations_history(channel=TEAM, cursor="%%")),
    ("no_such_subteam", lambda c: c.usergroups_users_list(usergroup="S0NOTHING1")),
    ("invalid_trigger_id", lambda c: c.views_open(trigger_id="1.2.abc", view=VIEW)),
    ("invalid_arguments", lambda c: c.views_open(trigger_id="1.2.abc", view={**VIEW, "blocks": BAD_BLOCKS})),
    ("not_found", lambda c: c.views_update(view_id="V0NOTHING1", view=VIEW)),
    ("user_not_found", lambda c: c.views_publish(user_id="U0NOBODY01", view={"type": "home", "blocks": []})),
    ("invalid_arguments", lambda c: c.views_publish(user_id="U0PRACT001", view=VIEW)),
    ("invalid_thread_ts", lambda c: c.assistant_threads_setStatus(channel_id=TEAM, thread_ts="1.0", status="x")),
    ("message_not_found", lambda c: c.reactions_add(channel=TEAM, timestamp="1.000000", name="eyes")),
    ("unknown_method", lambda c: c.api_call("chat.shout")),
    ("not_allowed_token_type", lambda c: c.apps_connections_open(app_token="xoxb-playground")),
    ("not_allowed_token_type", lambda c: c.api_call("auth.test", json={"token": "xapp-playground"})),
]


def error_of(call: Callable[[], Any]) -> str:
    with pytest.raises(SlackApiError) as caught:
        call()
    return str(caught.value.response["error"])


@pytest.mark.parametrize(("error", "call"), REFUSALS)
def test_a_wrong_call_is_refused_with_slacks_own_error(
    error: str, call: Callable[[WebClient], Any], client: WebClient
) -> None:
    if error == "not_allowed_token_type" and "api_call" in call.__code__.co_names:
        client.token = "xapp-playground"
    assert error_of(lambda: call(client)) == error


def test_calls_need_a_token_that_is_known(running: Running) -> None:
    api = running.config.environment["SLACK_API_URL"]
    assert httpx.post(f"{api}auth.test").json()["error"] == "not_authed"
    assert error_of(lambda: WebClient(token="xoxb-other", base_url=api).auth_test()) == "invalid_auth"


@pytest.mark.parametrize("how", [{"json": {}}, {"data": {}}, {"params": {}}])
def test_arguments_come_as_json_form_or_query_and_the_token_in_either_place(
    how: dict[str, Any], running: Running
) -> None:
    api = running.config.environment["SLACK_API_URL"]
    given = {"user": "U0LEAD0001"}
    filled = dict.fromkeys(how, given)
    bearer = httpx.post(f"{api}users.info", headers={"Authorization": "Bearer xoxb-playground"}, **filled).json()
    assert bearer["user"]["real_name"] == "Idris Vale"
    field = {key: given | {"token": "xoxb-playground"} for key in how}
    assert httpx.post(f"{api}users.info", **field).json()["ok"] is True


def test_a_body_that_is_not_json_is_refused(running: Running) -> None:
    api = running.config.environment["SLACK_API_URL"]
    headers = {"Content-Type": "application/json", "Authorization": "Bearer xoxb-playground"}
    assert httpx.post(f"{api}auth.test", content=b"{", headers=headers).json()["error"] == "invalid_json"
    assert httpx.post(f"{api}auth.test", content=b"[]", headers=headers).json()["error"] == "json_not_object"


def test_auth_test_says_who_the_app_is(client: WebClient) -> None:
    body = client.auth_test()
    assert (body["team"], body["user_id"], body["bot_id"]) == ("Harbour Local", "U0SHAREWIS", "B0SHAREWIS")


def test_guests_and_strangers_can_be_told(client: WebClient) -> None:
    assert client.users_info(user="U0GUEST001")["user"]["is_restricted"] is True
    assert client.users_info(user="U0GUEST002")["user"]["is_ultra_restricted"] is True
    stranger = client.users_info(user="U0STRANGER")["user"]
    assert (stranger["is_stranger"], stranger["team_id"]) == (True, "T0PENROSE1")
    assert "is_restricted" not in stranger


def test_a_message_is_posted_updated_and_deleted(client: WebClient, people: Playground) -> None:
    ts = client.chat_postMessage(channel=TEAM, text="one")["ts"]
    client.chat_update(channel=TEAM, ts=ts, text="two")
    (seen,) = people.seen_by("practitioner", "harbour-team")
    assert (seen.text, seen.edited, seen.from_app) == ("two", True, True)
    client.chat_delete(channel=TEAM, ts=ts)
    assert people.seen_by("practitioner", "harbour-team") == []


def test_blocks_stay_on_update_unless_they_are_taken_away(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=TEAM, text="one", blocks=[{"type": "divider"}])["ts"]
    assert client.chat_update(channel=TEAM, ts=ts, text="two")["message"]["blocks"]
    assert "blocks" not in client.chat_update(channel=TEAM, ts=ts, text="two", blocks=[])["message"]


def test_nobody_elses_message_can_be_changed(client: WebClient, people: Playground) -> None:
    ts = people.say("practitioner", "harbour-team", "mine")
    assert error_of(lambda: client.chat_update(channel=TEAM, ts=ts, text="x")) == "cant_update_message"
    assert error_of(lambda: client.chat_delete(channel=TEAM, ts=ts)) == "cant_delete_message"


def test_long_text_is_cut_on_posting_and_refused_on_update(client: WebClient) -> None:
    posted = client.chat_postMessage(channel=TEAM, text="x" * 40001)
    assert len(posted["message"]["text"]) == 40000
    assert error_of(lambda: client.chat_update(channel=TEAM, ts=posted["ts"], text="x" * 4001)) == "msg_too_long"


def test_an_ephemeral_is_seen_by_one_and_is_in_no_history(client: WebClient, people: Playground) -> None:
    ts = client.chat_postEphemeral(channel=TEAM, user="U0PRACT001", text="for you")["message_ts"]
    assert [item.ephemeral for item in people.seen_by("practitioner", TEAM)] == [True]
    assert people.seen_by("lead", TEAM) == []
    assert client.conversations_history(channel=TEAM)["messages"] == []
    assert error_of(lambda: client.chat_update(channel=TEAM, ts=ts, text="x")) == "message_not_found"
    assert error_of(lambda: client.chat_delete(channel=TEAM, ts=ts)) == "message_not_found"


def test_history_leaves_replies_out_and_pages(client: WebClient, people: Playground) -> None:
    first = people.say("practitioner", TEAM, "one")
    people.say("practitioner", TEAM, "two")
    people.say("lead", TEAM, "under one", thread_ts=first)
    page = client.conversations_history(channel=TEAM, limit=1)
    assert [item["text"] for item in page["messages"]] == ["two"]
    rest = client.conversations_history(channel=TEAM, limit=1, cursor=page["response_metadata"]["next_cursor"])
    assert [item["text"] for item in rest["messages"]] == ["one"]
    assert rest["has_more"] is False
    thread = client.conversations_replies(channel=TEAM, ts=first)["messages"]
    assert [item["text"] for item in thread] == ["one", "under one"]
    assert thread[0]["reply_count"] == 1
    assert thread[1]["parent_user_id"] == "U0PRACT001"


def test_a_deleted_parent_leaves_a_tombstone_over_its_replies(client: WebClient, people: Playground) -> None:
    first = people.say("practitioner", TEAM, "one")
    client.chat_postMessage(channel=TEAM, text="reply", thread_ts=first)
    people.delete("practitioner", first, TEAM)
    assert client.conversations_replies(channel=TEAM, ts=first)["messages"][0]["subtype"] == "tombstone"


def test_posting_to_a_person_reaches_their_direct_message(client: WebClient, people: Playground) -> None:
    posted = client.chat_postMessage(channel="U0LEAD0001", text="for you")
    assert posted["channel"] == client.conversations_open(users="U0LEAD0001")["channel"]["id"]
    assert [item.text for item in people.seen_by("lead")] == ["for you"]


def test_a_view_hash_guards_against_a_race(client: WebClient) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = client.views_publish(user_id="U0PRACT001", view=home)["view"]["hash"]
    client.views_publish(user_id="U0PRACT001", view=home, hash=first)
    assert error_of(lambda: client.views_publish(user_id="U0PRACT001", view=home, hash=first)) == "hash_conflict"


def test_agent_signs_are_shown_until_a_message_comes_or_time_is_up(client: WebClient, people: Playground) -> None:
    ts = people.dm("practitioner", "hello")
    channel = people.seen_by("practitioner")[0].channel
    client.assistant_threads_setStatus(channel_id=channel, thread_ts=ts, status="is thinking…")
    prompts = [{"title": "Consent", "message": "Do I need consent?"}]
    client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=prompts)
    client.assistant_threads_setTitle(channel_id=channel, thread_ts=ts, title="Consent")
    screen = people.screen("practitioner", thread_ts=ts)
    assert (screen.status, screen.thread_title) == ("is thinking…", "Consent")
    assert screen.prompts == {"title": None, "prompts": prompts}
    people.advance(121)
    assert people.screen("practitioner", thread_ts=ts).status is None
    client.assistant_threads_setStatus(channel_id=channel, thread_ts=ts, status="is thinking…")
    client.chat_postMessage(channel=channel, thread_ts=ts, text="done")
    assert people.screen("practitioner", thread_ts=ts).status is None


def test_a_reaction_is_added_once(client: WebClient, people: Playground) -> None:
    ts = people.say("practitioner", TEAM, "one")
    client.reactions_add(channel=TEAM, timestamp=ts, name="eyes")
    assert error_of(lambda: client.reactions_add(channel=TEAM, timestamp=ts, name="eyes")) == "already_reacted"
    assert people.seen_by("lead", TEAM)[0].reactions == ["eyes"]


def test_blocks_validate_points_at_what_is_wrong(client: WebClient) -> None:
    assert client.blocks_validate(blocks=[{"type": "divider"}])["ok"]
    wrong = [{"type": "section", "text": {"type": "invalid", "text": "x"}}]
    with pytest.raises(SlackApiError) as caught:
        client.blocks_validate(blocks=wrong)
    body = caught.value.response
    assert body["error"] == "invalid_blocks"
    assert body["errors"] == [
        {
            "pointer": "/0/text/type",
            "code": "failed_constraint",
            "message": "unsupported type: invalid",
            "constraint": {"type": "enum", "expected": ["plain_text", "mrkdwn"]},
        }
    ]


def test_a_refused_message_says_where_it_is_wrong(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=TEAM, text="x", blocks=BAD_BLOCKS)
    assert "json-pointer:/blocks/0/type" in caught.value.response["response_metadata"]["messages"][0]


def test_a_rate_limit_says_when_to_come_again(client: WebClient, people: Playground) -> None:
    people.fail_next("chat.postMessage", status=429, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=TEAM, text="x")
    assert (caught.value.response.status_code, caught.value.response.headers["retry-after"]) == (429, "7")
    assert client.chat_postMessage(channel=TEAM, text="x")["ok"]


def test_an_answer_can_be_lost_after_the_work_was_done(client: WebClient, people: Playground) -> None:
    people.fail_next("chat.postMessage", status=500, after_effect=True)
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=TEAM, text="once")
    assert [item.text for item in people.seen_by("lead", TEAM)] == ["once"]


def test_one_message_a_second_in_each_channel_when_that_is_wanted() -> None:
    with in_background(local_config(port=0, one_message_a_second=True)) as running:
        client = WebClient(token="xoxb-playground", base_url=running.config.environment["SLACK_API_URL"])
        client.chat_postMessage(channel=TEAM, text="x")
        assert error_of(lambda: client.chat_postMessage(channel=TEAM, text="x")) == "ratelimited"
        client.chat_postMessage(channel="C0GENERAL1", text="x")
        running.client.advance(1.1)
        client.chat_postMessage(channel=TEAM, text="x")


def test_a_scope_that_is_missing_is_named() -> None:
    with in_background(local_config(port=0, scopes={"users:read"})) as running:
        client = WebClient(token="xoxb-playground", base_url=running.config.environment["SLACK_API_URL"])
        assert client.users_info(user="U0LEAD0001")["ok"]
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=TEAM, text="x")
        assert (caught.value.response["error"], caught.value.response["needed"]) == ("missing_scope", "chat:write")


def test_calls_are_on_record_without_their_token(client: WebClient, people: Playground) -> None:
    client.chat_postMessage(channel=TEAM, text="x")
    (call,) = people.calls("chat.postMessage")
    assert call.arguments == {"channel": TEAM, "text": "x"}
    assert call.response["ok"] is True
