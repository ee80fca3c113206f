"""Our model in a process of its own: `python -m tests.bench.our_model FOLDER …`.

Followed by `train DATA`, or by `parse MESSAGES FOUND`.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

from bot.nlu import registry
from bot.nlu.examples import read_examples
from bot.nlu.training import train
from tests.bench.parsing import BATCH, ROUNDS, WARM_UP, Inside, in_batches

DATA = Path("nlu_data") / "training"
TESTS = Path("nlu_data") / "tests"
CONFIG = Path("config.yml")


def train_and_use(folder: Path, data: Path) -> None:
    """Train, score the kept messages, and put the model to use."""
    card = train(data, CONFIG, folder, lambda _: None, TESTS)
    registry.keep(folder, card)
    registry.promote(folder, card.id)


def parse(folder: Path, messages: Path) -> Inside:
    """Time the model in use, one text at a time and in batches."""
    model = registry.load_current(folder)
    texts = [example.text for example in read_examples(messages)]
    for text in texts[:WARM_UP]:
        model.parse([text])
    milliseconds = []
    for text in texts * ROUNDS:
        started = time.perf_counter()
        model.parse([text])
        milliseconds.append((time.perf_counter() - started) * 1000)
    started = time.perf_counter()
    for batch in in_batches(texts * ROUNDS, BATCH):
        model.parse(batch)
    return Inside(milliseconds, len(milliseconds) / (time.perf_counter() - started))


def main(folder: str, action: str, *arguments: str) -> None:
    """What was measured is written to the file FOUND as JSON."""
    if action == "train":
        train_and_use(Path(folder), *map(Path, arguments))
    else:
        messages, found = map(Path, arguments)
        found.write_text(json.dumps(parse(Path(folder), messages)._asdict()), encoding="utf-8")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))  # training's own process ends with it
    main(*sys.argv[1:])
