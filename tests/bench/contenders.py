"""What the two sides have in common: they are trained, started, and asked over HTTP."""

import time
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import psutil

from tests.bench.processes import Command, Spent, finish, running

READY_WITHIN = 300.0
LOOK_EVERY = 0.02
ANSWER_WITHIN = 60.0
"""Seconds, all three."""
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Contender:
    """One side. `ready` is the path that answers 200 once the model is loaded; without `training` it has a model."""

    name: str
    training: Command | None
    serving: Command
    url: str
    ready: str
    headers: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)

    def train(self, processors: Set[int]) -> Spent | None:
        """Train and wait for it. Raises `ProcessFailed`."""
        return finish(self.training, processors) if self.training else None


@dataclass(frozen=True)
class Served:
    """A contender that is ready, and what it took until then."""

    client: httpx.Client
    process: psutil.Process
    start: Spent

    @property
    def memory(self) -> float:
        """Resident megabytes now."""
        return self.process.memory_info().rss / MEGABYTE

    @property
    def cpu(self) -> float:
        """Seconds of processor time since it was started."""
        return _cpu(self.process)


@contextmanager
def serving(contender: Contender, processors: Set[int]) -> Iterator[Served]:
    """The contender's server on these processors, ready. Raises `ProcessFailed`."""
    started = time.perf_counter()
    with (
        running(contender.serving, processors) as child,
        httpx.Client(
            base_url=contender.url,
            headers=contender.headers,
            params=contender.params,
            timeout=ANSWER_WITHIN,
            trust_env=False,
        ) as client,
    ):
        while not _ready(client, contender.ready):
            if child.poll() is not None:
                raise contender.serving.failed(f"ended with {child.returncode}")
            if time.perf_counter() - started > READY_WITHIN:
                raise contender.serving.failed("did not become ready")
            time.sleep(LOOK_EVERY)
        wall, process = time.perf_counter() - started, psutil.Process(child.pid)
        yield Served(client, process, Spent(wall, _cpu(process)))


def _ready(client: httpx.Client, path: str) -> bool:
    try:
        return client.get(path).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
