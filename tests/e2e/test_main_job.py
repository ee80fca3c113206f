"""The main job, through Slack's wire: ask, read the answer, record the decision, find it again."""

from bot.playground.client import Playground
from bot.playground.seen import SeenMessage
from tests.e2e.asking import PERSON, REFUSED, asked, fill_form, open_form, save_decision


def test_a_question_is_answered_in_its_thread_with_the_rule_and_the_buttons(slack: Playground) -> None:
    answer = asked(slack, REFUSED)
    assert "consent is not required where there is another lawful basis" in answer.words
    for button in ("record_decision", "start_assessment", "request_lead", "feedback_helpful", "hide_now"):
        assert answer.has_action(button), button


def test_a_blank_rationale_is_refused_under_its_field_and_nothing_typed_is_lost(slack: Playground) -> None:
    open_form(slack, asked(slack, REFUSED))
    fill_form(slack, rationale="   ")
    slack.submit(PERSON)
    view = slack.wait_for_view(PERSON, "decision_form")
    assert view.error_of("rationale")
    assert view.error_of("what_shared") is None
    assert "public_task" in str(view.values)


def test_a_good_decision_is_saved_and_confirmed_with_a_reference(slack: Playground) -> None:
    reference = save_decision(slack)

    def card() -> SeenMessage | None:
        return next((each for each in slack.seen_by(PERSON) if each.from_app and reference in each.words), None)

    assert "Decision recorded" in slack.wait_until(card, 20).words


def test_the_home_tab_lists_the_record(slack: Playground) -> None:
    reference = save_decision(slack)
    slack.close_view(PERSON, every=True)
    slack.open_home(PERSON)

    def listed() -> bool:
        home = slack.home(PERSON)
        return bool(home and reference in home.words)

    assert slack.wait_until(listed, 10)


def test_two_questions_in_one_message_are_both_answered(slack: Playground) -> None:
    answer = asked(
        slack, "do I need mum's consent before I ring the school nurse? and how long do we keep our notes of it"
    )
    assert "Asking for consent" in answer.words
    assert "You also asked: How long to keep records" in answer.words


def test_a_follow_up_in_the_thread_is_understood_from_it(slack: Playground) -> None:
    question = slack.dm(PERSON, "do I need mum's consent before I ring the school nurse")
    slack.wait_for_reply(PERSON, question, seconds=20)
    slack.dm(PERSON, "what about the police?", thread_ts=question)

    def second() -> SeenMessage | None:
        answers = [each for each in slack.seen_by(PERSON, thread_ts=question) if each.from_app]
        return answers[1] if len(answers) > 1 else None

    assert "Asking for consent" in slack.wait_until(second, 20).words
