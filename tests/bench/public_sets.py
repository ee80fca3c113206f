"""Is the pipeline general? Stock `rasa train nlu` and `rasa test nlu` with config.yml on other people's intent sets.

`python -m tests.bench.public_sets FOLDER --leave-out NO_NODES_DETECTED` takes pairs of files `NAME-train.csv` and
`NAME-test.csv` with the columns `sentence` and `label`. The sets are not kept here: HINT3 lies in its repository
(hellohaptik/HINT3, dataset/v1), whose published figures are in docs/evaluation.md.
"""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
import yaml
from rich.console import Console
from rich.progress import track
from rich.table import Table

CONFIG = Path("config.yml")
Rows = list[tuple[str, str]]


def main(
    folder: Path,
    leave_out: Annotated[str, typer.Option(help="The label of test messages that have none of the intents.")] = "",
) -> None:
    """Print the share of in-scope test messages whose intent is found, a row a set."""
    names = sorted(file.name.removesuffix("-train.csv") for file in folder.glob("*-train.csv"))
    table = Table("set", "intents", "learnt", "tested in scope", "right")
    for name in track(names, "Training", console=Console(stderr=True)):
        learnt = _read(folder / f"{name}-train.csv", "")
        tested = _read(folder / f"{name}-test.csv", leave_out)
        wrong = _wrong(learnt, tested)
        share = f"{1 - wrong / len(tested):.1%}"
        table.add_row(name, str(len({label for _, label in learnt})), str(len(learnt)), str(len(tested)), share)
    Console().print(table)


def _read(file: Path, leave_out: str) -> Rows:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [(" ".join(row["sentence"].split()), row["label"]) for row in csv.DictReader(lines)]
    return [(text, label) for text, label in rows if text and label != leave_out]


def _wrong(learnt: Rows, tested: Rows) -> int:
    """How many tested messages stock Rasa gets wrong, by its own report."""
    with TemporaryDirectory(prefix="sharewise-public-") as name:
        home = Path(name)
        _write(home / "train.yml", learnt)
        _write(home / "test.yml", tested)
        _rasa("train", "nlu", "--nlu", home / "train.yml", "--config", CONFIG, "--out", home)
        _rasa("test", "nlu", "--nlu", home / "test.yml", "--model", home, "--out", home / "results", "--no-plot")
        errors = home / "results" / "intent_errors.json"
        return len(json.loads(errors.read_text(encoding="utf-8"))) if errors.exists() else 0


def _write(file: Path, rows: Rows) -> None:
    """As Rasa's long form, which keeps every character of a message."""
    by_label: dict[str, list[dict[str, str]]] = {}
    for text, label in rows:
        by_label.setdefault(label.replace("/", "-"), []).append({"text": f"{text}\n"})
    blocks = [{"intent": label, "examples": examples} for label, examples in by_label.items()]
    file.write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True), encoding="utf-8")


def _rasa(*words: str | Path) -> None:
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "RASA_MAX_CACHE_SIZE": "0"}
    command = [sys.executable, "-W", "ignore", "-m", "rasa", *map(str, words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise typer.Exit(f"rasa {words[0]} failed: {done.stderr.strip().splitlines()[-1]}")


if __name__ == "__main__":
    typer.run(main)
