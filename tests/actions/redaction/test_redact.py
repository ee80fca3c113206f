"""What is taken out of a message, what stays, and how fast."""

import re
import time
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.redaction import Kind, Span, redact
from actions.redaction.recognisers import RECOGNISERS
from actions.redaction.recognisers.nhs_number import checks
from actions.redaction.recognisers.upn import check_letter

EXAMPLES: dict[str, list[str]] = yaml.safe_load(
    files("tests.actions.redaction").joinpath("examples.yml").read_text(encoding="utf-8")
)
MARKED = re.compile(r"«(\w+)\|([^»]*)»")
LONGEST = 40_000
SECONDS = 10.0
"""Of processor time, so that a busy machine fails nothing: what grows with the square of the length takes minutes."""


def read(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and the spans that they stand for."""
    text, spans, last = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        spans.append(Span(len(text), len(text) + len(match[2]), Kind(match[1])))
        text += match[2]
        last = match.end()
    return text + marked[last:], tuple(spans)


@pytest.mark.parametrize("marked", [one for kind in Kind for one in EXAMPLES[kind]])
def test_identifiers_are_found_to_the_character(marked: str):
    text, spans = read(marked)
    assert redact(text).spans == spans


@pytest.mark.parametrize("text", EXAMPLES["none"])
def test_what_identifies_nobody_stays(text: str):
    assert redact(text).text == text


def test_every_kind_of_the_contract_has_a_recogniser():
    assert {kind for kind, _ in RECOGNISERS} == set(Kind)


def test_placeholders_say_what_was_there():
    redacted = redact("Aisha Khan, DOB 03/04/2012, ring 07700 900123")
    assert redacted.text == "[name], DOB [date of birth], ring [phone]"
    assert redacted.kinds == (Kind.PERSON, Kind.DATE_OF_BIRTH, Kind.PHONE)


def test_offsets_lead_back_to_the_text_as_given():
    text = "tell Aisha Khan the police know"
    redacted = redact(text)
    start = redacted.text.index("police")
    assert text[redacted.original_offset(start) : redacted.original_offset(start + 6)] == "police"


def test_inside_a_placeholder_leads_to_the_start_of_what_it_replaced():
    text = "tell Aisha Khan now"
    redacted = redact(text)
    assert redacted.original_offset(redacted.text.index("[name]") + 3) == text.index("Aisha")


def test_redacting_again_changes_nothing():
    once = redact("Dr Patel rang Aisha's mum on 07700 900123 about 14 Elm Road LS6 2AB").text
    assert redact(once).text == once


@pytest.mark.parametrize("number", ["9434765919", "4010232137"])
def test_a_good_nhs_number_passes_its_check(number: str):
    assert checks(number)


@pytest.mark.parametrize("number", ["9434765918", "0000000000", "1111111111", "0434765919"])
def test_a_bad_nhs_number_does_not(number: str):
    assert not checks(number)


def test_a_number_of_ten_digits_that_fails_the_check_stays_unless_called_an_nhs_number():
    assert redact("order 9434765918").spans == ()


def test_a_upn_letter_is_worked_out_from_the_rest():
    rest = "801200001001"
    assert redact(f"see {check_letter(rest)}{rest}").kinds == (Kind.UPN,)
    wrong = "A" if check_letter(rest) != "A" else "B"
    assert redact(f"see {wrong}{rest}").spans == ()


@pytest.mark.parametrize(
    "unit",
    [
        "Aisha ", "a", "A", "A. ", "Dr Khan and ", "1", "0 ", "07700 9", "12 a ", "12 Elm a ", "@", "a@", "a.", "a-",
        "name is ", "dob 1/1/", "born ", "#1", "Flat 1 ", "lives at A ", "case no ", "Aa, ", "'s", "e\u0301", "jan 1 ",
        "(0", "AB12", "12/", "Ab-", "mum Zz's ", "dob 01/02/2012 and ", "9434765919 ",
        "aA", "xX", "Aa", "a_", "a.b", "1/2/", "A1", "The Ab ", "Flat 1, The Ab ", "on 1 jan 2020 ", "qzxj ", "Qzxj ",
    ],
)  # fmt: skip
def test_no_repetition_makes_it_slow(unit: str):
    text = unit * (LONGEST // len(unit))
    redact("warm")
    started = time.process_time()
    redact(text)
    assert time.process_time() - started < SECONDS


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.text(max_size=60), st.integers(min_value=1, max_value=LONGEST // 60))
def test_whatever_is_written_the_spans_are_in_order_and_lead_back(unit: str, times: int):
    text = unit * times
    started = time.process_time()
    redacted = redact(text)
    assert time.process_time() - started < SECONDS
    assert all(0 <= span.start < span.end <= len(text) for span in redacted.spans)
    assert all(one.end <= other.start for one, other in pairwise(redacted.spans))
    ends = (redacted.original_offset(0), redacted.original_offset(len(redacted.text)))
    assert ends == (0, len(text))


@given(st.text(max_size=80))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_all_outside_the_spans_stays_as_it_was(text: str):
    redacted = redact(text)
    rebuilt, last = "", 0
    for span in redacted.spans:
        rebuilt += text[last : span.start] + span.type.placeholder
        last = span.end
    assert redacted.text == rebuilt + text[last:]
