"""The language part: our NLU process beside stock Rasa with DIET, trained on the same data, in one run on one machine.

While parses are timed both servers stand on one processor, the one that asks on another where there is one, and they
take turns. Byte code goes to a folder of the run, and all is rehearsed once: neither side pays for a first time.
"""

import json
import os
import platform
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.nlu.evaluation import score
from bot.nlu.examples import read_examples
from tests.bench.contenders import Contender, Served, serving
from tests.bench.figures import Measured, table_of
from tests.bench.our_model import DATA
from tests.bench.our_nlu import inside, our_nlu
from tests.bench.parsing import ROUNDS, Inside, ask_in_batches, ask_in_turn
from tests.bench.processes import finish, on_processors
from tests.bench.stock_diet import stock_diet
from tests.portion import portion

REHEARSAL_EPOCHS = 1
REDRAWS_A_SECOND = 2


@dataclass(frozen=True)
class Asked:
    """What to measure: labelled messages, the file they are from, and the stock side.

    `epochs` is None where the stock side is left out. `stock_model` is an archive: taken where it exists, else made.
    """

    messages: Path
    one_in: int
    """Of the training data, each is trained on one message in so many."""
    epochs: int | None
    stock_model: Path | None

    @property
    def trained_before(self) -> Path | None:
        """The stock model, where it exists already."""
        return self.stock_model if self.stock_model and self.stock_model.is_file() else None


def measure_language(console: Console, asked: Asked) -> None:
    """Measure and print. Raises `ProcessFailed`, and `ExamplesError` where the messages cannot be read."""
    columns = (SpinnerColumn(finished_text=" "), TextColumn("{task.description}"), TimeElapsedColumn())
    title = _title(asked)
    with (
        tempfile.TemporaryDirectory(prefix="sharewise-bench-") as folder,
        Progress(*columns, console=console, refresh_per_second=REDRAWS_A_SECOND) as progress,
    ):
        measured = _Run(asked, Path(folder), progress).measure()
    console.print(table_of(measured, title))


class _Run:
    """One run; all that it makes is in one folder."""

    def __init__(self, asked: Asked, folder: Path, progress: Progress) -> None:
        self._asked, self._folder, self._progress = asked, folder, progress
        self._examples = read_examples(asked.messages)
        self._texts = [example.text for example in self._examples]
        self._data = portion(DATA, asked.one_in, folder / "data")
        self._all = os.sched_getaffinity(0)
        self._server, self._asker = {max(self._all)}, {min(self._all)}
        self._environment = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}

    def measure(self) -> list[Measured]:
        """Ours, then stock where it was asked for."""
        self._rehearse()
        sides = self._sides("run", self._asked.epochs, self._asked.stock_model)
        measured = [Measured() for _ in sides]
        for side, figures in zip(sides, measured, strict=True):
            with self._step(f"training {side.name}"):
                figures.training = side.train(self._all)
        with ExitStack() as stack:
            servers = []
            for side in sides:
                with self._step(f"starting {side.name}"):
                    servers.append(stack.enter_context(serving(side, self._server)))
            self._ask(servers, measured)
        with self._step("parsing in the process"):
            measured[0].inside = self._inside()
        return measured

    def _sides(self, name: str, epochs: int | None, stock_model: Path | None) -> list[Contender]:
        folder = self._folder / name
        folder.mkdir()
        ours = our_nlu(folder / "ours", self._environment, self._data)
        if epochs is None:
            return [ours]
        return [ours, stock_diet(folder / "stock", self._environment, self._data, epochs, stock_model)]

    def _rehearse(self) -> None:
        """Everything once, with a short training of stock, or with its model where that exists."""
        epochs = None if self._asked.epochs is None else REHEARSAL_EPOCHS
        for side in self._sides("rehearsal", epochs, self._asked.trained_before):
            with self._step(f"rehearsing {side.name}"):
                side.train(self._all)
                with serving(side, self._server):
                    pass

    def _ask(self, servers: Sequence[Served], measured: Sequence[Measured]) -> None:
        for server, figures in zip(servers, measured, strict=True):
            figures.start, figures.memory_ready = server.start, server.memory
        with on_processors(self._asker):
            with self._step("asking one text at a time"):
                asked = ask_in_turn(servers, self._texts)
            with self._step("asking in batches"):
                measured[0].batched = ask_in_batches(servers[0], self._texts * ROUNDS)
        for server, figures, parses in zip(servers, measured, asked, strict=True):
            figures.memory_after, figures.parses = server.memory, parses
            figures.strict = score(self._examples, parses.intents).strict

    def _inside(self) -> Inside:
        found = self._folder / "inside.json"
        command = inside(self._folder / "run" / "ours", self._environment, self._asked.messages, found)
        finish(command, self._server)
        return Inside(**json.loads(found.read_text(encoding="utf-8")))

    @contextmanager
    def _step(self, words: str) -> Iterator[None]:
        task = self._progress.add_task(words, total=None)
        yield
        self._progress.update(task, total=1, completed=1)


def _title(asked: Asked) -> str:
    if asked.epochs is None:
        stock = "no stock DIET"
    elif asked.trained_before:
        stock = f"stock DIET from {asked.trained_before}"
    else:
        stock = f"stock DIET trained for {asked.epochs} epochs"
    data = "all training data" if asked.one_in == 1 else f"one training message in {asked.one_in}"
    messages = f"messages of {asked.messages}, {ROUNDS} rounds"
    return f"{data}; {messages}; {stock}; {os.cpu_count()} processors, Python {platform.python_version()}"
