"""Whatever fails: the person is told in plain words with a reference, and the log holds no content."""

import re
from typing import Any

import pytest

from bot.slack.blocks.wording import FORM_OUTDATED, NOT_UNDERSTOOD
from tests.bot.slack import payloads
from tests.bot.slack.conftest import Slack, body_of
from tests.bot.slack.fakes import Outside
from tests.bot.slack.web_api import TEAM, WebApi

REFERENCE = re.compile(r"E-[2-9A-HJKMNP-TV-Z]{6}")
SECRET_WORDS = "Jo Bloggs of Invented Street"


class Broken(Outside):
    """A port that fails in a way nobody foresaw, with content in its message."""

    def question(self, question: object) -> None:
        raise RuntimeError(SECRET_WORDS)

    def add(self, *_: Any, **__: Any) -> None:
        raise RuntimeError(SECRET_WORDS)

    def save(self, record: object) -> None:
        raise RuntimeError(SECRET_WORDS)

    def hide(self, origin: object) -> None:
        raise RuntimeError(SECRET_WORDS)


@pytest.fixture
def outside() -> Outside:
    return Broken()


def logged_reference(logs: list[Any]) -> str:
    (entry,) = [entry for entry in logs if entry["event"] == "request_failed"]
    assert entry["error"] == "RuntimeError"
    assert SECRET_WORDS not in str(logs)
    return str(entry["reference"])


def test_a_question_that_fails_is_told_in_its_thread_and_sent_again(slack: Slack, api: WebApi, logs: list[Any]) -> None:
    assert slack.send(payloads.direct("can I share?")).status == 500
    (said,) = api.said
    assert said.arguments["thread_ts"] == payloads.TS
    assert logged_reference(logs) in said.words


def test_it_is_told_once_however_often_slack_sends_it(slack: Slack, api: WebApi) -> None:
    for attempt in range(3):
        assert slack.send(payloads.direct("can I share?"), attempt=attempt).status == 500
    assert len(api.said) == 1


def test_in_a_channel_the_asker_alone_is_told(slack: Slack, api: WebApi, logs: list[Any]) -> None:
    slack.send(payloads.mention("can I share?"))
    (said,) = api.said
    assert said.method == "chat.postEphemeral"
    assert logged_reference(logs) in said.words


def test_a_button_is_answered_over_its_response_url(slack: Slack, api: WebApi, logs: list[Any]) -> None:
    assert slack.send(payloads.pressed("feedback_helpful", response_url=api.response_url)).status == 200
    assert logged_reference(logs) in api.said[0].words


def test_a_button_without_one_is_answered_by_direct_message(slack: Slack, api: WebApi, logs: list[Any]) -> None:
    slack.send(payloads.pressed_in_view("hide_now", {"type": "home", "blocks": []}))
    (said,) = api.of("chat.postMessage")
    assert logged_reference(logs) in said.words


def test_a_command_says_so_itself(slack: Slack, api: WebApi, logs: list[Any]) -> None:
    response = slack.send(payloads.command("hide", api.response_url))
    assert response.status == 200
    assert logged_reference(logs) in str(body_of(response)["blocks"])


def test_a_form_keeps_what_was_typed_beneath_the_message(slack: Slack, logs: list[Any]) -> None:
    payload = payloads.submitted({"type": "modal", "callback_id": "decision_form", "blocks": []})
    del payload["view"]["state"]["values"]
    payload["view"]["state"]["values"] = "not a mapping"
    answered = body_of(slack.send(payload))
    assert answered["response_action"] == "push"
    assert REFERENCE.search(str(answered["view"]))


def test_when_the_person_cannot_be_told_that_is_logged(slack: Slack, api: WebApi, logs: list[Any]) -> None:
    api.fail("response_url", "no_more_uses")
    assert slack.send(payloads.pressed("feedback_helpful", response_url=api.response_url)).status == 200
    assert [entry["event"] for entry in logs][-1] == "error_not_told"


def test_a_trigger_that_expired_is_told(slack: Slack, api: WebApi, logs: list[Any]) -> None:
    api.fail("views.open", "expired_trigger_id")
    slack.send(payloads.pressed("record_decision", response_url=api.response_url))
    assert REFERENCE.search(api.said[-1].words)
    assert {"event": "request_failed", "code": "expired_trigger_id"}.items() <= logs[-1].items()


class TestUnknown:
    """Ids from an old message, or from nobody."""

    @pytest.mark.parametrize("action_id", ["approve_everything", "ask_back_everything", "x" * 255, SECRET_WORDS])
    def test_a_control_nobody_knows_gets_a_kind_answer(
        self, action_id: str, slack: Slack, api: WebApi, logs: list[Any]
    ) -> None:
        assert slack.send(payloads.pressed(action_id, response_url=api.response_url)).status == 200
        assert NOT_UNDERSTOOD in api.said[0].words
        assert action_id not in str(logs)

    def test_a_modal_nobody_knows_keeps_what_was_typed(self, slack: Slack) -> None:
        answered = body_of(slack.send(payloads.submitted({"type": "modal", "callback_id": "old", "blocks": []})))
        assert answered["response_action"] == "push"
        assert FORM_OUTDATED in str(answered)

    def test_a_shortcut_nobody_knows_says_so(self, slack: Slack, api: WebApi) -> None:
        assert slack.send(payloads.from_menu("old")).status == 200
        assert NOT_UNDERSTOOD in api.of("views.open")[0].words

    def test_a_closed_modal_needs_no_answer(self, slack: Slack, api: WebApi) -> None:
        payload = payloads.submitted({"type": "modal", "callback_id": "decision_form", "blocks": []})
        assert slack.send(payload | {"type": "view_closed", "is_cleared": False}).status == 200
        assert not api.said

    def test_an_event_nobody_subscribed_to_is_let_go(self, slack: Slack, api: WebApi) -> None:
        assert slack.send(payloads.event({"type": "team_join", "user": {"id": payloads.PERSON}})).status == 200
        assert not api.said


class TestMalformed:
    """Payloads of no shape that Slack sends."""

    @pytest.mark.parametrize(
        "inner",
        [
            {"type": "message", "user": payloads.PERSON, "channel_type": "im", "text": SECRET_WORDS},
            {
                "type": "message",
                "channel_type": "im",
                "user": payloads.PERSON,
                "channel": "D1",
                "ts": 5,
                "text": SECRET_WORDS,
            },
            {
                "type": "message",
                "channel_type": "im",
                "user": payloads.PERSON,
                "channel": "D1",
                "ts": "1.1",
                "text": {"a": SECRET_WORDS},
            },
            {
                "type": "message",
                "channel_type": "im",
                "subtype": "message_changed",
                "channel": "D1",
                "user": payloads.PERSON,
            },
            {"type": "message", "channel_type": "im", "subtype": "message_deleted", "user": payloads.PERSON},
            {"type": "app_mention", "user": payloads.PERSON},
            {"type": "app_home_opened", "user": payloads.PERSON, "tab": SECRET_WORDS},
        ],
    )
    def test_an_event_that_lacks_what_it_needs_is_let_go_and_logged(
        self, inner: dict[str, Any], slack: Slack, logs: list[Any]
    ) -> None:
        assert slack.send(payloads.event(inner)).status == 200
        assert "ValidationError" in [entry.get("error") for entry in logs]
        assert SECRET_WORDS not in str(logs)

    @pytest.mark.parametrize(
        "payload",
        [
            {},
            {"type": "event_callback"},
            {"type": "event_callback", "team_id": TEAM, "event": {"type": "message"}},
            {"type": SECRET_WORDS, "team_id": TEAM, "user_id": payloads.PERSON},
        ],
    )
    def test_what_is_no_request_at_all_does_no_harm(
        self, payload: dict[str, Any], slack: Slack, api: WebApi, logs: list[Any]
    ) -> None:
        assert slack.send(payload).status in {200, 400}
        assert not api.said
        assert SECRET_WORDS not in str(logs)

    def test_a_button_without_a_button_is_told_kindly(self, slack: Slack, api: WebApi) -> None:
        payload = payloads.pressed("feedback_helpful", response_url=api.response_url)
        payload["actions"][0]["value"] = {"not": "an id"}
        assert slack.send(payload).status == 200
        assert REFERENCE.search(api.said[0].words)
