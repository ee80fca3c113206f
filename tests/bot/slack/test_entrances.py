"""The Home tab with its question form, and the slash command."""

from typing import Any

import pytest

from bot.slack.blocks.ask import ask_view
from bot.slack.blocks.wording import AWAY_ASK_AGAIN, HIDDEN, HIDING_FAILED
from bot.slack.metadata import RequestMetadata
from tests.bot.slack import payloads
from tests.bot.slack.conftest import Slack, body_of
from tests.bot.slack.fakes import LINES, Outside
from tests.bot.slack.web_api import DIRECT, WebApi


class TestHome:
    """The app's own page."""

    def test_it_shows_my_latest_records(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.lines = LINES
        slack.send(payloads.home_opened())
        words = api.of("views.publish")[0].words
        assert "20 November 2026, D-AAAA2222: Share part of it" in words

    def test_without_records_it_says_how_to_begin(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.home_opened())
        assert "You have recorded no decision yet" in api.of("views.publish")[0].words

    def test_while_the_store_is_away_the_page_still_opens(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        slack.send(payloads.home_opened())
        assert "cannot be shown just now" in api.of("views.publish")[0].words

    def test_the_messages_tab_offers_prompts(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.home_opened("messages"))
        (call,) = api.of("assistant.threads.setSuggestedPrompts")
        assert 0 < len(call.arguments["prompts"]) <= 4
        assert "thread_ts" not in call.arguments

    def test_a_workspace_without_prompts_is_left_in_peace(self, slack: Slack, api: WebApi, logs: list[Any]) -> None:
        api.fail("assistant.threads.setSuggestedPrompts", "missing_scope")
        assert slack.send(payloads.home_opened("messages")).status == 200
        assert logs[-1]["event"] == "prompts_not_offered"

    def test_the_ask_button_opens_a_small_modal(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.pressed_in_view("ask", {"type": "home", "blocks": []}))
        assert api.of("views.open")[0].arguments["view"]["callback_id"] == "ask_form"


class TestAskForm:
    """A question from Home is answered in the direct message."""

    VIEW = ask_view(RequestMetadata(request_id="form1").written())

    def test_it_is_queued_for_the_direct_message(self, slack: Slack, outside: Outside) -> None:
        for _ in range(2):
            answered = body_of(slack.send(payloads.submitted(self.VIEW, {"question": "can I share with the GP?"})))
        assert answered["response_action"] == "update"
        (question,) = outside.questions.values()
        assert (question.origin.via, question.origin.channel_id) == ("home", DIRECT)

    def test_danger_shows_999_in_the_modal_even_where_slack_takes_no_message(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        api.fail("conversations.open", "internal_error")
        outside.away = True
        danger = {"question": "he's just told me dad is coming to take her tonight and will hurt her"}
        answered = body_of(slack.send(payloads.submitted(self.VIEW, danger)))
        assert "Call 999 now" in str(answered)
        assert AWAY_ASK_AGAIN in str(answered)

    @pytest.mark.parametrize(("text", "away"), [(":wave:", False), ("can I share with the GP?", True)])
    def test_what_is_not_queued_stays_in_the_form(self, text: str, away: bool, slack: Slack, outside: Outside) -> None:
        outside.away = away
        answered = body_of(slack.send(payloads.submitted(self.VIEW, {"question": text})))
        assert answered["response_action"] == "errors"
        assert not outside.questions


class TestCommand:
    """`/sharewise`."""

    @pytest.mark.parametrize(
        ("text", "asked"),
        [
            ("ask can I tell the school?", "can I tell the school?"),
            ("ASK  can I tell the school?", "can I tell the school?"),
            ("can I tell the school?", "can I tell the school?"),
            ("record keeping: what must I write down", "record keeping: what must I write down"),
            ("helpp", "helpp"),
        ],
    )
    def test_words_that_are_no_command_are_a_question(
        self, text: str, asked: str, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        assert body_of_text(slack, text, api) == {}
        (question,) = outside.questions.values()
        assert (question.text, question.origin.via) == (asked, "slash")
        assert question.origin.response_url == api.response_url

    @pytest.mark.parametrize("text", ["", "   ", "help", "HELP"])
    def test_an_empty_one_is_a_call_for_help(self, text: str, slack: Slack, api: WebApi) -> None:
        answered = body_of_text(slack, text, api)
        assert answered["response_type"] == "ephemeral"
        assert "/sharewise record" in str(answered)

    @pytest.mark.parametrize(
        ("text", "view"), [("record", "decision_form"), ("decide", "assessment_form"), ("lead", "lead_request")]
    )
    def test_a_task_opens_its_modal(self, text: str, view: str, slack: Slack, api: WebApi) -> None:
        assert body_of_text(slack, text, api) == {}
        assert api.of("views.open")[0].arguments["view"]["callback_id"] == view

    def test_records_are_listed_for_the_person_alone(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.lines = LINES
        answered = body_of_text(slack, "records", api)
        assert "D-BBBB3333" in str(answered)
        assert answered["response_type"] == "ephemeral"

    def test_hide_takes_down_what_was_said(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        assert HIDDEN in str(body_of_text(slack, "hide", api))
        assert outside.hidden[0].user_id == payloads.PERSON

    def test_hide_says_when_it_could_not(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        assert HIDING_FAILED in str(body_of_text(slack, "hide", api))


def body_of_text(slack: Slack, text: str, api: WebApi) -> dict[str, Any]:
    response = slack.send(payloads.command(text, api.response_url))
    assert response.status == 200
    return body_of(response)
