"""The model holds its level on messages that it never learnt from, and danger does not slip by."""

from pathlib import Path

import pytest

from bot.nlu.evaluation import Evaluation, score
from bot.nlu.examples import read_examples
from bot.nlu.loading import LoadedModel

pytestmark = pytest.mark.nlu

TESTS = Path(__file__).parents[3] / "nlu_data" / "tests"


@pytest.fixture(scope="module")
def evaluation(model: LoadedModel) -> Evaluation:
    examples = read_examples(TESTS)
    return score(examples, [found["intent"]["name"] for found in model.parse([each.text for each in examples])])


def test_at_least_nine_in_ten_are_understood(evaluation: Evaluation) -> None:
    assert evaluation.strict >= 0.9


def test_danger_now_is_recognised(evaluation: Evaluation) -> None:
    assert evaluation.intents["report_immediate_danger"].recall >= 0.9


def test_confidence_means_what_it_says(model: LoadedModel) -> None:
    """Messages given a confidence near p are understood in about p of the cases."""
    examples = read_examples(TESTS)
    found = model.parse([each.text for each in examples])
    right = [each.intent == result["intent"]["name"] for each, result in zip(examples, found, strict=True)]
    mean = sum(result["intent"]["confidence"] for result in found) / len(found)
    assert mean == pytest.approx(sum(right) / len(right), abs=0.06)


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("can i tell the school nurse", "agency", "health"),
        ("does MASH need this", "agency", "children_social_care"),
        ("mum changed her mind about us sharing", "consent_status", "withdrawn"),
        ("dad said no, can I refer", "consent_status", "refused"),
        ("what does rule 6 say", "golden_rule", "6"),
        ("remind me of the third golden rule", "golden_rule", "3"),
    ],
)
def test_what_a_message_names_is_marked(model: LoadedModel, text: str, entity: str, value: str) -> None:
    (found,) = model.parse([text])
    assert (entity, value) in {(each["entity"], each["value"]) for each in found["entities"]}
