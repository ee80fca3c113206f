"""What was measured of each side, and the table that sets them side by side."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.table import Table

from tests.bench.parsing import BATCH, Inside, Parses
from tests.bench.processes import Spent

NOTHING = "–"


@dataclass
class Measured:
    """Of one side: memory in resident megabytes, batches in texts a second, `strict` a share between 0 and 1."""

    training: Spent | None = None
    start: Spent | None = None
    memory_ready: float = 0.0
    memory_after: float = 0.0
    parses: Parses = field(default_factory=Parses)
    strict: float = 0.0
    batched: float | None = None
    inside: Inside | None = None


class Row(NamedTuple):
    """A line of the table: its name, how a figure is written, and the figure."""

    name: str
    written: str
    figure: Callable[[Measured], float | None]


ROWS = (
    Row("training, by the clock", "{:.1f} s", lambda side: side.training and side.training.wall),
    Row("training, processor time", "{:.1f} s", lambda side: side.training and side.training.cpu),
    Row("start to ready, by the clock", "{:.2f} s", lambda side: side.start and side.start.wall),
    Row("start to ready, processor time", "{:.2f} s", lambda side: side.start and side.start.cpu),
    Row("resident memory when ready", "{:.0f} MB", lambda side: side.memory_ready),
    Row("resident memory after the test run", "{:.0f} MB", lambda side: side.memory_after),
    Row("one parse over HTTP, median", "{:.2f} ms", lambda side: statistics.median(side.parses.milliseconds)),
    Row("one parse over HTTP, p95", "{:.2f} ms", lambda side: _p95(side.parses.milliseconds)),
    Row("one parse over HTTP, processor", "{:.2f} ms", lambda side: _cpu_a_parse(side.parses)),
    Row("one parse in the process, median", "{:.2f} ms", lambda side: _of(side.inside, statistics.median)),
    Row("one parse in the process, p95", "{:.2f} ms", lambda side: _of(side.inside, _p95)),
    Row("one text at a time over HTTP", "{:.0f} texts/s", lambda side: _a_second(side.parses.milliseconds)),
    Row("one text at a time in the process", "{:.0f} texts/s", lambda side: _of(side.inside, _a_second)),
    Row(f"batches of {BATCH} over HTTP", "{:.0f} texts/s", lambda side: side.batched),
    Row(f"batches of {BATCH} in the process", "{:.0f} texts/s", lambda side: side.inside and side.inside.batched),
    Row("strict accuracy", "{:.4f}", lambda side: side.strict),
    Row("messages refused", "{:.0f}", lambda side: float(side.parses.intents.count(""))),
)


def table_of(measured: Sequence[Measured], title: str) -> Table:
    """Every figure of ours, those of stock where there are any, and the ratio of stock to ours."""
    table = Table("measure", title=title, title_justify="left", title_style="")
    for heading in ("ours", "stock DIET", "stock / ours"):
        table.add_column(heading, justify="right")
    for row in ROWS:
        ours, stock, *_ = (*map(row.figure, measured), None)
        table.add_row(row.name, _written(row, ours), _written(row, stock), _ratio(stock, ours))
    return table


def _written(row: Row, figure: float | None) -> str:
    return NOTHING if figure is None else row.written.format(figure)


def _ratio(part: float | None, whole: float | None) -> str:
    return f"{part / whole:.2f}" if part is not None and whole else NOTHING


def _of(inside: Inside | None, figure: Callable[[Sequence[float]], float]) -> float | None:
    return figure(inside.milliseconds) if inside else None


def _p95(milliseconds: Sequence[float]) -> float:
    return statistics.quantiles(milliseconds, n=20, method="inclusive")[-1]


def _a_second(milliseconds: Sequence[float]) -> float:
    return 1000 * len(milliseconds) / sum(milliseconds)


def _cpu_a_parse(parses: Parses) -> float:
    return 1000 * parses.cpu / len(parses.milliseconds)
