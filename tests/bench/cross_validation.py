"""`make evaluation`: nested cross-validation over the writers of the training data: a table, and a confusion picture.

Outer folds judge: their writers' messages are never seen by what they judge. Inner folds, over the writers that are
left, choose each candidate's settings. It takes about a quarter of an hour on two cores.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
import typer
from matplotlib import pyplot
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sklearn.model_selection import GroupKFold

from actions.wording import plain
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.examples import read_examples
from tests.bench.candidates import CANDIDATES, LAYERS, Candidate, Dense, Fold, Labels

TRAINING = Path("nlu_data") / "training"
OUTER, INNER = 3, 2


class Messages:
    """Texts, their vectors, labels and writers, in the same order."""

    def __init__(self, files: Sequence[Path]) -> None:
        examples = [(example, file.stem) for file in files for example in read_examples(file)]
        self.texts = [plain(example.text).text for example, _ in examples]
        self.labels: Labels = np.array([example.intent for example, _ in examples])
        self.writers = np.array([writer for _, writer in examples])
        self.meaning: Dense = SentenceEncoder.load(LAYERS).encode(self.texts)

    def fold(self, known: Sequence[int], asked: Sequence[int]) -> Fold:
        """A training side and a side to be judged."""
        return Fold.of(
            [self.texts[place] for place in known],
            self.meaning[known],
            self.labels[known],
            [self.texts[place] for place in asked],
            self.meaning[asked],
        )

    def folds(self, among: Sequence[int], parts: int) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        """Splits of these messages that part no writer's."""
        places = np.asarray(among)
        for known, asked in GroupKFold(parts).split(places, groups=self.writers[places]):
            yield places[known], places[asked]


def main(picture: Path = Path("docs") / "confusion.svg") -> None:
    """Print the table, and draw what the pipeline takes for what."""
    console = Console()
    messages = Messages([file for file in sorted(TRAINING.glob("*.yml")) if file.stem not in {"lookups", "synonyms"}])
    found = {candidate.name: np.empty_like(messages.labels) for candidate in CANDIDATES}
    shares: dict[str, list[float]] = {candidate.name: [] for candidate in CANDIDATES}
    outer = list(messages.folds(range(len(messages.texts)), OUTER))
    for known, asked in track(outer, "Judging", console=Console(stderr=True)):
        inner = [(messages.fold(*split), messages.labels[split[1]]) for split in messages.folds(known, INNER)]
        fold = messages.fold(known, asked)
        for candidate in CANDIDATES:
            found[candidate.name][asked] = candidate.predict(fold, **_chosen(candidate, inner))
            shares[candidate.name].append(float((found[candidate.name][asked] == messages.labels[asked]).mean()))
    console.print(f"{len(messages.texts)} messages of {len(set(messages.writers))} writers, {OUTER} outer folds")
    table = Table("candidate", "mean of folds", "worst fold", "best fold")
    for name, each in shares.items():
        table.add_row(name, *(f"{share:.1%}" for share in (float(np.mean(each)), min(each), max(each))))
    console.print(table)
    _draw(messages.labels, found[CANDIDATES[-1].name], picture)


def _chosen(candidate: Candidate, inner: Sequence[tuple[Fold, Labels]]) -> dict[str, float]:
    """The settings that the inner folds prefer."""
    settings = candidate.settings()
    if len(settings) == 1:
        return settings[0]
    means = [np.mean([(candidate.predict(fold, **each) == right).mean() for fold, right in inner]) for each in settings]
    return settings[int(np.argmax(means))]


def _draw(labels: Labels, found: Labels, picture: Path) -> None:
    """Rows are labels, columns what they were taken for, shades the share of the row."""
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "sharewise"
    names = sorted(set(labels))
    places = {name: place for place, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)))
    for label, taken in zip(labels, found, strict=True):
        counts[places[label], places[taken]] += 1
    figure, axes = pyplot.subplots(figsize=(10, 9), layout="constrained")
    axes.imshow(counts / counts.sum(axis=1, keepdims=True), cmap="Greys", vmax=0.3)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("taken for")
    axes.set_ylabel("label")
    for row, column in zip(*np.nonzero(counts), strict=True):
        share = counts[row, column] / counts[row].sum()
        if share >= 0.02:
            colour = "white" if share > 0.15 else "black"
            axes.text(column, row, f"{share:.0%}".rstrip("%"), ha="center", va="center", fontsize=5, color=colour)
    figure.savefig(picture, metadata={"Date": None})


if __name__ == "__main__":
    typer.run(main)
    sys.exit(0)
