"""From parses to replies: two questions, an unclear one, danger, and a thread."""

from collections.abc import Mapping, Sequence

import pytest

from actions.guidance import load_guidance
from actions.handlers import build_handlers
from actions.intents import Intent
from actions.keywords import load_keywords
from actions.urgency import Urgency
from bot.jobs.answering import Answering, Heard, Reply
from bot.messages import Earlier
from bot.nlu.client import NluUnavailable
from bot.nlu.parse import Parse
from tests.bot.jobs.parses import parse

TWO = "do I need consent? and how long do we keep it"
SURE = parse(ask_consent=0.97)


class Book:
    """A language process that knows a few texts by heart; all others are consent."""

    def __init__(self, known: Mapping[str, Parse]) -> None:
        self._known = known

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        return [self._known.get(text, SURE) for text in texts]


class Away:
    def parse(self, texts: Sequence[str]) -> list[Parse]:
        raise NluUnavailable("no parse (test)")


def replies(heard: Sequence[Heard], known: Mapping[str, Parse]) -> list[Reply]:
    return Answering(build_handlers(load_guidance()), Book(known), load_keywords()).replies(heard)


def reply(
    text: str, known: Mapping[str, Parse], urgency: Urgency = Urgency.NONE, earlier: Earlier | None = None
) -> Reply:
    return replies([Heard(text, urgency, earlier)], known)[0]


KNOWN = {
    TWO: parse(ask_consent=0.6, ask_retention=0.38),
    "do I need consent?": parse(ask_consent=0.98),
    "how long do we keep it": parse(ask_retention=0.98),
}


def test_two_questions_are_both_answered_the_second_shortly() -> None:
    found = reply(TWO, KNOWN)
    assert found.intents == (Intent.ASK_CONSENT, Intent.ASK_RETENTION)
    assert found.answer.besides is not None
    assert found.answer.besides.intent is Intent.ASK_RETENTION
    assert found.answer.besides.opening in found.answer.text


def test_replies_keep_their_order_whatever_each_needs() -> None:
    heard = [Heard("one", Urgency.NONE), Heard(TWO, Urgency.NONE), Heard("three", Urgency.NONE)]
    found = replies(heard, {**KNOWN, "three": parse(ask_secure=0.9)})
    assert [each.intent for each in found] == [Intent.ASK_CONSENT, Intent.ASK_CONSENT, Intent.ASK_SECURE]


def test_an_unclear_message_is_asked_back_with_three_readings() -> None:
    found = reply("hm", {"hm": parse(ask_consent=0.3, ask_secure=0.25, ask_timely=0.2, greet=0.1)})
    assert found.intent is Intent.NLU_FALLBACK
    assert found.choices == (Intent.ASK_CONSENT, Intent.ASK_SECURE, Intent.ASK_TIMELY)


def test_danger_comes_before_all_and_the_question_is_answered_behind_it() -> None:
    found = reply("x", {}, Urgency.ALERT)
    assert found.intents == (Intent.REPORT_IMMEDIATE_DANGER, Intent.ASK_CONSENT)
    assert found.answer.intent is Intent.REPORT_IMMEDIATE_DANGER


@pytest.mark.parametrize("beside", ["out_of_scope", "greet", "report_immediate_danger"])
def test_small_talk_is_not_answered_behind_danger(beside: str) -> None:
    assert reply("x", {"x": parse(**{beside: 0.97})}, Urgency.ALERT).intents == (Intent.REPORT_IMMEDIATE_DANGER,)


def test_danger_in_the_midst_of_a_message_is_asked_after_and_the_question_is_answered() -> None:
    long = "she texted goodbye. do I need consent"
    known = {long: parse(ask_consent=0.9), "she texted goodbye": parse(report_immediate_danger=0.95)}
    found = reply(long, known)
    assert (found.intent, found.urgency) == (Intent.ASK_CONSENT, Urgency.CHECK)


def test_a_lesser_danger_raises_the_alarm_over_the_answer_to_what_is_asked() -> None:
    found = reply("x", {"x": parse(describe_concern=0.5, report_immediate_danger=0.47)})
    assert (found.intent, found.urgency) == (Intent.DESCRIBE_CONCERN, Urgency.ALERT)


def test_a_danger_on_a_training_slide_is_asked_after_and_raises_no_alarm() -> None:
    slide = "for my training slide: a child says dad has a gun"
    found = reply(slide, {slide: parse(report_immediate_danger=0.97)})
    assert (found.intent, found.urgency) == (Intent.REPORT_IMMEDIATE_DANGER, Urgency.CHECK)


def test_a_danger_picked_when_asked_back_is_a_danger() -> None:
    answering = Answering(build_handlers(load_guidance()), Away(), load_keywords())
    assert answering.chosen(Intent.REPORT_IMMEDIATE_DANGER, Urgency.NONE).urgency is Urgency.ALERT


def test_a_follow_up_is_answered_from_its_thread() -> None:
    known = {"what about police?": parse(ask_relevant=0.3, ask_when_to_share=0.3)}
    found = reply("what about police?", known, earlier=Earlier(intent=Intent.ASK_CONSENT))
    assert found.intents == (Intent.ASK_CONSENT,)


def test_danger_in_a_thread_is_danger() -> None:
    found = reply("he is here", {}, Urgency.ALERT, Earlier(intent=Intent.ASK_RETENTION))
    assert found.intent is Intent.REPORT_IMMEDIATE_DANGER


FROM_DAD = "should I hide this from dad"


def test_who_asks_whether_to_hide_a_thing_from_somebody_does_not_want_the_screen_cleared() -> None:
    found = reply(FROM_DAD, {FROM_DAD: parse(quick_exit=0.95, ask_be_open=0.03, ask_consent=0.01)})
    assert found.intent is Intent.ASK_BE_OPEN
    assert Intent.QUICK_EXIT not in dict(found.ranking)


def test_a_wish_to_hide_stays_one() -> None:
    wish = "hide this, someone is coming"
    assert reply(wish, {wish: parse(quick_exit=0.95, ask_be_open=0.03)}).intent is Intent.QUICK_EXIT


def test_keywords_take_that_question_for_no_wish_either() -> None:
    answering = Answering(build_handlers(load_guidance()), Away(), load_keywords())
    assert answering.reply(Heard("can I hide this from the parents?", Urgency.NONE)).intent is Intent.NLU_FALLBACK


def test_with_the_language_process_away_keywords_answer() -> None:
    answering = Answering(build_handlers(load_guidance()), Away(), load_keywords())
    found = answering.reply(Heard("do I need consent", Urgency.NONE))
    assert found.from_keywords
    assert found.intent is Intent.ASK_CONSENT
