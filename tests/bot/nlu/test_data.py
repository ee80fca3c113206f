"""The labelled messages keep the guide: enough of each label, none under two, and none both learnt and tested."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from actions.entities import Agency, ConsentState, EntityName
from actions.intents import CLASSIFIED
from bot.nlu.examples import Example, read_examples
from bot.nlu.lean import rasa_module

pytestmark = pytest.mark.nlu

ROOT = Path(__file__).parents[3]
TRAINING, TESTS = ROOT / "nlu_data" / "training", ROOT / "nlu_data" / "tests"
VALUES = {
    EntityName.AGENCY: set(Agency),
    EntityName.CONSENT_STATUS: set(ConsentState),
    EntityName.GOLDEN_RULE: set("1234567"),
}
SAME_IN_MEANING = 0.95


@pytest.fixture(scope="module")
def learnt() -> list[Example]:
    return read_examples(TRAINING)


@pytest.fixture(scope="module")
def tested() -> list[Example]:
    return read_examples(TESTS)


def folded(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip() or text


def entities(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Each entity as Rasa reads it: its name, its value, its words and the message."""
    for path in sorted(folder.glob("*.yml")):
        read = rasa_module("rasa.shared.nlu.training_data.loading").load_data(str(path))
        for message in read.entity_examples:
            for each in message.get("entities"):
                text = message.get("text")
                yield each["entity"], str(each["value"]), text[each["start"] : each["end"]], text


def test_every_intent_has_at_least_forty_messages_to_learn_from(learnt: list[Example]) -> None:
    counts = Counter(example.intent for example in learnt)
    assert set(counts) == set(CLASSIFIED)
    assert min(counts.values()) >= 40


def test_every_intent_has_at_least_ten_messages_to_test_with(tested: list[Example]) -> None:
    counts = Counter(example.intent for example in tested)
    assert set(counts) == set(CLASSIFIED)
    assert min(counts.values()) >= 10


def test_no_message_stands_under_two_labels_or_twice(learnt: list[Example]) -> None:
    labels: dict[str, list[str]] = defaultdict(list)
    for example in learnt:
        labels[folded(example.text)].append(example.intent)
    assert [text for text, given in labels.items() if len(given) > 1] == []


def test_no_tested_message_is_learnt_word_for_word(learnt: list[Example], tested: list[Example]) -> None:
    assert {folded(example.text) for example in learnt}.isdisjoint(folded(example.text) for example in tested)


def test_no_tested_message_is_learnt_in_other_words(learnt: list[Example], tested: list[Example]) -> None:
    encoder = rasa_module("bot.nlu.encoder").SentenceEncoder.load()
    likeness = encoder.encode([each.text for each in tested]) @ encoder.encode([each.text for each in learnt]).T
    pairs = [
        (tested[row].text, learnt[column].text)
        for row, column in zip(*(likeness > SAME_IN_MEANING).nonzero(), strict=True)
    ]
    assert pairs == []


def test_no_message_begins_with_a_slash(learnt: list[Example], tested: list[Example]) -> None:
    assert not [example.text for example in [*learnt, *tested] if example.text.startswith("/")]


@pytest.mark.parametrize("folder", [TRAINING, TESTS], ids=["training", "tests"])
def test_entities_have_the_values_of_the_guide(folder: Path) -> None:
    synonyms = rasa_module("rasa.shared.nlu.training_data.loading").load_data(str(TRAINING)).entity_synonyms
    wrong = [
        (name, value, text)
        for name, value, _, text in entities(folder)
        if synonyms.get(value.lower(), value.lower()) not in VALUES[EntityName(name)]
    ]
    assert wrong == []


def test_the_domain_names_the_labels_and_entities_of_the_guide() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert domain["intents"] == list(CLASSIFIED)
    assert domain["entities"] == list(EntityName)


def test_stock_commands_find_the_training_data_and_never_the_tests() -> None:
    """`rasa train nlu` reads the folder `data`, and all below it."""
    assert (ROOT / "data").resolve() == TRAINING
