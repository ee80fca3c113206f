"""Every label has one handler and one answer; danger comes before all else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.answer import READABLE_LIMIT, Coverage, Offer
from actions.entities import Agency, ConsentState, Entity, EntityName
from actions.guidance.answers import LABEL_LIMIT
from actions.handlers import Context
from actions.handlers.registry import REGISTRY
from actions.intents import Intent
from actions.urgency import Urgency
from tests.actions.messages import QUESTIONS, answer, every_answer, handlers

EVERY_INTENT = pytest.mark.parametrize("intent", list(Intent))
EVERY_QUESTION = pytest.mark.parametrize("intent", QUESTIONS)


def test_every_intent_has_one_handler():
    assert set(REGISTRY) == set(Intent)


@EVERY_INTENT
def test_every_intent_has_an_answer_under_its_own_label(intent: Intent):
    given_answer = answer(intent)
    assert given_answer.intent is intent
    assert given_answer.title
    assert given_answer.opening


@EVERY_QUESTION
def test_a_question_is_answered_with_quotes_principles_rules_and_their_reasons(intent: Intent):
    given_answer = answer(intent)
    assert given_answer.quotes
    assert given_answer.principles
    assert given_answer.golden_rules
    assert all(each.why for each in (*given_answer.principles, *given_answer.golden_rules))
    assert given_answer.sources
    assert given_answer.offers


@EVERY_INTENT
def test_partial_coverage_says_what_is_missing_and_offers_a_lead(intent: Intent):
    given_answer = answer(intent)
    if given_answer.coverage is Coverage.FULL:
        assert given_answer.not_covered is None
    else:
        assert given_answer.not_covered or intent is Intent.NLU_FALLBACK
        assert Offer.REQUEST_LEAD in given_answer.offers


@EVERY_INTENT
def test_no_answer_is_longer_than_a_hurried_person_reads(intent: Intent):
    for urgency in Urgency:
        assert max(len(each.text) for each in every_answer(intent, urgency)) <= READABLE_LIMIT


entities = st.lists(
    st.builds(
        Entity,
        entity=st.sampled_from([*EntityName, "something_else"]),
        value=st.sampled_from([*Agency, *ConsentState, *"1234567", "0", "99", "²", "", "nonsense"]),
        start=st.just(0),
        end=st.just(1),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(Intent)), entities, st.sampled_from(list(Urgency)), st.lists(st.sampled_from(list(Intent))))
def test_whatever_a_message_names_it_gets_a_readable_answer(intent, found, urgency, choices):
    context = Context(urgency=urgency, choices=tuple(choices))
    given_answer = handlers().respond(intent, found, context)
    assert 0 < len(given_answer.text) <= READABLE_LIMIT
    assert "$" not in given_answer.text
    assert handlers().respond(intent, found, context) == given_answer


@EVERY_INTENT
def test_a_label_fits_a_button(intent: Intent):
    assert 0 < len(handlers().label(intent)) <= LABEL_LIMIT


def test_labels_are_told_apart():
    assert len({handlers().label(intent) for intent in Intent}) == len(Intent)


@EVERY_INTENT
def test_an_alert_is_answered_as_danger_whatever_its_label(intent: Intent):
    given_answer = answer(intent, urgency=Urgency.ALERT)
    assert given_answer.intent is Intent.REPORT_IMMEDIATE_DANGER
    assert given_answer.opening.startswith("Call 999 first.")


@pytest.mark.parametrize("intent", [each for each in Intent if each is not Intent.QUICK_EXIT])
def test_a_check_asks_about_danger_before_it_answers(intent: Intent):
    opening = answer(intent, urgency=Urgency.CHECK).opening
    assert "999" in opening[:60]


def test_hiding_stays_neutral_on_the_screen():
    text = answer(Intent.QUICK_EXIT, urgency=Urgency.CHECK).text.lower()
    assert not any(word in text for word in ("child", "danger", "safeguarding", "999", "risk"))


def test_danger_puts_999_before_all_and_the_record_after():
    given_answer = answer(Intent.REPORT_IMMEDIATE_DANGER)
    text = given_answer.text
    assert "999" in text.splitlines()[0]
    assert "Do not wait for consent" in given_answer.opening
    assert text.index("999") < text.index("Afterwards, record")


def test_danger_says_that_999_is_not_the_page_s_own():
    assert "999, which stands outside it" in (answer(Intent.REPORT_IMMEDIATE_DANGER).not_covered or "")


def test_asking_back_offers_three_likely_readings_in_plain_words():
    choices = (Intent.ASK_CONSENT, Intent.ASK_SECURE, Intent.ASK_TIMELY, Intent.GREET)
    given_answer = handlers().respond(Intent.NLU_FALLBACK, (), Context(choices=choices))
    assert given_answer.next_steps == tuple(handlers().label(intent) for intent in choices[:3])
    assert "Did you mean" in given_answer.opening


def test_asking_back_without_a_likely_reading_gives_examples():
    given_answer = handlers().respond(Intent.NLU_FALLBACK, (), Context())
    assert "Did you mean" not in given_answer.opening
    assert given_answer.next_steps
