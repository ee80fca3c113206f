"""The words: never a verdict, nothing invented, plain, and the guidance's own where they are shown as such."""

import re

import pytest

from actions.guidance.page import same_words
from actions.intents import Intent
from tests.actions.messages import answer, every_answer, guidance, own_words
from tests.actions.readability import grade, syllables

EVERY_INTENT = pytest.mark.parametrize("intent", list(Intent))

VERDICTS = re.compile(
    r"you must|must (?:not )?share|approved|meets? (?:the )?threshold|"
    r"you should (?:not )?share|you (?:are|'re|’re) (?:legally )?(?:allowed|permitted|required|obliged|entitled)|"
    r"you have to share|it is (?:un)?lawful|it is (?:il)?legal|do not share|don['’]t share|guarantee|definitely|"
    r"you (?:can|may) legally|you will not be (?:blamed|fined)",
    re.IGNORECASE,
)
NUMBERS_ON_THE_PAGE = frozenset({"2026", "2004", "2018", "11", "1", "2", "3", "4", "5", "6", "7"})
OUTSIDE_THE_PAGE = frozenset({"999"})
LAWS_ON_THE_PAGE = ("Children Act 2004", "UK GDPR", "Data Protection Act 2018")
LAWS_AND_BODIES_OFF_THE_PAGE = re.compile(
    r"\bArticle\b|\bSchedule\b|\bRegulations?\b|Caldicott|Gillick|Fraser|\bICO\b|KCSIE|Keeping Children Safe|\bMASH\b|"
    r"\bLADO\b|\bDSL\b|NSPCC|Childline|Ofsted|\bEqualit|Wellbeing and Schools|Crime and Policing|mandatory report|"
    r"\bFOI\b|subject access|https?:|www\.|@|\.gov",
    re.IGNORECASE,
)
ACT = re.compile(r"\bAct\b(?= \d| of)|(?<=[a-z] )Act\b")
DEADLINES = re.compile(r"\b(?:\w+ )?(?:working days?|hours?|weeks?|within (?:a|one) day)\b", re.IGNORECASE)


@EVERY_INTENT
def test_no_answer_gives_a_verdict(intent: Intent):
    found = {match for each in every_answer(intent) for match in VERDICTS.findall(own_words(each))}
    assert not found


@EVERY_INTENT
def test_no_answer_holds_a_number_that_is_not_on_the_page(intent: Intent):
    found = {number for each in every_answer(intent) for number in re.findall(r"\d+", each.text)}
    assert found <= NUMBERS_ON_THE_PAGE | OUTSIDE_THE_PAGE


@EVERY_INTENT
def test_no_answer_names_a_law_body_or_contact_that_is_not_on_the_page(intent: Intent):
    for each in every_answer(intent):
        text = each.text
        assert not LAWS_AND_BODIES_OFF_THE_PAGE.search(text)
        for law in LAWS_ON_THE_PAGE:
            text = text.replace(law, "")
        assert not ACT.search(text)


@EVERY_INTENT
def test_no_answer_invents_a_deadline(intent: Intent):
    assert not any(DEADLINES.search(own_words(each)) for each in every_answer(intent))


@EVERY_INTENT
def test_every_quote_of_every_answer_is_the_page_s_own(intent: Intent):
    page = same_words(guidance().text)
    for each in every_answer(intent):
        assert all(same_words(quote.text) in page for quote in each.quotes)


@EVERY_INTENT
def test_the_project_s_own_words_are_never_put_in_the_guidance_s_mouth(intent: Intent):
    """Own words may say what the page points towards, never that it says so in these words."""
    for each in every_answer(intent):
        assert not re.search(r"the (?:page|guidance) (?:says|states|requires)", own_words(each), re.IGNORECASE)


@EVERY_INTENT
def test_an_answer_reads_at_grade_10_or_lower(intent: Intent):
    assert grade(answer(intent).text) <= 10


def test_all_answers_together_read_at_grade_8_or_lower():
    assert grade("\n\n".join(answer(intent).text for intent in Intent)) <= 8


@EVERY_INTENT
def test_the_answer_itself_comes_in_short_words_and_sentences(intent: Intent):
    assert grade(answer(intent).opening) <= 9


@pytest.mark.parametrize(
    ("word", "count"), [("child", 1), ("share", 1), ("needed", 2), ("consent", 2), ("protection", 3), ("record", 2)]
)
def test_syllables_are_counted_as_spoken(word: str, count: int):
    assert syllables(word) == count
