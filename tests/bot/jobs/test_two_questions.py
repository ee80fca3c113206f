"""Two things asked are told from one thing asked at length."""

from actions.intents import Intent
from bot.jobs.two_questions import Parts, two_questions
from tests.bot.jobs.parses import parse

BOTH = parse(ask_consent=0.6, ask_retention=0.35)


def test_parts_that_each_ask_their_own_are_two_questions_in_their_order() -> None:
    parts = [Parts(parse(ask_retention=0.95), parse(ask_consent=0.95))]
    assert two_questions(BOTH, parts) == (Intent.ASK_RETENTION, Intent.ASK_CONSENT)


def test_parts_that_ask_the_same_are_one_question() -> None:
    assert two_questions(parse(ask_consent=0.97), [Parts(parse(ask_consent=0.9), parse(ask_consent=0.8))]) is None


def test_a_part_that_speaks_for_the_other_too_adds_no_question() -> None:
    parts = [Parts(parse(ask_consent=0.5, ask_retention=0.4), parse(ask_retention=0.5, ask_consent=0.4))]
    assert two_questions(BOTH, parts) is None


def test_a_message_without_partings_is_one_question() -> None:
    assert two_questions(BOTH, []) is None


def test_a_greeting_is_no_second_question() -> None:
    parts = [Parts(parse(greet=0.99), parse(ask_consent=0.99))]
    assert two_questions(parse(ask_consent=0.9, greet=0.05), parts) is None


def test_danger_is_no_question_beside_another() -> None:
    parts = [Parts(parse(report_immediate_danger=0.99), parse(ask_consent=0.99))]
    assert two_questions(parse(ask_consent=0.7, report_immediate_danger=0.3), parts) is None


def test_a_person_and_a_task_come_first_and_a_worry_last() -> None:
    for main, other in (
        ("request_escalation", "ask_consent"),
        ("record_decision", "ask_consent"),
        ("ask_consent", "describe_concern"),
    ):
        whole = parse(**{main: 0.5, other: 0.45})
        parts = [Parts(parse(**{other: 0.97}), parse(**{main: 0.97}))]
        assert two_questions(whole, parts) == (Intent(main), Intent(other))


UNSURE_PARTS = [Parts(parse(ask_retention=0.6, ask_consent=0.04), parse(ask_consent=0.6, ask_retention=0.04))]


def test_where_two_things_are_not_clear_the_whole_message_says_which_is_the_main_one() -> None:
    for main, other in ((Intent.ASK_CONSENT, Intent.ASK_RETENTION), (Intent.ASK_RETENTION, Intent.ASK_CONSENT)):
        assert two_questions(parse(**{main: 0.6, other: 0.35}), UNSURE_PARTS) == (main, other)


def test_a_task_that_the_whole_message_hardly_speaks_of_does_not_come_first() -> None:
    parts = [Parts(parse(record_decision=0.6, ask_consent=0.03), parse(ask_consent=0.7, record_decision=0.03))]
    whole = parse(ask_consent=0.75, record_decision=0.2)
    assert two_questions(whole, parts) == (Intent.ASK_CONSENT, Intent.RECORD_DECISION)


def test_what_nothing_joins_has_to_speak_more_clearly() -> None:
    whole = parse(ask_consent=0.6, ask_retention=0.2)
    left, right = parse(ask_consent=0.9, ask_retention=0.11), parse(ask_retention=0.9, ask_consent=0.11)
    assert two_questions(whole, [Parts(left, right)]) == (Intent.ASK_CONSENT, Intent.ASK_RETENTION)
    assert two_questions(whole, [Parts(left, right, joined=False)]) is None
