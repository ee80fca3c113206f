"""What is shown as the guidance's is the guidance's, word for word; only white space may differ."""

import pytest

from actions.guidance.page import same_words
from tests.actions.messages import guidance

PAGE = same_words(guidance().text)
KEY_QUESTIONS = (
    "Is there a clear safeguarding purpose?",
    "Is consent required, appropriate and safe to seek?",
    "Does the information identify, or risk identifying, a child or others?",
    "Is there a lawful basis to share without consent to prevent or reduce the risk of harm?",
)
FOUR_THINGS = (
    "understand children’s lived experiences",
    "identify risk earlier",
    "coordinate support through a multi‑disciplinary Family Help approach",
    "take decisive action where protection is required.",
)
RECORDED = ("what was shared", "with whom", "the legal basis", "the rationale for the decision")


@pytest.mark.parametrize("id_", sorted(guidance().quotes))
def test_every_quote_stands_in_the_page(id_: str):
    assert same_words(guidance().quotes[id_].text) in PAGE


@pytest.mark.parametrize("section", guidance().sections.values(), ids=list(guidance().sections))
def test_every_heading_stands_in_the_page(section):
    assert section.heading in PAGE


def test_the_golden_rules_are_seven_and_in_the_page_s_order():
    rules = guidance().golden_rules.rules
    places = [PAGE.index(rule.text) for rule in rules.values()]
    assert list(rules) == list(range(1, 8))
    assert places == sorted(places)


def test_the_principles_are_seven_and_in_the_page_s_order():
    principles = guidance().principles.principles.values()
    places = [PAGE.index(f"{principle.name} {same_words(principle.passages['whole'])}") for principle in principles]
    assert len(places) == 7
    assert places == sorted(places)


@pytest.mark.parametrize("question", KEY_QUESTIONS)
def test_the_four_key_questions_can_be_quoted_together_and_alone(question: str):
    quotes = guidance().quotes
    assert question in PAGE
    assert question in quotes["when.key_questions"].text
    assert any(quote.text == question for quote in quotes.values())


@pytest.mark.parametrize("thing", FOUR_THINGS)
def test_the_four_things_that_sharing_enables_are_quoted(thing: str):
    assert thing in PAGE
    assert f"• {thing}" in guidance().quotes["why.four_things"].text


@pytest.mark.parametrize("item", RECORDED)
def test_the_four_things_to_record_are_quoted(item: str):
    assert f"• {item}" in guidance().quotes["recorded.whole"].text


def test_the_source_names_its_edition_and_no_area_of_a_user_s_own():
    source = guidance().source
    assert source.aligned_with == "Working Together to Safeguard Children 2026"
    assert source.aligned_with in source.citation
    assert source.version in source.citation
    assert "Warrington" not in source.citation
    assert guidance().version == source.version
