"""Guests, strangers and channels that outsiders read are refused before anything is said; 999 is kept from nobody."""

import time
from typing import Any

import pytest

from bot.messages import Kind
from bot.slack.blocks.wording import DANGER_FIRST, NOT_FOR_GUESTS, NOT_HERE, NOT_KNOWN_WHO, SAID_TO_ANOTHER
from bot.slack.config import SlackConfig
from bot.slack.hurry import LOOKUP_SECONDS
from tests.bot.slack import payloads
from tests.bot.slack.conftest import NOW, Slack, body_of, made
from tests.bot.slack.fakes import Outside
from tests.bot.slack.test_asking import DANGER, QUESTION, only
from tests.bot.slack.test_entrances import TestAskForm
from tests.bot.slack.test_hiding import in_channel
from tests.bot.slack.web_api import TEAM, WebApi

OTHER = "T0OTHER"
ORGANISATION = "E0ORGANISATION"
EMERGENCY = "Call 999 now"
ASK_FORM = TestAskForm.VIEW


def in_an_organisation(api: WebApi) -> None:
    """The workspace is one of several in a Slack Enterprise organisation."""
    api.answers["auth.test"] |= {"enterprise_id": ORGANISATION}


class TestSharedChannels:
    """Where another organisation can read, nothing of substance is said."""

    @pytest.mark.parametrize("text", [QUESTION, DANGER])
    def test_a_mention_gets_one_neutral_line_for_the_asker(
        self, text: str, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        payload = payloads.mention(text) | {"is_ext_shared_channel": True}
        assert slack.send(payload).status == 200
        slack.send(payload, attempt=1)
        (said,) = api.said
        assert (said.method, said.arguments["user"]) == ("chat.postEphemeral", payloads.PERSON)
        assert NOT_HERE in said.words
        assert not outside.questions

    def test_what_is_not_said_to_us_there_gets_no_line_at_all(self, slack: Slack, api: WebApi) -> None:
        payload = payloads.direct(QUESTION, channel=payloads.CHANNEL, channel_type="channel")
        slack.send(payload | {"is_ext_shared_channel": True})
        assert not api.said

    @pytest.mark.parametrize("sign", ["is_ext_shared", "is_pending_ext_shared"])
    def test_a_command_does_not_say_where_it_is_so_slack_is_asked(
        self, sign: str, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        api.answers["conversations.info"] = {"channel": {"id": payloads.CHANNEL, sign: True}}
        for text in ("ask " + QUESTION, "records"):
            assert body_of(slack.send(payloads.command(text, api.response_url))) == {}
        assert [NOT_HERE in said.words for said in api.said] == [True, True]
        assert not outside.questions
        assert len(api.of("conversations.info")) == 1

    def test_a_shortcut_on_a_message_there_is_refused(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.answers["conversations.info"] = {"channel": {"is_ext_shared": True}}
        slack.send(payloads.on_message(QUESTION, api.response_url))
        assert NOT_HERE in api.said[0].words
        assert not outside.questions

    def test_where_slack_cannot_tell_the_asker_alone_is_answered(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        api.fail("conversations.info", "channel_not_found")
        slack.send(payloads.command("ask " + QUESTION, api.response_url))
        assert only(outside).origin.response_url == api.response_url

    def test_hiding_is_refused_nowhere(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.answers["conversations.info"] = {"channel": {"is_ext_shared": True}}
        slack.send(payloads.command("hide", api.response_url))
        slack.send(payloads.mention("hide this") | {"is_ext_shared_channel": True})
        assert len(outside.hidden) == 2

    def test_what_was_said_there_to_somebody_else_stays(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.answers["conversations.info"] = {"channel": {"is_ext_shared": True}}
        slack.send(in_channel("answer1", api))
        assert outside.hidden
        (said,) = api.said
        assert SAID_TO_ANOTHER in said.words

    def test_the_words_of_somebody_else_hide_nothing(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.answers["conversations.info"] = {"channel": {"is_ext_shared": True}}
        slack.send(payloads.on_message("hide this", api.response_url))
        assert NOT_HERE in api.said[0].words
        assert not outside.hidden


class TestOutsiders:
    """People of other organisations, by the team that Slack names beside them."""

    def test_they_cannot_use_our_buttons(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        payload = payloads.pressed("feedback_helpful", response_url=api.response_url)
        payload["user"]["team_id"] = OTHER
        slack.send(payload)
        assert NOT_HERE in api.said[0].words
        assert not outside.opinions

    @pytest.mark.parametrize("key", ["user_team", "source_team"])
    def test_their_messages_are_not_taken_in(self, key: str, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(payloads.direct(QUESTION, **{key: OTHER}))
        assert NOT_HERE in api.said[0].words
        assert not outside.questions

    def test_one_in_a_channel_that_both_share_is_no_stranger_to_slack_but_is_to_us(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        api.answers["users.info"] = {"user": {"id": payloads.PERSON, "team_id": OTHER, "is_stranger": False}}
        slack.send(payloads.direct(QUESTION))
        assert NOT_FOR_GUESTS in api.said[0].words
        assert not outside.questions

    @pytest.mark.parametrize("code", ["user_not_found", "user_not_visible"])
    def test_somebody_whom_slack_does_not_show_us_is_not_of_the_workspace(
        self, code: str, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        api.fail("users.info", code)
        slack.send(payloads.direct(QUESTION))
        assert NOT_FOR_GUESTS in api.said[0].words
        assert not outside.questions


class TestOrganisations:
    """In a Slack Enterprise organisation a colleague's team may be another workspace of it."""

    @pytest.fixture
    def slack(self, config: SlackConfig, outside: Outside, api: WebApi) -> Slack:
        in_an_organisation(api)
        return Slack(made(config, outside))

    def pressed_by(self, api: WebApi, organisation: str) -> payloads.Payload:
        user = {"id": payloads.PERSON, "team_id": OTHER, "enterprise_user": {"enterprise_id": organisation}}
        api.answers["users.info"] = {"user": user}
        payload = payloads.pressed("feedback_helpful", response_url=api.response_url)
        payload["user"]["team_id"] = OTHER
        payload["team"] |= {"enterprise_id": ORGANISATION}
        return payload

    def test_a_colleague_of_another_workspace_is_answered(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(self.pressed_by(api, ORGANISATION))
        assert outside.opinions

    def test_a_person_of_another_organisation_is_not(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(self.pressed_by(api, "E0ANOTHER"))
        assert NOT_FOR_GUESTS in api.said[0].words
        assert not outside.opinions


GUESTS = ["is_restricted", "is_ultra_restricted", "is_stranger", "deleted"]


def becomes(api: WebApi, sign: str) -> None:
    api.answers["users.info"] = {"user": {"id": payloads.PERSON, "team_id": TEAM, sign: True}}


class TestGuests:
    """Guests get one neutral line, wherever they turn to."""

    @pytest.fixture(params=GUESTS)
    def _guest(self, request: pytest.FixtureRequest, api: WebApi) -> None:
        becomes(api, request.param)

    @pytest.mark.usefixtures("_guest")
    def test_a_question_is_not_taken_in(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        for attempt in range(2):
            assert slack.send(payloads.direct(QUESTION), attempt=attempt).status == 200
        (said,) = api.said
        assert NOT_FOR_GUESTS in said.words
        assert not outside.questions

    @pytest.mark.usefixtures("_guest")
    def test_a_button_does_nothing(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(payloads.pressed("feedback_helpful", response_url=api.response_url))
        assert NOT_FOR_GUESTS in api.said[0].words
        assert not outside.opinions

    def test_an_edit_and_words_beside_a_file_are_refused_like_any_other(self, slack: Slack, api: WebApi) -> None:
        becomes(api, "is_restricted")
        slack.send(payloads.changed("hello", QUESTION) | {"event_id": "Ev1"})
        slack.send(payloads.direct(QUESTION, subtype="file_share") | {"event_id": "Ev2"})
        slack.send(payloads.changed(QUESTION, QUESTION) | {"event_id": "Ev3"})
        assert [NOT_FOR_GUESTS in said.words for said in api.said] == [True, True]

    def test_a_form_that_they_can_no_longer_submit_says_so_on_top_of_what_they_typed(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        becomes(api, "is_restricted")
        answered = body_of(slack.send(payloads.submitted(ASK_FORM, {"question": QUESTION})))
        assert answered["response_action"] == "push"
        assert NOT_FOR_GUESTS in str(answered)
        assert not outside.questions

    def test_a_button_of_the_home_tab_opens_the_line_and_the_tab_is_emptied_when_it_is_opened(
        self, slack: Slack, api: WebApi
    ) -> None:
        becomes(api, "is_restricted")
        slack.send(payloads.pressed_in_view("ask", {"type": "home", "blocks": []}))
        assert NOT_FOR_GUESTS in api.of("views.open")[0].words
        slack.send(payloads.home_opened())
        assert "Nothing to show" in api.of("views.publish")[0].words

    def test_what_was_said_to_them_can_still_be_hidden(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        becomes(api, "is_restricted")
        slack.send(payloads.pressed("hide_now", response_url=api.response_url))
        slack.send(payloads.direct("hide this"))
        assert len(outside.hidden) == 2

    def test_the_line_itself_can_be_hidden(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        """In the direct message it is one that stays; over a tab it is a window that is known."""
        becomes(api, "is_restricted")
        slack.send(payloads.direct(QUESTION))
        assert api.said[0].method == "chat.postMessage"
        slack.send(payloads.pressed_in_view("ask", {"type": "home", "blocks": []}))
        assert [each.kind for each in outside.standing] == [Kind.FORM]

    def test_a_member_is_looked_up_once(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        for ts in ("1700000001.000100", "1700000002.000100"):
            slack.send(payloads.direct(QUESTION, ts=ts))
        assert len(api.of("users.info")) == 1
        assert len(outside.questions) == 2

    def test_where_the_app_may_not_ask_who_it_is_they_are_answered(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        api.fail("users.info", "missing_scope")
        slack.send(payloads.direct(QUESTION))
        assert only(outside).text == QUESTION


class TestDangerFromOutside:
    """999 and the leads stand above every rule about who is answered."""

    def outsiders(self, api: WebApi) -> list[payloads.Payload]:
        becomes(api, "is_restricted")
        return [
            payloads.direct(DANGER, ts="1700000001.1") | {"event_id": "Ev1"},
            payloads.mention(DANGER, ts="1700000002.1") | {"event_id": "Ev2", "is_ext_shared_channel": True},
            payloads.command("ask " + DANGER, api.response_url),
        ]

    def test_999_comes_first_and_the_leads_are_told_nothing_of_the_case(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        for payload in self.outsiders(api):
            slack.send(payload)
        assert [DANGER_FIRST in said.words for said in api.said] == [True] * 3
        assert [(request.alarm, request.outsider) for request in outside.requests.values()] == [(True, True)] * 3
        assert not outside.questions

    def test_the_line_holds_nothing_but_999(self, slack: Slack, api: WebApi) -> None:
        for payload in self.outsiders(api):
            slack.send(payload)
        assert not any('"actions"' in said.words for said in api.said)


class TestSlackDoesNotSayWho:
    """While Slack cannot be asked who somebody is, they get the emergency line and nothing else."""

    def test_999_waits_about_a_second_for_a_slack_that_hangs(self, slack: Slack, api: WebApi) -> None:
        api.hang("users.info")
        began = time.monotonic()
        slack.send(payloads.direct(DANGER))
        waited = time.monotonic() - began
        assert EMERGENCY in api.said[0].words
        assert LOOKUP_SECONDS <= waited < 3 * LOOKUP_SECONDS

    def test_a_wish_to_hide_waits_for_nobody(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.fail("users.info", "internal_error")
        assert slack.send(payloads.direct("hide this")).status == 200
        assert outside.hidden

    def test_a_question_is_held_back_and_answered_once_slack_says_who_it_was(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        api.fail("users.info", "internal_error")
        assert slack.send(payloads.direct(QUESTION)).status == 500
        slack.send(payloads.direct(QUESTION), attempt=1)
        (said,) = api.said
        assert NOT_KNOWN_WHO in said.words
        assert not outside.questions
        api.failing.clear()
        assert slack.send(payloads.direct(QUESTION), attempt=2).status == 200
        assert only(outside).text == QUESTION

    def test_the_emergency_line_is_said_once_all_the_same(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.fail("users.info", "internal_error")
        slack.send(payloads.direct(DANGER))
        api.failing.clear()
        slack.send(payloads.direct(DANGER), attempt=1)
        assert len([said for said in api.said if EMERGENCY in said.words]) == 1
        (request,) = outside.requests.values()
        assert request.outsider

    @pytest.mark.parametrize("text", ["records", "record", "lead"])
    def test_a_command_does_nothing(self, text: str, slack: Slack, api: WebApi) -> None:
        api.fail("users.info", "internal_error")
        slack.send(payloads.command(text, api.response_url))
        (said,) = api.said
        assert NOT_KNOWN_WHO in said.words

    def test_danger_in_a_command_gets_999(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.fail("users.info", "internal_error")
        slack.send(payloads.command("ask " + DANGER, api.response_url))
        assert EMERGENCY in api.said[0].words
        assert not outside.questions

    def test_danger_in_the_home_form_shows_999_there(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.fail("users.info", "internal_error")
        answered = body_of(slack.send(payloads.submitted(ASK_FORM, {"question": DANGER})))
        assert EMERGENCY in str(answered)
        assert not outside.questions

    def test_a_button_does_nothing_and_says_so(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.fail("users.info", "internal_error")
        slack.send(payloads.pressed("feedback_helpful", response_url=api.response_url))
        assert NOT_KNOWN_WHO in api.said[0].words
        assert not outside.opinions


def test_a_member_who_becomes_a_guest_is_turned_away_within_minutes(
    config: SlackConfig, outside: Outside, api: WebApi
) -> None:
    times = [NOW]
    slack = Slack(made(config, outside, now=lambda: times[0]))
    slack.send(payloads.direct(QUESTION, ts="1700000001.1"))
    becomes(api, "is_restricted")
    times[0] = NOW.replace(minute=NOW.minute + 11)
    slack.send(payloads.direct(QUESTION, ts="1700000002.1") | {"event_id": "Ev2"})
    assert len(outside.questions) == 1
    assert NOT_FOR_GUESTS in api.said[0].words


def test_a_known_member_is_answered_while_slack_cannot_be_asked(
    config: SlackConfig, outside: Outside, api: WebApi
) -> None:
    times: list[Any] = [NOW]
    slack = Slack(made(config, outside, now=lambda: times[0]))
    slack.send(payloads.direct(QUESTION, ts="1700000001.1"))
    api.fail("users.info", "internal_error")
    times[0] = NOW.replace(hour=NOW.hour + 2)
    slack.send(payloads.direct(QUESTION, ts="1700000002.1"))
    assert len(outside.questions) == 2
