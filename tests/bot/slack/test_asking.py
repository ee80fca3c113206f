"""A question, however it is asked: screened for danger, redacted, queued."""

from typing import Any

import pytest

from actions.urgency import Urgency
from actions.wording import MAX_CHARACTERS
from bot.slack.blocks.wording import AWAY, AWAY_ASK_AGAIN, BLANK, TOO_LONG
from tests.bot.slack import payloads
from tests.bot.slack.conftest import Slack
from tests.bot.slack.fakes import Outside
from tests.bot.slack.web_api import BOT_USER, DIRECT, TEAM, WebApi

QUESTION = "dad said no, can I still refer to children's services?"
DANGER = "he's just told me dad is coming to take her tonight and will hurt her"
WITH_EMAIL = "can I send it to jo.bloggs@example.org today?"


def only(outside: Outside) -> Any:
    (question,) = outside.questions.values()
    return question


def test_a_direct_message_is_queued_with_the_place_to_answer_it(slack: Slack, outside: Outside) -> None:
    assert slack.send(payloads.direct(QUESTION)).status == 200
    question = only(outside)
    assert question.text == QUESTION
    assert (question.origin.via, question.origin.channel_id, question.origin.message_ts) == ("dm", DIRECT, payloads.TS)
    assert (question.origin.team_id, question.origin.user_id, question.edited) == (TEAM, payloads.PERSON, False)


def test_it_shows_that_it_is_thinking_where_the_workspace_can(slack: Slack, api: WebApi) -> None:
    slack.send(payloads.direct(QUESTION))
    (status,) = api.of("assistant.threads.setStatus")
    assert status.arguments["thread_ts"] == payloads.TS


def test_a_workspace_without_the_agent_surface_is_answered_all_the_same(
    slack: Slack, api: WebApi, outside: Outside, logs: list[Any]
) -> None:
    api.fail("assistant.threads.setStatus", "missing_scope")
    assert slack.send(payloads.direct(QUESTION)).status == 200
    assert only(outside)
    assert {"event": "status_not_shown", "code": "missing_scope"}.items() <= logs[-1].items()


def test_the_raw_text_goes_no_further_than_the_listener(
    slack: Slack, api: WebApi, outside: Outside, logs: list[Any]
) -> None:
    slack.send(payloads.direct(WITH_EMAIL))
    assert only(outside).text == "can I send it to [email] today?"
    assert only(outside).kinds == ("email",)
    assert "jo.bloggs" not in str(logs) + str(api.calls) + repr(outside)


def test_the_same_event_twice_is_one_question(slack: Slack, outside: Outside) -> None:
    slack.send(payloads.direct(QUESTION))
    slack.send(payloads.direct(QUESTION), attempt=1)
    assert len(outside.questions) == 1


def test_two_messages_are_two_questions(slack: Slack, outside: Outside) -> None:
    slack.send(payloads.direct(QUESTION, ts="1700000001.1"))
    slack.send(payloads.direct(QUESTION, ts="1700000002.1"))
    assert len(outside.questions) == 2


def test_slack_markup_is_undone_before_it_is_read(slack: Slack, outside: Outside) -> None:
    slack.send(payloads.mention("can I tell &amp; when?"))
    assert only(outside).text == "can I tell & when?"


def test_a_mention_keeps_its_thread_only_when_it_stands_in_one(slack: Slack, outside: Outside) -> None:
    slack.send(payloads.mention(QUESTION))
    assert only(outside).origin.via == "mention"
    assert only(outside).origin.thread_ts is None
    outside.questions.clear()
    slack.send(payloads.mention(QUESTION, thread_ts="1699999999.1"))
    assert only(outside).origin.thread_ts == "1699999999.1"


class TestDanger:
    """A child may be in danger: nothing stands before 999."""

    def test_999_is_said_in_the_thread_at_once(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(payloads.direct(DANGER))
        (said,) = api.said
        assert said.method == "chat.postMessage"
        assert said.arguments["thread_ts"] == payloads.TS
        assert "999" in said.words
        assert only(outside).urgency is Urgency.ALERT

    def test_it_is_said_while_the_queue_is_away(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        assert slack.send(payloads.direct(DANGER)).status == 500
        assert "999" in api.said[0].words

    def test_the_leads_are_told_at_once_and_nothing_of_the_case(self, slack: Slack, outside: Outside) -> None:
        for attempt in range(2):
            slack.send(payloads.direct(DANGER), attempt=attempt)
        (request,) = outside.requests.values()
        assert (request.danger, request.alarm) == (True, True)

    def test_the_leads_are_told_straight_away_while_the_queue_is_away(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.away = True
        for attempt in range(2):
            slack.send(payloads.direct(DANGER), attempt=attempt)
        (told,) = [call for call in api.said if call.arguments["channel"] == "C0LEADS"]
        assert "points to danger" in told.words
        assert not any(word in told.words for word in ("dad", "take her", "hurt"))

    def test_it_is_said_in_a_channel_where_it_is_sure_to_be_delivered(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.mention(DANGER))
        (said,) = api.said
        assert (said.method, said.arguments["thread_ts"]) == ("chat.postMessage", payloads.TS)

    def test_it_is_said_once_however_often_slack_sends_it(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        for attempt in range(3):
            slack.send(payloads.direct(DANGER), attempt=attempt)
        assert len([call for call in api.said if "Call 999 now" in call.words]) == 1

    def test_when_slack_does_not_take_it_the_event_is_sent_again_and_it_is_said_then(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        api.fail("chat.postMessage", "internal_error")
        assert slack.send(payloads.direct(DANGER)).status == 500
        assert only(outside).urgency is Urgency.ALERT
        api.failing.clear()
        api.calls.clear()
        assert slack.send(payloads.direct(DANGER), attempt=1).status == 200
        assert "Call 999 now" in api.said[0].words
        assert len(outside.questions) == 1

    def test_a_text_that_is_too_long_is_screened_all_the_same(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        slack.send(payloads.direct(f"{DANGER} {'and so on ' * 600}"))
        assert "Call 999 now" in api.said[0].words
        assert only(outside).too_long
        assert len(only(outside).text) <= MAX_CHARACTERS

    def test_edits_of_one_message_alarm_the_leads_once(self, slack: Slack, outside: Outside) -> None:
        slack.send(payloads.changed(QUESTION, DANGER, "1700000051.000000"))
        slack.send(payloads.changed(DANGER, f"{DANGER} please", "1700000052.000000"))
        assert len(outside.requests) == 1
        assert len(outside.questions) == 2

    def test_an_edit_that_brings_danger_is_screened(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.changed(QUESTION, DANGER))
        assert "Call 999 now" in api.said[0].words

    def test_a_command_answers_over_its_response_url(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.command(f"ask {DANGER}", api.response_url))
        (said,) = api.said
        assert said.method == "response_url"
        assert said.arguments["response_type"] == "ephemeral"
        assert "Call 999 now" in said.words

    def test_a_message_shortcut_is_screened(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.on_message(DANGER, api.response_url))
        assert "Call 999 now" in api.said[0].words


class TestQueueAway:
    """Nothing is lost, and nobody waits for nothing."""

    def test_slack_is_asked_to_send_the_event_again(self, slack: Slack, outside: Outside) -> None:
        outside.away = True
        assert slack.send(payloads.direct(QUESTION)).status == 500
        outside.away = False
        assert slack.send(payloads.direct(QUESTION), attempt=1).status == 200
        assert only(outside).text == QUESTION

    def test_the_person_is_told_once_in_the_thread(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        for attempt in range(3):
            slack.send(payloads.direct(QUESTION), attempt=attempt)
        (said,) = api.said
        assert said.arguments["thread_ts"] == payloads.TS
        assert AWAY in said.words

    def test_in_a_channel_the_asker_alone_is_told(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        slack.send(payloads.mention(QUESTION))
        (said,) = api.said
        assert (said.method, said.arguments["user"]) == ("chat.postEphemeral", payloads.PERSON)
        assert "thread_ts" not in said.arguments

    @pytest.mark.parametrize("way", ["command", "shortcut"])
    def test_what_slack_does_not_send_again_is_asked_for_again(
        self, way: str, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.away = True
        made = payloads.command if way == "command" else payloads.on_message
        assert slack.send(made(QUESTION, api.response_url)).status == 200
        (said,) = api.said
        assert AWAY_ASK_AGAIN in said.words


class TestNotAQuestion:
    """Blank, too long, or nobody's."""

    @pytest.mark.parametrize("text", ["", "   ", ":thumbsup:", "👍👍", "???", "\u200b\u202e"])
    def test_a_text_without_words_gets_a_kind_line(
        self, text: str, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        assert slack.send(payloads.direct(text)).status == 200
        assert BLANK in api.said[0].words
        assert not outside.questions

    def test_a_text_that_is_too_long_is_refused_in_plain_words(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        slack.send(payloads.direct("can I share this with the school " * 1300))
        assert TOO_LONG in api.said[0].words
        assert not outside.questions

    @pytest.mark.parametrize(
        "payload",
        [
            payloads.direct(QUESTION, bot_id="B0OTHER"),
            payloads.direct(QUESTION, subtype="bot_message", bot_id="B0OTHER", user=None),
            payloads.direct(QUESTION, user=BOT_USER),
            payloads.mention(QUESTION, bot_id="B0OTHER"),
            payloads.direct("joined", subtype="channel_join"),
            payloads.direct("a topic", subtype="channel_topic"),
            payloads.direct(QUESTION, channel_type="channel"),
            payloads.changed(QUESTION, QUESTION),
            payloads.changed(QUESTION, "other words", bot_id="B0BOT"),
        ],
        ids=["bot", "bot_message", "itself", "bot_mention", "join", "topic", "channel", "preview", "own_update"],
    )
    def test_what_no_person_asked_is_passed_over(
        self, payload: payloads.Payload, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        assert slack.send(payload).status == 200
        assert not outside.questions
        assert not api.said

    @pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
    def test_words_beside_a_file_are_a_question(self, subtype: str, slack: Slack, outside: Outside) -> None:
        slack.send(payloads.direct(QUESTION, subtype=subtype))
        assert only(outside).text == QUESTION


class TestEditsAndDeletes:
    """A question that changes, changes its answer."""

    def test_an_edited_question_is_answered_anew_in_the_same_place(self, slack: Slack, outside: Outside) -> None:
        slack.send(payloads.direct("can I shar"))
        slack.send(payloads.changed("can I shar", QUESTION))
        first, second = outside.questions.values()
        assert (second.text, second.edited) == (QUESTION, True)
        assert second.origin == first.origin
        assert second.id != first.id

    def test_the_same_edit_twice_is_one_question(self, slack: Slack, outside: Outside) -> None:
        slack.send(payloads.changed("can I shar", QUESTION))
        slack.send(payloads.changed("can I shar", QUESTION), attempt=1)
        assert len(outside.questions) == 1

    @pytest.mark.parametrize("payload", [payloads.deleted(), payloads.changed(QUESTION, "", subtype="tombstone")])
    def test_the_answer_goes_with_a_deleted_question(
        self, payload: payloads.Payload, slack: Slack, outside: Outside
    ) -> None:
        assert slack.send(payload).status == 200
        (origin,) = outside.deleted
        assert (origin.channel_id, origin.message_ts, origin.user_id) == (DIRECT, payloads.TS, payloads.PERSON)

    def test_deleting_our_own_message_takes_nothing_down(self, slack: Slack, outside: Outside) -> None:
        slack.send(payloads.deleted(bot_id="B0BOT", user=BOT_USER))
        assert not outside.deleted

    def test_a_deletion_is_sent_again_while_the_queue_is_away(self, slack: Slack, outside: Outside) -> None:
        outside.away = True
        assert slack.send(payloads.deleted()).status == 500
