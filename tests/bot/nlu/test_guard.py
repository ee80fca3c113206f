"""No text commands or crashes Rasa: it is parsed as the words it holds, or refused in plain words."""

import pytest

from actions.wording import MAX_CHARACTERS
from bot.nlu.guard import MOST_RAW, TextRefused, guarded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/greet", "greet"),
        ("//quick_exit", "quick_exit"),
        (" \t/ / restart", "restart"),
        ("\u00a0/greet", "greet"),
        ("\u200b/greet", "greet"),
        ("\u202e/greet\u202c", "greet"),
        ('/greet{"agency":"police"}', 'greet{"agency":"police"}'),
        ("can I tell the “school”?", 'can I tell the "school"?'),
        ("don’t tell mum", "don't tell mum"),
        ("ask &lt;the&gt; DSL &amp; GP", "ask <the> DSL & GP"),
    ],
)
def test_a_text_is_taken_as_the_words_it_holds(text: str, words: str) -> None:
    assert guarded(text).text == words


@pytest.mark.parametrize("text", ["", " ", "\n\t", "/", "///", "?!…", "🙂", "\u200b\u202e", "\x00\x01"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(TextRefused, match="no words"):
        guarded(text)


@pytest.mark.parametrize("text", [None, 5, 0.5, True, ["hello"], {"text": "hello"}, b"hello"])
def test_what_is_no_text_is_refused(text: object) -> None:
    with pytest.raises(TextRefused, match="must be a string"):
        guarded(text)


@pytest.mark.parametrize("length", [MAX_CHARACTERS + 1, 40_000, MOST_RAW + 1, 5_000_000])
def test_an_overlong_text_is_refused(length: int) -> None:
    with pytest.raises(TextRefused, match=f"at most {MAX_CHARACTERS} characters"):
        guarded("a" * length)


def test_the_longest_text_is_taken() -> None:
    assert len(guarded("a" * MAX_CHARACTERS).text) == MAX_CHARACTERS


def test_a_refusal_holds_nothing_of_the_text() -> None:
    with pytest.raises(TextRefused) as refused:
        guarded("Maisie " * 1000)
    assert "Maisie" not in str(refused.value)
