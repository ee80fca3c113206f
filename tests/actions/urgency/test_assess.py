"""How urgent a message is: danger within hours raises the alarm, softer signs ask, the rest passes."""

import time
from importlib.resources import files

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.urgency import Urgency, assess, past_or_made_up

MESSAGES: dict[str, list[str]] = yaml.safe_load(
    files("tests.actions.urgency").joinpath("messages.yml").read_text(encoding="utf-8")
)
LONGEST = 40_000
SECONDS = 5.0
"""Of processor time, so that a busy machine fails nothing: what grows with the square of the length takes minutes."""


@pytest.mark.parametrize("text", MESSAGES["alert"])
def test_danger_within_hours_raises_the_alarm(text: str):
    assert assess(text) is Urgency.ALERT


@pytest.mark.parametrize("text", MESSAGES["check"])
def test_a_softer_sign_asks_whether_a_child_is_in_danger(text: str):
    assert assess(text) is Urgency.CHECK


@pytest.mark.parametrize("text", MESSAGES["none"])
def test_questions_and_everyday_talk_pass(text: str):
    assert assess(text) is Urgency.NONE


@pytest.mark.parametrize("text", MESSAGES["not_alert"])
def test_the_past_the_denied_and_the_supposed_raise_no_alarm(text: str):
    assert assess(text) is not Urgency.ALERT


@pytest.mark.parametrize(
    "text",
    [
        "HE HAS A KNIFE",
        "he’s got a knife",
        "hes got a knife!!!!!",
        "hi there. quick question about consent. he has a knife",
        "he    has\n\ta   knife",
        "he has a knifé",
        "heee has a knifeee",
        "last year was fine but now he has a knife outside",
    ],
)
def test_case_marks_spacing_and_company_do_not_hide_danger(text: str):
    assert assess(text) is Urgency.ALERT


@pytest.mark.parametrize("slip", ["strnagling", "strangeling", "strangliing", "strangling", "strangingl", "STRANGLING"])
def test_one_slip_in_a_long_word_does_not_hide_danger(slip: str):
    expected = Urgency.NONE if slip == "strangingl" else Urgency.ALERT
    assert assess(f"he is {slip} her") is expected


@pytest.mark.parametrize("word", ["talking", "shopping", "sitting", "better", "stronger", "matter"])
def test_everyday_words_are_not_taken_for_slips(word: str):
    assert assess(f"he is {word} her tonight") is Urgency.NONE


def test_danger_at_the_end_of_a_long_message_is_seen():
    assert assess("the chronology is long. " * 1600 + "he has a knife") is Urgency.ALERT


def test_levels_are_ordered():
    assert [level.rank for level in (Urgency.NONE, Urgency.CHECK, Urgency.ALERT)] == [0, 1, 2]


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀", "?!.;", "'", "\u202e", "한국어", "9" * 50])
def test_text_without_words_is_no_sign(text: str):
    assert assess(text) is Urgency.NONE


@pytest.mark.parametrize(
    "unit",
    [
        "he is hitting her ",
        "if ",
        "not ",
        "kill. ",
        "a",
        "a'",
        "'",
        "he's ",
        "1.",
        "home alone child ",
        "\u0301",
        "ﷺ",
        "ab",
    ],
)
def test_no_repetition_makes_it_slow(unit: str):
    text = unit * (LONGEST // len(unit))
    assess("warm")
    started = time.process_time()
    assess(text)
    assert time.process_time() - started < SECONDS


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.text(max_size=40), st.integers(min_value=1, max_value=LONGEST // 40))
def test_whatever_is_written_there_is_a_level_and_soon(unit: str, times: int):
    started = time.process_time()
    assert assess(unit * times) in Urgency
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "he was taken to Cyprus as a toddler, abducted, brought back in 2003. now 26 and applying to be a TA",
        "we rang 999 for the fit this morning, ambulance been, he's home and well. who gets the form",
        "false alarm: the toddler we thought was left alone had an aunt upstairs, all fine",
        "the slide on vital interests says a parent is threatening to kill the child, is that the best example",
    ],
)
def test_what_is_over_or_taught_is_asked_after_at_most(text: str):
    assert assess(text) is not Urgency.ALERT
    assert past_or_made_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "ambulance been yesterday and all fine but now he is fitting again and not breathing",
        "he was fine now but he has a knife tonight and is threatening to kill her",
    ],
)
def test_what_goes_on_again_is_danger(text: str):
    assert assess(text) is Urgency.ALERT
    assert not past_or_made_up(text)
