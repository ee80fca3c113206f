"""Scores say how many labels were found, strictly and leniently, and what was taken for what."""

import pytest

from bot.nlu.evaluation import score
from bot.nlu.examples import Example

EXAMPLES = [
    Example(text="1", intent="greet"),
    Example(text="2", intent="greet"),
    Example(text="3", intent="greet", also=("ask_help",)),
    Example(text="4", intent="ask_help"),
]
FOUND = ["greet", "greet", "ask_help", "greet"]


def test_strict_counts_the_label_alone() -> None:
    assert score(EXAMPLES, FOUND).strict == 0.5


def test_lenient_counts_what_a_careful_reader_would_accept() -> None:
    assert score(EXAMPLES, FOUND).lenient == 0.75


def test_recall_and_precision_are_told_apart() -> None:
    greet = score(EXAMPLES, FOUND).intents["greet"]
    assert (greet.messages, greet.recall, greet.precision) == (3, pytest.approx(2 / 3, abs=1e-4), greet.recall)


def test_an_intent_never_found_scores_nothing() -> None:
    missed = score(EXAMPLES, FOUND).intents["ask_help"]
    assert (missed.recall, missed.precision) == (0.0, 0.0)


def test_confusions_stand_the_most_frequent_first() -> None:
    twice = [*EXAMPLES, Example(text="5", intent="ask_help")]
    assert score(twice, [*FOUND, "greet"]).taken_for == [("ask_help", "greet", 2), ("greet", "ask_help", 1)]


def test_no_messages_score_nothing() -> None:
    assert score([], []).strict == 0.0
