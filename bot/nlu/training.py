"""Training: stock Rasa in a process of its own, then a card that says what it made."""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.nlu import registry
from bot.nlu.examples import Example, read_examples
from bot.nlu.loading import LoadedModel
from bot.nlu.registry import ModelCard

STEP = "Starting to train component"
"""Rasa's own line for each step."""

Progress = Callable[[str], None]


class TrainingFailed(Exception):
    """Rasa did not make a model; the message is the last line that it printed."""


def train(data: Path, config: Path, folder: Path, progress: Progress) -> ModelCard:
    """Train on every file of `data`, keep the model in `folder`; it is not in use yet. Raises `TrainingFailed`.

    `progress` is told the name of each step.
    """
    files = sorted(data.glob("*.yml"))
    if not files or not config.is_file():
        raise TrainingFailed(f"there is no training data in {data} or no {config}; run this in the project's folder")
    folder.mkdir(parents=True, exist_ok=True)
    started = datetime.now(UTC)
    name = started.strftime("%Y%m%d-%H%M%S")
    _run_rasa(data, config, folder, name, progress)
    progress("verifying")
    archive = folder / f"{name}.tar.gz"
    model = LoadedModel(archive)
    noted = ModelCard(
        id=name,
        sha256=registry.sha256(archive),
        model_id=model.model_id,
        trained_at=started,
        data=_fingerprint([config, *files]),
        smoke=registry.smoke(model, _first_of_each(example for file in files for example in read_examples(file))),
    )
    registry.keep(folder, noted)
    return noted


def _run_rasa(data: Path, config: Path, folder: Path, name: str, progress: Progress) -> None:
    command = [sys.executable, "-m", "rasa", "train", "nlu", "--nlu", str(data), "--config", str(config)]
    command += ["--out", str(folder), "--fixed-model-name", name]
    with tempfile.TemporaryDirectory(prefix="sharewise-cache-") as cache:
        environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "RASA_CACHE_DIRECTORY": cache}
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        last = "it printed nothing"
        for line in process.stdout or ():
            last = line.strip() or last
            if STEP in line:
                progress(line.split("'")[1].rpartition(".")[2])
        if process.wait() != 0:
            raise TrainingFailed(last)


def _first_of_each(examples: Iterable[Example]) -> list[str]:
    first: dict[str, str] = {}
    for example in examples:
        first.setdefault(example.intent, example.text)
    return list(first.values())


def _fingerprint(files: Sequence[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()
