"""A wish to hide in plain words, and what only sounds like one."""

import pytest

from actions.hiding import asks_about_hiding, wants_hiding
from actions.urgency import Urgency, assess
from actions.wording import plain

WISHES = (
    "hide",
    "Hide!",
    "hide this",
    "HIDE THIS NOW",
    "hide it",
    "please hide this",
    "hide it please",
    "hide this quick",
    "hide everything",
    "hide this conversation",
    "hide my screen now",
    "quick exit",
    "/sharewise hide",
    "/sharewise hide this",
    "<@U0BOT> hide this",
    "*hide this*",
    "hide this 🙏",
)

NOT_WISHES = (
    "",
    "can I hide this from the parents?",
    "hide this?",
    "hide this from dad",
    "hide him now",
    "she is hiding",
    "how do I hide this",
    "hide and seek",
    "hide the knives",
    "hide the child",
    "what does /sharewise hide do",
    "hiding",
)


@pytest.mark.parametrize("text", WISHES)
def test_plain_words_are_a_wish_to_hide(text: str) -> None:
    assert wants_hiding(plain(text).text)


@pytest.mark.parametrize("text", WISHES)
def test_none_of_them_speaks_of_danger(text: str) -> None:
    assert assess(plain(text).text) is Urgency.NONE


@pytest.mark.parametrize("text", NOT_WISHES)
def test_a_question_or_anything_more_is_left_to_be_read(text: str) -> None:
    assert not wants_hiding(plain(text).text)


@pytest.mark.parametrize(
    "text",
    [
        "can I hide this from the parents?",
        "should I hide this from dad",
        "is it ok to hide the address from her partner",
        "are we allowed to hide from mum that we have referred",
        "do I have to keep hiding where she lives from him?",
    ],
)
def test_whether_something_may_be_kept_from_somebody_is_a_question(text: str) -> None:
    assert asks_about_hiding(text)


@pytest.mark.parametrize(
    "text",
    [
        "hide this, someone is coming",
        "can you hide this please?",
        "could you hide this from my boss quick",
        "hide this from my manager",
        "he is behind me. hide this",
    ],
)
def test_a_wish_is_not_taken_for_that_question(text: str) -> None:
    assert not asks_about_hiding(text)


def test_no_repetition_makes_it_slow() -> None:
    assert not wants_hiding("please " * 5000 + "x")
    assert not asks_about_hiding("can I hide " * 5000)
