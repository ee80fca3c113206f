"""What is taken out of a message, what is left, and that no input makes it slow or inexact."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.redaction import redact
from actions.screening import screen


@pytest.mark.parametrize(
    ("text", "kept", "kind"),
    [
        ("NHS number 943 476 5919 is hers", "943 476 5919", "nhs_number"),
        ("ring me on 07700 900123", "07700 900123", "phone"),
        ("write to j.tern@harbour.example", "j.tern@harbour.example", "email"),
        ("they live at 12 Harbour Street", "12 Harbour Street", "address"),
        ("pupil Amara told me", "Amara", "person"),
        ("Mrs Patel rang", "Patel", "person"),
        ("her dob is 3/4/2016", "3/4/2016", "date_of_birth"),
        ("ask @jtern", "jtern", "username"),
    ],
)
def test_an_identifier_is_taken_out_and_its_place_is_told(text: str, kept: str, kind: str) -> None:
    redacted = redact(text)
    assert kept not in redacted.text
    assert [(text[span.start : span.end], span.type) for span in redacted.spans] == [(kept, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "what does the Children Act 2004 say, section 11?",
        "can it wait till Monday or does Year 4 count as urgent",
        "is that in Working Together 2026",
        "should the DSL ring MASH or the LADO",
        "remind me of golden rule 4",
    ],
)
def test_laws_days_years_and_agencies_stay(text: str) -> None:
    assert redact(text).text == text


@given(st.text(max_size=400))
def test_spans_lie_in_the_text_as_given_and_never_overlap(text: str) -> None:
    spans = screen(text).spans
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
