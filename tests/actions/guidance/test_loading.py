"""A bad file names the file, the key and the fault."""

import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from actions.guidance import GuidanceError, load_guidance
from actions.intents import Intent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(files("actions.guidance").joinpath("data")) as data:
        return Path(shutil.copytree(data, tmp_path / "data"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


BROKEN = [
    ("rules.yml", "short: consent", "shortt: consent", "rules.4.short", "Field required"),
    ("rules.yml", "  7:\n", "  8:\n", "rules.8", "less than or equal to 7"),
    ("rules.yml", "Place the child’s safety", "Put the child’s safety", "rules.5.text", "word for word"),
    ("rules.yml", "rules:\n", "rules: [\n", "line", "expected"),
    ("principles.yml", "name: Timely", "name: Prompt", "principles.timely.name", "word for word"),
    ("sections.yml", "identify risk earlier", "spot risk earlier", "why.passages.four_things", "word for word"),
    ("source.txt", "Quick Exit", "Quick exit", "the whole file", "sha256"),
    ("source.yml", "version: WT2026-1\n", "", "version", "Field required"),
    ("answers/consent.yml", "rule.4", "rule.9", "ask_consent.quotes", "nothing has the id rule.9"),
    ("answers/consent.yml", "    timely: asking", "    prompt: asking", "ask_consent.principles", "the id prompt"),
    ("answers/consent.yml", "ask_consent:", "ask_konsent:", "ask_konsent", "ask_consent"),
    ("answers/consent.yml", "ask_be_open:", "ask_consent:", "line", "given twice"),
    ("answers/consent.yml", "ask_be_open:", "greet:", "greet", "answers/consent.yml"),
    ("answers/consent.yml", "with $recipient", "with $reader", "ask_consent.opening", "$recipient"),
    ("answers/consent.yml", "coverage: partial", "coverage: full", "ask_consent", "coverage is full"),
    ("answers/deciding.yml", "coverage: full", "coverage: partial", "ask_when_to_share", "coverage is partial"),
    (
        "answers/tasks.yml",
        "label: I want to record a decision",
        f"label: {'long ' * 13}",
        "record_decision.label",
        "60",
    ),
    ("answers/tasks.yml", "[request_lead, record_decision]", "[call_me]", "offers.0", "Input should be"),
    ("variations/agency.yml", "  police:", "  polis:", "agencies.polis", "police"),
    ("variations/consent.yml", "  refused:", "  refusedd:", "states.refusedd", "refused"),
    ("shared.yml", "check:", "chek:", "check", "Field required"),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: f"{broken[0]}-{broken[3]}")
def test_a_bad_file_names_itself_the_key_and_the_fault(folder: Path, broken: tuple[str, str, str, str, str]):
    file, old, new, key, fault = broken
    change(folder, file, old, new)
    with pytest.raises(GuidanceError) as caught:
        load_guidance(folder)
    message = str(caught.value)
    assert re.search(r"\w+\.(?:yml|txt)", message)
    assert key in message
    assert fault in message


def test_a_missing_file_is_named(folder: Path):
    (folder / "rules.yml").unlink()
    with pytest.raises(GuidanceError, match=r"rules\.yml: the whole file: cannot be read"):
        load_guidance(folder)


def test_an_intent_without_an_answer_is_named(folder: Path):
    (folder / "answers" / "why_and_law.yml").unlink()
    with pytest.raises(GuidanceError, match=Intent.ASK_WHY_SHARE):
        load_guidance(folder)


def test_a_state_of_consent_without_its_shape_is_named(folder: Path):
    path = folder / "variations" / "consent.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  given:")], encoding="utf-8")
    with pytest.raises(GuidanceError, match=r"variations/consent\.yml: given: needs a shape"):
        load_guidance(folder)


def test_the_error_carries_its_parts():
    error = GuidanceError("rules.yml", "rules.4", "is missing")
    assert (error.file, error.key, error.fault) == ("rules.yml", "rules.4", "is missing")
