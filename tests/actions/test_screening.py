"""Whatever stands around an identifier, it does not get past the screening."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.screening import screen
from actions.urgency import Urgency
from tests.actions.planted import PLANTED

COMPANY = """
can i tell the police about his mum and what if she says no again today please ask school nurse form report GP consent
refused bruise worried about it, so the team? yes. ok! — “quote” (and) 😟 été naïve £40 9am
"""
WORDS = st.sampled_from(COMPANY.split())
ANYTHING = st.text(st.characters(exclude_categories=["Cs", "L", "N", "Pc"]), max_size=4)
"""Marks of any script, spaces and unseen characters; letters and digits would change what stands beside them."""
PIECES = st.lists(st.one_of(WORDS, WORDS, ANYTHING), max_size=8).map(" ".join)
MESSAGES = st.tuples(PIECES, PLANTED, PIECES, PLANTED, PIECES)


@settings(max_examples=1000)
@given(MESSAGES)
def test_no_planted_identifier_is_left(parts: tuple[str, tuple[str, str], str, tuple[str, str], str]) -> None:
    first, (lead, one), second, (lead_two, two), third = parts
    text = f"{first} {lead}{one} {second} {lead_two}{two} {third}"
    screened = screen(text)
    assert one not in screened.text
    assert two not in screened.text


@settings(max_examples=2000)
@given(st.text(max_size=300))
def test_anything_at_all_is_screened_to_the_character(text: str) -> None:
    screened = screen(text)
    assert screened.urgency in Urgency
    assert all(0 <= span.start < span.end <= len(text) for span in screened.spans)
    assert all(one.end <= other.start for one, other in pairwise(screened.spans))
    assert (not screened.spans) == (not screened.kinds)
