"""Where a message may part into two questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.clauses import MOST_ASKED, MOST_JOINED, Parting, partings


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("can I tell school? and how long do we keep it", ("can I tell school?", "how long do we keep it")),
        ("do I need consent. Also who do I ask", ("do I need consent", "who do I ask")),
        ("is email ok and can it wait", ("is email ok", "can it wait")),
        ("log a decision, plus which law is it", ("log a decision", "which law is it")),
    ],
)
def test_it_parts_at_joining_words_and_marks(text: str, parts: tuple[str, str]) -> None:
    assert Parting(*parts, joined=True) in partings(text)


def test_without_a_joining_word_it_parts_before_what_asks() -> None:
    text = "how long do we keep it where is it safest"
    assert Parting("how long do we keep it", "where is it safest", joined=False) in partings(text)


@pytest.mark.parametrize("text", ["can I tell the school", "hello, you", "", "?", "and also, but"])
def test_it_stays_whole_where_a_part_would_hold_no_question(text: str) -> None:
    assert partings(text) == ()


@given(st.text(alphabet="ab ,.?;and", max_size=400))
def test_parts_are_pieces_of_the_message_and_few(text: str) -> None:
    found = partings(text)
    assert len(found) <= MOST_JOINED + MOST_ASKED
    assert all(left.rstrip("?") in text and text.endswith(right) for left, right, _ in found)
