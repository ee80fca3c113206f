"""Buttons, the guided decision, the request for a lead, hiding, feedback."""

from typing import Any

import pytest

from actions.assessment import questions
from actions.intents import Intent
from bot.slack.blocks.assessment import assessment_view
from bot.slack.blocks.lead import lead_request_view
from bot.slack.blocks.wording import AWAY_ASK_AGAIN, LEAD_NOT_ASKED, NO_LEADS
from bot.slack.config import SlackConfig
from bot.slack.metadata import FormMetadata, RequestMetadata
from bot.slack.ports import LeadUrgency
from tests.bot.slack import payloads
from tests.bot.slack.conftest import Slack, body_of, made
from tests.bot.slack.fakes import ANSWER, Outside
from tests.bot.slack.web_api import DIRECT, WebApi

METADATA = FormMetadata(submission_id="form1", answer="answer1").written()
LEAD = lead_request_view(RequestMetadata(request_id="form1", answer="answer1").written())


@pytest.fixture
def without_leads(config: SlackConfig, outside: Outside) -> Slack:
    return Slack(made(config.model_copy(update={"leads_channel": None}), outside))


class TestFeedback:
    """Opinions are kept with the answer's id alone."""

    @pytest.mark.parametrize(("action_id", "helpful"), [("feedback_helpful", True), ("feedback_unhelpful", False)])
    def test_an_opinion_is_kept_and_acknowledged_to_the_person(
        self, action_id: str, helpful: bool, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        assert slack.send(payloads.pressed(action_id, response_url=api.response_url)).status == 200
        assert outside.opinions == {("answer1", payloads.PERSON): helpful}
        (said,) = api.said
        assert said.method == "chat.postMessage", "so that hiding can take it down"

    def test_while_the_store_is_away_the_person_is_asked_to_press_again(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.away = True
        slack.send(payloads.pressed("feedback_helpful", response_url=api.response_url))
        assert "could not note that" in api.said[0].words


class TestDanger:
    """Is a child in danger now?"""

    def test_yes_brings_999_first_and_then_the_leads(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(payloads.pressed("danger_yes", response_url=api.response_url))
        emergency, told = api.said
        assert "Call 999 now" in emergency.words
        assert "L-2345" in told.words
        (request,) = outside.requests.values()
        assert (request.urgency, request.danger, request.answer) == (LeadUrgency.URGENT, True, ANSWER)

    def test_pressed_twice_it_is_one_request(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        for _ in range(2):
            slack.send(payloads.pressed("danger_yes", response_url=api.response_url))
        assert len(outside.requests) == 1

    def test_yes_says_so_when_the_leads_could_not_be_told(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        slack.send(payloads.pressed("danger_yes", response_url=api.response_url))
        emergency, told = api.said
        assert "Call 999 now" in emergency.words
        assert LEAD_NOT_ASKED in told.words

    def test_no_keeps_the_answer(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(payloads.pressed("danger_no", response_url=api.response_url))
        (said,) = api.said
        assert "call 999" in said.words
        assert not outside.requests


class TestLead:
    """A person, without a word of the case."""

    def test_the_button_asks_how_soon_and_sends_nothing_yet(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        slack.send(payloads.pressed("request_lead"))
        view = api.of("views.open")[0].arguments["view"]
        kinds = {block["element"]["type"] for block in view["blocks"] if block["type"] == "input"}
        assert kinds == {"radio_buttons"}
        assert not outside.requests

    def test_confirmed_it_is_passed_on_and_says_that_nobody_has_seen_it(self, slack: Slack, outside: Outside) -> None:
        response = slack.send(payloads.submitted(LEAD, {"lead_urgency": "today"}))
        (request,) = outside.requests.values()
        assert (request.urgency, request.user_id, request.danger) == (LeadUrgency.TODAY, payloads.PERSON, False)
        assert request.answer == ANSWER
        assert "L-2345" in str(body_of(response))
        assert "No person has seen it yet" in str(body_of(response))

    def test_submitted_twice_it_is_one_request(self, slack: Slack, outside: Outside) -> None:
        for _ in range(2):
            slack.send(payloads.submitted(LEAD, {"lead_urgency": "urgent"}))
        assert len(outside.requests) == 1

    def test_a_request_that_was_not_passed_on_is_never_silent(self, slack: Slack, outside: Outside) -> None:
        outside.away = True
        answered = body_of(slack.send(payloads.submitted(LEAD, {"lead_urgency": "urgent"})))
        assert answered["response_action"] == "push"
        assert LEAD_NOT_ASKED in str(answered)

    @pytest.mark.parametrize("values", [{}, {"lead_urgency": None}, {"lead_urgency": "whenever Jo is back"}])
    def test_an_answer_that_was_not_offered_is_refused(
        self, values: dict[str, Any], slack: Slack, outside: Outside
    ) -> None:
        answered = body_of(slack.send(payloads.submitted(LEAD, values)))
        assert answered["response_action"] == "errors"
        assert not outside.requests

    def test_where_nobody_can_be_reached_it_says_so_and_what_to_do(self, without_leads: Slack, api: WebApi) -> None:
        without_leads.send(payloads.pressed("request_lead"))
        assert NO_LEADS in api.of("views.open")[0].words
        without_leads.send(payloads.pressed("danger_yes", response_url=api.response_url))
        assert NO_LEADS in api.said[-1].words


class TestAssessment:
    """Closed questions in, what the guidance points towards out."""

    def test_the_button_opens_every_question(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.pressed("start_assessment"))
        view = api.of("views.open")[0].arguments["view"]
        assert [block["block_id"] for block in view["blocks"] if block["type"] == "input"] == [
            question.id for question in questions()
        ]

    def test_danger_now_comes_out_as_an_emergency(self, slack: Slack) -> None:
        answered = body_of(slack.send(payloads.submitted(assessment_view(METADATA), {"danger_now": "yes"})))
        assert answered["response_action"] == "update"
        assert "999" in str(answered["view"])

    def test_refused_consent_with_a_risk_of_harm_points_towards_sharing(self, slack: Slack) -> None:
        answers = {
            "danger_now": "no",
            "purpose": "yes",
            "role": "yes",
            "verified": "yes",
            "identifies": "yes",
            "confidential": "no",
            "compelled": "no",
            "consent": "refused",
            "basis": "yes",
            "risk": "harm",
            "detriment": "no",
        }
        answered = str(body_of(slack.send(payloads.submitted(assessment_view(METADATA), answers)))["view"])
        assert "without consent" in answered
        assert "The decision is yours" in answered

    def test_the_outcome_offers_to_record_and_to_speak_to_a_lead_for_the_same_answer(self, slack: Slack) -> None:
        view = body_of(slack.send(payloads.submitted(assessment_view(METADATA))))["view"]
        buttons = {each["action_id"]: each["value"] for each in view["blocks"][-1]["elements"]}
        assert buttons == {"record_decision": "answer1", "request_lead": "answer1"}

    @pytest.mark.parametrize("broken", ["metadata", "answer"])
    def test_a_tampered_form_is_refused_in_plain_words(self, broken: str, slack: Slack, logs: list[Any]) -> None:
        view = assessment_view("tampered" if broken == "metadata" else METADATA)
        values = {} if broken == "metadata" else {"risk": "Jo Bloggs"}
        assert "no longer valid" in str(body_of(slack.send(payloads.submitted(view, values))))
        assert "Jo Bloggs" not in str(logs)


class TestAskBack:
    """The practitioner says what they meant."""

    def test_the_reading_they_picked_is_queued_without_any_text(self, slack: Slack, outside: Outside) -> None:
        slack.send(payloads.pressed("ask_back_ask_consent"))
        ((origin, answer_id, intent),) = outside.choices
        assert (answer_id, intent) == ("answer1", Intent.ASK_CONSENT)
        assert (origin.via, origin.channel_id) == ("dm", DIRECT)

    def test_where_only_they_saw_it_only_they_see_the_answer(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        payload = payloads.pressed("ask_back_ask_consent", response_url=api.response_url)
        payload["container"] |= {"channel_id": payloads.CHANNEL, "is_ephemeral": True}
        slack.send(payload)
        ((origin, _, _),) = outside.choices
        assert (origin.via, origin.response_url) == ("mention", api.response_url)

    def test_it_asks_to_try_again_while_the_queue_is_away(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        slack.send(payloads.pressed("ask_back_ask_consent", response_url=api.response_url))
        assert AWAY_ASK_AGAIN in api.said[0].words
