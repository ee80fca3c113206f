"""The language of the rules, and its matching over all places of a message at once."""

import pytest

from actions.urgency.matching import Field
from actions.urgency.patterns import PatternError, pattern, words_in
from actions.urgency.rules import rulebook
from actions.urgency.words import Spelling, read

CONCEPTS = {"child": (("child",), ("young", "person")), "now": (("now",), ("right", "now"))}
NO_TABLE = Spelling({}, (), ())


def matches(source: str, text: str, *, denials: dict[tuple[str, ...], int] | None = None) -> bool:
    one = pattern(source, CONCEPTS)
    denied = denials or {}
    known = words_in((one,)) | {word for phrase in denied for word in phrase} | {"sure"}
    field = Field(read(text, NO_TABLE), known)
    field.deny(denied, ("sure",))
    return bool(field.ends(one))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a b", "x a b y"),
        ("a|b c", "b c"),
        ("{child} {now}", "the young person right now"),
        ("a so? b", "a b"),
        ("a so? b", "a so b"),
        ("a ..2 b", "a b"),
        ("a ..2 b", "a x y b"),
        ("so_far b", "so far b"),
        ("a !b", "a c"),
        ("a !b", "a"),
    ],
)
def test_matches(source: str, text: str):
    assert matches(source, text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a b", "a x b"),
        ("a b", "b a"),
        ("a ..2 b", "a x y z b"),
        ("a b", "a. b"),
        ("a ..2 b", "a? b"),
        ("a !b", "a b"),
        ("{child}", "young man"),
    ],
)
def test_does_not_match(source: str, text: str):
    assert not matches(source, text)


def test_a_denial_reaches_so_many_words_and_no_further():
    assert not matches("a b", "not x a b", denials={("not",): 2})
    assert matches("a b", "not x y a b", denials={("not",): 2})
    assert not matches("a ..2 b", "a not b", denials={("not",): 1})


def test_an_excused_word_lifts_the_denial():
    assert matches("a", "not sure a", denials={("not",): 3})


def test_a_denial_ends_with_its_sentence():
    assert matches("a", "not. a", denials={("not",): 3})


@pytest.mark.parametrize("source", ["", "..2 a", "a? b", "!a b", "{nobody} a", "A b", "a (b", "a |b"])
def test_a_pattern_that_cannot_be_read_is_refused(source: str):
    with pytest.raises(PatternError):
        pattern(source, CONCEPTS)


def test_every_rule_has_a_name_of_its_own_and_something_to_match():
    rules = rulebook().rules
    assert len({(rule.name, rule.level) for rule in rules}) == len(rules)
    assert all(rule.patterns or rule.together for rule in rules)


def test_figures_of_speech_have_a_fixed_length():
    assert all(type(item).__name__ == "OneOf" for idiom in rulebook().idioms for item in idiom.items)
