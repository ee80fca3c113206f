"""The Slack part, through the local Slack: start to ready, idle memory, from an event to its answer, and hiding."""

import statistics
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.nlu.examples import read_examples
from bot.playground.client import Playground
from bot.settings import Settings
from tests.bench.hiding import MESSAGES, hiding_times
from tests.system import RunningSystem, local_slack, running_system

QUESTIONS = 60
WARM_UP = 5
SETTLE_SECONDS = 5.0
PERSON = "practitioner"
MEGABYTE = 1_000_000


def measure_slack(console: Console) -> None:
    """Measure and print, with the model in use."""
    with tempfile.TemporaryDirectory(prefix="sharewise-bench-") as folder:
        home = Path(folder)
        (home / "models").symlink_to(Settings().models_folder.resolve())
        with local_slack() as (config, slack):
            started = time.perf_counter()
            with running_system(home, config) as system:
                ready = time.perf_counter() - started
                time.sleep(SETTLE_SECONDS)
                memory = _memory(system)
                times = _answer_times(slack, console)
                hiding = hiding_times(slack, console, "Hiding")
    _print(console, ready, memory, times, hiding)


def _memory(system: RunningSystem) -> dict[str, float]:
    """Resident megabytes of each process, idle."""
    return {name: process.memory_info().rss / MEGABYTE for name, process in system.processes().items()}


def _answer_times(slack: Playground, console: Console) -> list[float]:
    """Milliseconds from a sent message to its answer in the thread, one at a time."""
    texts = [example.text for example in read_examples(Path("nlu_data") / "tests")]
    times = []
    for text in track(texts[:: len(texts) // QUESTIONS][:QUESTIONS], "Asking", console=console):
        started = time.perf_counter()
        slack.wait_for_reply(PERSON, slack.dm(PERSON, text), seconds=30)
        times.append((time.perf_counter() - started) * 1000)
    return times[WARM_UP:]


def _print(console: Console, ready: float, memory: dict[str, float], times: list[float], hiding: list[float]) -> None:
    table = Table("measure", "figure")
    table.add_row("start of `sharewise up` to ready", f"{ready:.1f} s")
    for name in ("bot", "worker", "nlu", "redis"):
        table.add_row(f"idle memory of {name}", f"{memory.get(name, 0):.0f} MB")
    table.add_row("idle memory of bot and worker", f"{memory['bot'] + memory['worker']:.0f} MB")
    table.add_row(f"event to answer, median of {len(times)}", f"{statistics.median(times):.0f} ms")
    table.add_row("event to answer, p99", f"{statistics.quantiles(times, n=100)[98]:.0f} ms")
    table.add_row(f"press to {MESSAGES} messages gone, Home neutral, median", f"{statistics.median(hiding):.0f} ms")
    table.add_row(f"press to {MESSAGES} messages gone, Home neutral, worst of {len(hiding)}", f"{max(hiding):.0f} ms")
    console.print(table)
