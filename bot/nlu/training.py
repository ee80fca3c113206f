"""Training: Rasa's graph in a process of its own, then a card that says what it made."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bot.nlu import registry
from bot.nlu.evaluation import score
from bot.nlu.examples import Example, read_examples
from bot.nlu.graph_training import STEP
from bot.nlu.loading import LoadedModel
from bot.nlu.registry import ModelCard

ROOT = Path(__file__).parents[2]
ROOMS = ("actions", "bot/nlu")
"""Where the code stands that reads a message and makes a model."""

Progress = Callable[[str], None]


class TrainingFailed(Exception):
    """Rasa did not make a model; the message is the last line that it printed."""


def train(data: Path, config: Path, folder: Path, progress: Progress, tests: Path | None = None) -> ModelCard:
    """Train on every file of `data` and leave the archive in `folder`; the model exists once its card is kept there.

    `progress` is told the name of each step. The card's scores are measured on `tests` (labelled messages, one file or
    a folder of them), where given.

    Raises:
        TrainingFailed: there is nothing to train on, or Rasa did not make a model.
        ExamplesError: a file cannot be read as labelled messages.
    """
    files = sorted(data.glob("*.yml"))
    if not files or not config.is_file():
        raise TrainingFailed(f"there is no training data in {data} or no {config}; run this in the project's folder")
    folder.mkdir(parents=True, exist_ok=True)
    started = datetime.now(UTC)
    name = started.strftime("%Y%m%d-%H%M%S")
    archive = registry.archive(folder, name)
    _run(data, config, archive, progress)
    progress("verifying")
    model = LoadedModel(archive)
    smoke = registry.smoke(model, _first_of_each(example for file in files for example in read_examples(file)))
    if tests:
        progress("scoring")
    return ModelCard(
        id=name,
        sha256=registry.sha256(archive),
        model_id=model.model_id,
        trained_at=started,
        data=_fingerprint([config, *files]),
        code=_code_version(),
        smoke=smoke,
        scores=measure(model, read_examples(tests)) if tests else {},
    )


def measure(model: LoadedModel, examples: Sequence[Example]) -> dict[str, float]:
    """Shares between 0 and 1: `strict` and `lenient` over all messages, and each intent's recall by its name."""
    found = [str(result["intent"]["name"]) for result in model.parse([example.text for example in examples])]
    evaluation = score(examples, found)
    recalls = {intent: each.recall for intent, each in evaluation.intents.items()}
    return {"strict": evaluation.strict, "lenient": evaluation.lenient, **recalls}


def _run(data: Path, config: Path, archive: Path, progress: Progress) -> None:
    """In a process of its own: what training takes in memory goes back, and Rasa's imports stay out of ours."""
    command = [sys.executable, "-W", "ignore", "-m", "bot.nlu.graph_training", str(data), str(config), str(archive)]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    last = "it printed nothing"
    for line in process.stdout or ():
        last = line.strip() or last
        if line.startswith(STEP):
            progress(last.removeprefix(STEP))
    if process.wait() != 0:
        raise TrainingFailed(last)


def _first_of_each(examples: Iterable[Example]) -> list[str]:
    first: dict[str, str] = {}
    for example in examples:
        first.setdefault(example.intent, example.text)
    return list(first.values())


def _code_version() -> str:
    files = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
    return f"{version('sharewise')}+{_fingerprint(files)[:12]}"


def _fingerprint(files: Sequence[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()
