"""Off the screen: by button, command or plain words, at once, and said plainly what that does not reach."""

from typing import Any

import pytest

from bot.messages import Hidden, Kind, Rest
from bot.slack.blocks.ask import ask_view
from bot.slack.blocks.wording import (
    FORM_EMPTIED,
    HIDDEN,
    HIDING_FAILED,
    HIDING_GOES_ON,
    SAID_TO_ANOTHER,
    UNREACHED,
)
from bot.slack.config import SlackConfig
from bot.slack.hiding import addressee
from bot.slack.metadata import RequestMetadata
from tests.bot.slack import payloads
from tests.bot.slack.conftest import NOW, Slack, body_of, made
from tests.bot.slack.fakes import Outside
from tests.bot.slack.test_asking import DANGER
from tests.bot.slack.web_api import DIRECT, TEAM, WebApi

HOME = {"type": "home", "blocks": []}


def ephemeral(action_id: str, value: str | None, api: WebApi) -> payloads.Payload:
    """A button of a message that its asker alone sees."""
    payload = payloads.pressed(action_id, value, response_url=api.response_url)
    payload["container"] |= {"channel_id": payloads.CHANNEL, "is_ephemeral": True}
    return payload


def in_channel(value: str | None, api: WebApi) -> payloads.Payload:
    """“Hide this now” on a message that all in a channel see."""
    payload = payloads.pressed("hide_now", value, response_url=api.response_url)
    payload["container"] |= {"channel_id": payloads.CHANNEL}
    return payload


class TestButton:
    """Where it is pressed, and everywhere else."""

    def test_the_message_is_replaced_first_and_all_else_is_taken_down(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        slack.send(payloads.pressed("hide_now", response_url=api.response_url))
        (said,) = api.said
        assert said.arguments["replace_original"] is True
        assert HIDDEN in said.words
        (wish,) = outside.hidden
        assert (wish.team_id, wish.user_id, wish.at) == (TEAM, payloads.PERSON, NOW)
        assert (wish.kept_ts, wish.kept_answer) == (payloads.TS, "answer1")

    def test_while_the_store_is_away_it_goes_all_the_same_and_says_what_stays(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.away = True
        slack.send(payloads.pressed("hide_now", response_url=api.response_url))
        first, second = api.said
        assert first.arguments["replace_original"] is second.arguments["replace_original"] is True
        assert HIDING_FAILED in second.words

    @pytest.mark.parametrize(
        ("came_of_it", "words"),
        [
            (Hidden(form=True), FORM_EMPTIED),
            (Hidden(unreached=True), UNREACHED),
            (Hidden(rest=Rest.COMING), HIDING_GOES_ON),
        ],
    )
    def test_what_the_person_must_know_stands_in_the_same_message(
        self, came_of_it: Hidden, words: str, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.came_of_hiding = came_of_it
        slack.send(payloads.pressed("hide_now", response_url=api.response_url))
        assert words in api.said[-1].words
        assert all(said.arguments["replace_original"] for said in api.said)

    def test_when_slack_does_not_replace_it_it_is_taken_down_like_all_else(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        api.fail("response_url", "expired_url")
        assert slack.send(payloads.pressed("hide_now", response_url=api.response_url)).status == 200
        assert outside.hidden[0].kept_ts is None
        assert HIDDEN in api.of("chat.postMessage")[0].words

    def test_from_home_the_tab_itself_says_it(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(payloads.pressed_in_view("hide_now", HOME))
        assert outside.hidden
        assert not api.said

    def test_from_home_what_the_tab_does_not_say_comes_by_direct_message(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.came_of_hiding = Hidden(form=True)
        slack.send(payloads.pressed_in_view("hide_now", HOME))
        (said,) = api.said
        assert (said.method, said.arguments["channel"]) == ("chat.postMessage", DIRECT)
        assert FORM_EMPTIED in said.words


class TestSeenByAll:
    """A message in a channel goes only for the one it was said to."""

    def test_the_999_line_carries_whom_it_was_said_to_and_no_name(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.mention(DANGER))
        (button,) = [each for each in elements(api.said[0].arguments) if each["action_id"] == "hide_now"]
        assert button["value"] == addressee(TEAM, payloads.PERSON)
        assert payloads.PERSON not in button["value"]

    def test_it_is_noted_so_that_hiding_elsewhere_reaches_it(self, slack: Slack, outside: Outside) -> None:
        slack.send(payloads.mention(DANGER))
        (standing,) = outside.standing
        assert (standing.kind, standing.user_id, standing.channel_id) == (
            Kind.MESSAGE,
            payloads.PERSON,
            payloads.CHANNEL,
        )

    def test_the_one_it_was_said_to_hides_it_with_the_store_away(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.away = True
        slack.send(in_channel(addressee(TEAM, payloads.PERSON), api))
        assert api.said[0].arguments["replace_original"] is True

    @pytest.mark.parametrize("value", [None, addressee(TEAM, "U0OTHER"), addressee("T0OTHER", payloads.PERSON)])
    def test_nobody_takes_it_from_another(self, value: str | None, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(in_channel(value, api))
        (said,) = api.said
        assert said.arguments["replace_original"] is False
        assert SAID_TO_ANOTHER in said.words
        assert [wish.kept_ts for wish in outside.hidden] == [None], "what was said to the one who pressed is hidden"

    @pytest.mark.parametrize(("asker", "replaced"), [(payloads.PERSON, True), ("U0OTHER", False)])
    def test_an_answer_goes_for_its_asker(
        self, asker: str, replaced: bool, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.asker_of = {"answer1": asker}
        slack.send(in_channel("answer1", api))
        assert api.said[0].arguments["replace_original"] is replaced

    def test_whose_answer_it_is_cannot_be_told_with_the_store_away_so_it_stays(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.asker_of, outside.away = {"answer1": payloads.PERSON}, True
        slack.send(in_channel("answer1", api))
        assert api.said[0].arguments["replace_original"] is False


class TestPlainWords:
    """Typed, with model, worker and queue away."""

    @pytest.mark.parametrize("text", ["hide", "Hide this now!", "hide it", "/sharewise hide", "please hide this"])
    def test_they_hide_at_once_and_say_so_under_the_message(
        self, text: str, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        assert slack.send(payloads.direct(text)).status == 200
        assert len(outside.hidden) == 1
        assert not outside.questions
        (said,) = api.said
        assert (said.method, said.arguments["thread_ts"]) == ("chat.postMessage", payloads.TS)
        assert HIDDEN in said.words

    def test_in_a_channel_the_asker_alone_is_told(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(payloads.mention("hide this"))
        (said,) = api.said
        assert (said.method, said.arguments["user"]) == ("chat.postEphemeral", payloads.PERSON)
        assert outside.hidden

    def test_also_where_answers_may_be_read_by_all(self, config: SlackConfig, api: WebApi, outside: Outside) -> None:
        allowed = config.model_copy(update={"allowed_channels": frozenset({payloads.CHANNEL})})
        Slack(made(allowed, outside)).send(payloads.mention("hide this"))
        (said,) = api.said
        assert (said.method, said.arguments["user"]) == ("chat.postEphemeral", payloads.PERSON)

    def test_after_the_command_it_is_answered_its_own_way(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(payloads.command("hide this now", api.response_url))
        assert outside.hidden
        assert HIDDEN in api.said[0].words

    def test_in_the_form_of_the_home_tab_the_form_itself_turns_neutral(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        view = ask_view(RequestMetadata(request_id="form1").written())
        answered = body_of(slack.send(payloads.submitted(view, {"question": "hide this"})))
        assert answered["response_action"] == "update"
        assert HIDDEN in str(answered["view"])
        assert outside.hidden
        assert not outside.questions

    def test_a_second_delivery_hides_nothing_that_was_said_since(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        for attempt in range(2):
            slack.send(payloads.direct("hide"), attempt=attempt)
        assert len(outside.hidden) == len(api.said) == 1

    @pytest.mark.parametrize("text", ["can I hide this from the parents?", "hide this from his dad", "hide this?"])
    def test_a_question_is_a_question(self, text: str, slack: Slack, outside: Outside) -> None:
        slack.send(payloads.direct(text))
        assert not outside.hidden
        assert len(outside.questions) == 1

    def test_anothers_words_asked_about_are_no_wish_of_the_asker(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        slack.send(payloads.on_message("hide this", api.response_url))
        assert not outside.hidden

    def test_a_question_carries_when_it_was_asked(self, slack: Slack, outside: Outside) -> None:
        slack.send(payloads.direct("can I share this with the GP?"))
        (question,) = outside.questions.values()
        assert question.asked_at == NOW


class TestCommand:
    """`/sharewise hide`."""

    def test_it_hides_everything_and_says_so_to_the_person_alone(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.came_of_hiding = Hidden(form=True, unreached=True)
        answered = body_of(slack.send(payloads.command("hide", api.response_url)))
        assert answered["response_type"] == "ephemeral"
        for words in (HIDDEN, FORM_EMPTIED, UNREACHED):
            assert words in str(answered["blocks"])
        assert outside.hidden[0].user_id == payloads.PERSON


class TestWhatStands:
    """Noted as it comes before the person, for hiding to find."""

    def test_a_form_from_when_it_opens_until_it_is_closed(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(payloads.command("record", api.response_url))
        (standing,) = outside.standing
        assert (standing.kind, standing.id, standing.user_id) == (Kind.FORM, "V1", payloads.PERSON)
        view = api.of("views.open")[0].arguments["view"]
        assert view["notify_on_close"] is True
        closed = payloads.submitted(view) | {"type": "view_closed", "is_cleared": False}
        slack.send(closed)
        assert outside.standing == []

    def test_a_form_on_top_of_another_too(self, slack: Slack, outside: Outside) -> None:
        outcome = {"type": "modal", "callback_id": "closed", "blocks": []}
        slack.send(payloads.pressed_in_view("record_decision", outcome))
        assert {standing.id for standing in outside.standing} == {"V1", "V2"}

    def test_an_ephemeral_once_one_of_its_buttons_gives_a_way_to_it(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        slack.send(ephemeral("feedback_helpful", "answer1", api))
        (standing,) = outside.standing
        assert (standing.kind, standing.id, standing.answer_id) == (Kind.EPHEMERAL, payloads.TS, "answer1")
        assert standing.response_url == api.response_url

    @pytest.mark.parametrize("payload", ["hide", "lasting", "home"])
    def test_nothing_else_is_noted(self, payload: str, slack: Slack, api: WebApi, outside: Outside) -> None:
        sent: dict[str, Any] = {
            "hide": ephemeral("hide_now", "answer1", api),
            "lasting": payloads.pressed("feedback_helpful", response_url=api.response_url),
            "home": payloads.pressed_in_view("hide_now", HOME),
        }
        slack.send(sent[payload])
        assert outside.standing == []


class TestDirectMessage:
    """What a button says in the direct message stays, so that it can be taken down."""

    @pytest.mark.parametrize("action_id", ["danger_yes", "danger_no", "feedback_unhelpful"])
    def test_it_stands_in_the_thread(self, action_id: str, slack: Slack, api: WebApi) -> None:
        payload = payloads.pressed(action_id, response_url=api.response_url)
        payload["container"] |= {"thread_ts": "1699999999.1"}
        slack.send(payload)
        assert {(said.method, said.arguments["thread_ts"]) for said in api.said} == {
            ("chat.postMessage", "1699999999.1")
        }

    def test_999_is_said_over_the_response_url_where_slack_takes_no_message(self, slack: Slack, api: WebApi) -> None:
        api.fail("chat.postMessage", "ratelimited")
        slack.send(payloads.pressed("danger_yes", response_url=api.response_url))
        assert "Call 999 now" in next(said.words for said in api.said if said.method == "response_url")


def elements(arguments: dict[str, Any]) -> list[dict[str, Any]]:
    """Every element with an action."""
    return [each for block in arguments["blocks"] for each in block.get("elements", []) if "action_id" in each]
