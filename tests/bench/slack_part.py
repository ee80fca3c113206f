"""The Slack part, through the local Slack: start to ready, idle memory, event to answer, danger, and hiding."""

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
from tests.system import RunningSystem, local_slack, running_system, stopped

QUESTIONS = 60
WARM_UP = 5
SETTLE_SECONDS = 5.0
PERSON = "practitioner"
DANGERS = 10
MANY = 50
"""From so many on, the hundredth part is told; of fewer the worst."""
HIDE = f"press to {MESSAGES} messages gone, Home neutral"
DANGER = "danger to 999, Redis, worker and language process hanging"
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
                with stopped(system, "redis", "worker", "nlu"):
                    danger = _danger_times(slack, console)
    _print(console, ready, memory, {"event to answer": times, HIDE: hiding, DANGER: danger})


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


def _danger_times(slack: Playground, console: Console) -> list[float]:
    """Milliseconds from words of danger to the 999 line, with all else hanging."""
    times = []
    for number in track(range(DANGERS), "Danger", console=console):
        started = time.perf_counter()
        ts = slack.dm(PERSON, f"he's in corridor {number} with a knife right now")
        assert "999" in slack.wait_for_reply(PERSON, ts, seconds=30).words
        times.append((time.perf_counter() - started) * 1000)
    return times


def _print(console: Console, ready: float, memory: dict[str, float], times: dict[str, list[float]]) -> None:
    table = Table("measure", "figure")
    table.add_row("start of `sharewise up` to ready", f"{ready:.1f} s")
    for name in ("bot", "worker", "nlu", "redis"):
        table.add_row(f"idle memory of {name}", f"{memory.get(name, 0):.0f} MB")
    table.add_row("idle memory of bot and worker", f"{memory['bot'] + memory['worker']:.0f} MB")
    for what, each in times.items():
        worst = f"worst {max(each):.0f} ms"
        rare = f"p99 {statistics.quantiles(each, n=100)[98]:.0f} ms" if len(each) > MANY else worst
        table.add_row(what, f"median {statistics.median(each):.0f} ms, {rare} of {len(each)}")
    console.print(table)
