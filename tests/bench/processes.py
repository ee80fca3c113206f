"""The bench's own processes: each in a session of its own, on given processors, gone at the end whatever happens."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

STOP_WITHIN = 15.0
"""Seconds a process has to stop when asked, before it is killed."""
LAST_LINES = 3
"""Of what a failed process printed, shown."""


class ProcessFailed(Exception):
    """A process of the bench did not do its work; the message has the last lines that it printed."""


class Spent(NamedTuple):
    """Seconds: by the clock, and of processor time."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Command:
    """What to run and where; all that it prints goes to `log`."""

    words: tuple[str, ...]
    folder: Path
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def failed(self, what: str) -> ProcessFailed:
        """An error for this command, with the end of its log."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-LAST_LINES:]
        return ProcessFailed("\n".join([f"{' '.join(self.words[:5])} … {what}", *lines]))


@contextmanager
def running(command: Command, processors: Set[int]) -> Iterator[subprocess.Popen[bytes]]:
    """A started process, for as long as the block runs; with it ends every process that it started.

    Linux ends it also where the bench itself is killed.
    """
    held = ("setpriv", "--pdeathsig", "TERM", "taskset", "--cpu-list", ",".join(map(str, sorted(processors))))
    with command.log.open("ab") as log:
        process = subprocess.Popen(
            held + command.words,
            cwd=command.folder,
            env=os.environ | command.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _end(process)


def finish(command: Command, processors: Set[int]) -> Spent:
    """Run to the end. The processor time is that of all its processes. Raises `ProcessFailed`."""
    started, before = time.perf_counter(), _children_cpu()
    with running(command, processors) as process:
        if process.wait() != 0:
            raise command.failed(f"ended with {process.returncode}")
    return Spent(time.perf_counter() - started, _children_cpu() - before)


@contextmanager
def on_processors(processors: Set[int]) -> Iterator[None]:
    """This thread on these processors only, for as long as the block runs."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, processors)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the whole session to stop, then kill what is left of it."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=STOP_WITHIN)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
