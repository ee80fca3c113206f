"""Rasa without TensorFlow is Rasa: what it trains, loads and says is what the stock engine trains, loads and says."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.nlu import registry
from bot.nlu.graph_training import train_archive
from bot.nlu.lean import rasa_module
from bot.nlu.loading import LoadedModel

pytestmark = pytest.mark.nlu

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "config.yml"
TEXTS = ["hello you", "can I tell the police", "mum said no, can I tell the school", "how long do we keep it"]
DATA = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - hi there
    - good morning
- intent: ask_when_to_share
  examples: |
    - can I tell the [school](agency)
    - may I tell the [police](agency)
    - should the [GP]{"entity": "agency", "value": "gp"} be told
- intent: ask_share_without_consent
  examples: |
    - dad [said no]{"entity": "consent_status", "value": "refused"}, do I go on
    - mum [refused](consent_status)
- intent: ask_retention
  examples: |
    - how long are notes kept
    - when do we delete files
- lookup: agency
  examples: |
    - police
    - school
"""


def python(*arguments: str | Path, text: str = "") -> str:
    """Run Python in the project's folder; what it prints."""
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "RASA_MAX_CACHE_SIZE": "0"}
    command = [sys.executable, "-W", "ignore", *map(str, arguments)]
    done = subprocess.run(command, input=text, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def stock(*arguments: str | Path) -> list[dict[str, Any]]:
    printed = python("-m", "tests.bot.nlu.stock", *arguments, text="\n".join(TEXTS) + "\n")
    return [json.loads(line.removeprefix("PARSED ")) for line in printed.splitlines() if line.startswith("PARSED ")]


def told(results: Sequence[Mapping[str, Any]]) -> list[object]:
    """What matters of results: the whole ranking, and each entity's name, value and place."""
    return [
        (
            [(each["name"], pytest.approx(each["confidence"], abs=1e-4)) for each in result["intent_ranking"]],
            [(each["entity"], each["value"], each["start"], each["end"]) for each in result["entities"]],
        )
        for result in results
    ]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "nlu.yml").write_text(DATA, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ours(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("ours") / "ours.tar.gz"
    train_archive(data, CONFIG, archive)
    return archive


def test_both_engines_train_the_same_model(data: Path, ours: Path, tmp_path: Path) -> None:
    theirs = stock(data, CONFIG, tmp_path)
    assert told(theirs) == told(LoadedModel(ours).parse(TEXTS))
    assert told(LoadedModel(tmp_path / "stock.tar.gz").parse(TEXTS)) == told(theirs)


def test_both_engines_load_the_same_model(data: Path, ours: Path, tmp_path: Path) -> None:
    assert told(stock(data, CONFIG, tmp_path, ours)) == told(LoadedModel(ours).parse(TEXTS))


def test_the_same_data_gives_the_same_model(data: Path, ours: Path, tmp_path: Path) -> None:
    train_archive(data, CONFIG, tmp_path / "again.tar.gz")
    assert told(LoadedModel(tmp_path / "again.tar.gz").parse(TEXTS)) == told(LoadedModel(ours).parse(TEXTS))


def test_data_without_entities_trains_too(tmp_path: Path) -> None:
    bare = tmp_path / "nlu.yml"
    bare.write_text(DATA[: DATA.index("- intent: ask_when")] + "- intent: thanks\n  examples: |\n    - ta\n", "utf-8")
    train_archive(bare, CONFIG, tmp_path / "bare.tar.gz")
    (found,) = LoadedModel(tmp_path / "bare.tar.gz").parse(["hello"])
    assert (found["intent"]["name"], found["entities"]) == ("greet", [])


def test_serving_imports_neither_tensorflow_nor_channel_sdks(trained_models: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from bot.nlu.registry import load_current;"
        "load_current(Path(sys.argv[1])); print(*sys.modules)"
    )
    imported = {name.partition(".")[0] for name in python("-c", script, trained_models).split()}
    assert "rasa" in imported
    assert imported.isdisjoint({"tensorflow", "keras", "jax", "torch", "twilio", "telegram", "sentence_transformers"})


def test_a_part_that_needs_tensorflow_says_so(ours: Path) -> None:
    LoadedModel(ours)
    callbacks = rasa_module("rasa.utils.tensorflow.callback")
    with pytest.raises(ImportError, match="TensorFlow"):
        callbacks.RasaTrainingLogger()


def test_a_model_holds_no_training_message(trained_models: Path, tmp_path: Path) -> None:
    name = registry.in_use(trained_models)
    assert name is not None
    python("-c", "import sys,tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2])",
           registry.archive(trained_models, name), tmp_path)  # fmt: skip
    message = b"attendance team, we chase absences"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(message in path.read_bytes() for path in files)
