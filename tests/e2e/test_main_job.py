"""The main job, through Slack's wire: ask, read the answer, record the decision, find it again."""

from bot.playground.client import Playground
from bot.playground.seen import SeenMessage

PERSON = "practitioner"
REFUSED = "dad said no, can I still refer to children's services?"
GOOD = {
    "decision": "share",
    "what_shared": ["observation"],
    "with_whom": ["children_social_care"],
    "legal_basis": ["public_task"],
    "consent_status": "refused",
}
RATIONALE = "Two more observations this week raise the risk, and waiting for agreement would delay help for the child."


def asked(slack: Playground, text: str, person: str = PERSON) -> SeenMessage:
    return slack.wait_for_reply(person, slack.dm(person, text), seconds=20)


def open_form(slack: Playground, answer: SeenMessage, person: str = PERSON) -> None:
    slack.click(person, answer, "record_decision")
    slack.wait_for_view(person, "decision_form")


def test_a_question_is_answered_in_its_thread_with_the_rule_and_the_buttons(slack: Playground) -> None:
    answer = asked(slack, REFUSED)
    assert "consent is not required where there is another lawful basis" in answer.words
    for button in ("record_decision", "start_assessment", "request_lead", "feedback_helpful", "hide_now"):
        assert answer.has_action(button), button


def test_an_empty_rationale_is_refused_under_its_field_and_nothing_typed_is_lost(slack: Playground) -> None:
    open_form(slack, asked(slack, REFUSED))
    for field, value in GOOD.items():
        slack.fill(PERSON, {field: value})
    slack.submit(PERSON)
    view = slack.wait_for_view(PERSON, "decision_form")
    assert view.error_of("rationale")
    assert view.error_of("what_shared") is None
    assert "public_task" in str(view.values)


def test_a_good_decision_is_saved_and_confirmed_with_a_reference(slack: Playground) -> None:
    open_form(slack, asked(slack, REFUSED))
    for field, value in {**GOOD, "rationale": RATIONALE}.items():
        slack.fill(PERSON, {field: value})
    slack.submit(PERSON)
    view = slack.wait_until(lambda: _shows(slack, "Reference"), 10)
    reference = view.words.split("Reference: *")[1].split("*")[0]
    card = slack.wait_until(lambda: _message_with(slack, reference), 20)
    assert "Decision recorded" in card.words


def _shows(slack: Playground, words: str):
    view = slack.view(PERSON)
    return view if view and words in view.words else None


def _message_with(slack: Playground, words: str) -> SeenMessage | None:
    return next((each for each in slack.seen_by(PERSON) if each.from_app and words in each.words), None)
