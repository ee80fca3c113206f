"""The labelled messages keep the guide: enough of each label, none under two, and none both learnt and tested."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.entities import Agency, ConsentState, EntityName
from actions.intents import CLASSIFIED
from bot.nlu.data_check import Fault, Vectors, by_fault, frames, leaks, near
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
Vectorise = Callable[[list[Example]], Vectors]


@pytest.fixture(scope="module")
def learnt() -> list[Example]:
    return read_examples(TRAINING)


@pytest.fixture(scope="module")
def tested() -> list[Example]:
    return read_examples(TESTS)


@pytest.fixture(scope="module")
def vectors() -> Vectorise:
    """The encoder, which remembers the two long lists."""
    encoder, known = rasa_module("bot.nlu.encoder").SentenceEncoder.load(), {}

    def vectorise(examples: list[Example]) -> Vectors:
        if id(examples) not in known:
            known[id(examples)] = examples, encoder.encode([each.text for each in examples])
        return known[id(examples)][1]

    return vectorise


def read(path: Path) -> Any:
    """The file as Rasa reads it."""
    return rasa_module("rasa.shared.nlu.training_data.loading").load_data(str(path))


def with_entities(folder: Path) -> Iterator[tuple[Example, list[dict[str, Any]]]]:
    """Each message with its entities."""
    for path in sorted(folder.glob("*.yml")):
        for message in read(path).intent_examples:
            yield Example(text=message.get("text"), intent=message.get("intent")), message.get("entities", [])


def entities(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Each entity as Rasa reads it: its name, its value, its words and the message."""
    for path in sorted(folder.glob("*.yml")):
        for message in read(path).entity_examples:
            for each in message.get("entities"):
                text = message.get("text")
                yield each["entity"], str(each["value"]), text[each["start"] : each["end"]], text


def test_every_intent_has_at_least_a_hundred_messages_to_learn_from(learnt: list[Example]) -> None:
    counts = Counter(example.intent for example in learnt)
    assert set(counts) == set(CLASSIFIED)
    assert min(counts.values()) >= 100


def test_every_intent_has_at_least_ten_messages_to_test_with(tested: list[Example]) -> None:
    counts = Counter(example.intent for example in tested)
    assert set(counts) == set(CLASSIFIED)
    assert min(counts.values()) >= 10


def test_no_message_stands_under_two_labels_or_twice(learnt: list[Example], vectors: Vectorise) -> None:
    assert by_fault(near(learnt, vectors(learnt))) == {}


def test_no_tested_message_is_learnt(learnt: list[Example], tested: list[Example], vectors: Vectorise) -> None:
    assert by_fault(leaks(learnt, tested, vectors(learnt), vectors(tested))) == {}


def test_no_sentence_frame_is_used_twice_for_an_intent() -> None:
    assert by_fault(frames(with_entities(TRAINING))) == {}


class TestTheCheckItself:
    """A check that finds nothing shows nothing: each fault is planted and found."""

    def test_a_slip_does_not_hide_a_message_said_twice(self, vectors: Vectorise) -> None:
        planted = [
            Example(text="how long do we keep the notes?", intent="a"),
            Example(text="how long do we keep the notes", intent="a"),
        ]
        assert [each.fault for each in near(planted, vectors(planted))] == [Fault.TWICE]

    def test_two_labels_for_one_message_are_a_conflict(self, vectors: Vectorise) -> None:
        planted = [Example(text="how long do we keep the notes", intent=label) for label in "ab"]
        assert [each.fault for each in near(planted, vectors(planted))] == [Fault.CONFLICT]

    def test_a_tested_message_is_found_among_those_to_learn_from(self, vectors: Vectorise) -> None:
        learnt, tested = (
            [Example(text="Can it wait until Monday?", intent="a")],
            [Example(text="can it wait until monday", intent="a")],
        )
        assert [each.fault for each in leaks(learnt, tested, vectors(learnt), vectors(tested))] == [Fault.LEAK]

    def test_other_messages_are_no_fault(self, vectors: Vectorise) -> None:
        planted = [
            Example(text="how long do we keep it", intent="a"),
            Example(text="who do I ask about it", intent="a"),
        ]
        assert near(planted, vectors(planted)) == []

    def test_one_frame_with_another_agency_is_found(self) -> None:
        planted = [
            (Example(text="can I tell the police", intent="a"), [{"start": 15, "end": 21, "entity": "agency"}]),
            (Example(text="Can I tell the GP?", intent="a"), [{"start": 15, "end": 17, "entity": "agency"}]),
        ]
        assert [each.fault for each in frames(planted)] == [Fault.FRAME]


def test_no_message_begins_with_a_slash(learnt: list[Example], tested: list[Example]) -> None:
    assert not [example.text for example in [*learnt, *tested] if example.text.startswith("/")]


@pytest.mark.parametrize("folder", [TRAINING, TESTS], ids=["training", "tests"])
def test_entities_have_the_values_of_the_guide(folder: Path) -> None:
    synonyms = read(TRAINING).entity_synonyms
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
