"""The whole real system for end-to-end tests, as `sharewise up` runs it against a local Slack of its own."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import httpx
import psutil

from bot.playground.client import Playground
from bot.playground.config import PlaygroundConfig, local_config
from bot.runtime.up import free_port

READY = "Sharewise is ready"
READY_WITHIN = 120


class RunningSystem:
    """`sharewise up` on one home, against one local Slack; it can be killed whole and started again."""

    def __init__(self, home: Path, slack: PlaygroundConfig, extra: Mapping[str, str]) -> None:
        self.home = home
        self._environment = {**os.environ, **slack.environment, "SHAREWISE_HOME": str(home), **extra}
        self._process: subprocess.Popen[str] | None = None
        self.printed: list[str] = []

    def start(self) -> None:
        """Return once it says that it is ready."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "up"], env=self._environment, stderr=subprocess.PIPE, text=True
        )
        lines: Queue[str | None] = Queue()
        threading.Thread(target=self._read, args=(self._process, lines), daemon=True).start()
        while (line := lines.get(timeout=READY_WITHIN)) is not None:
            if READY in line:
                return
        raise AssertionError(f"it did not start: {self.printed}")

    def command(self, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
        """Run `sharewise WORDS` on the same home, with `changes` to its environment."""
        command, environment = [sys.executable, "-m", "bot", *words], {**self._environment, **changes}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def processes(self) -> dict[str, psutil.Process]:
        """Its processes by the name of their command."""
        assert self._process is not None
        found = psutil.Process(self._process.pid).children(recursive=True)
        return {_name(process): process for process in found}

    def kill_everything(self) -> None:
        """`kill -9` of every process at once, as a power cut."""
        assert self._process is not None
        parent = psutil.Process(self._process.pid)
        doomed = [*parent.children(recursive=True), parent]
        for process in doomed:
            process.send_signal(signal.SIGKILL)
        psutil.wait_procs(doomed, timeout=10)
        self._process.wait()

    def stop(self) -> None:
        """As a service manager does."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=60)

    def logs(self) -> str:
        """All that its processes have printed."""
        return "\n".join(path.read_text(encoding="utf-8") for path in sorted((self.home / "log").glob("*.log")))

    def _read(self, process: subprocess.Popen[str], lines: "Queue[str | None]") -> None:
        assert process.stderr is not None
        for line in process.stderr:
            self.printed.append(line)
            lines.put(line)
        lines.put(None)


@contextmanager
def local_slack(**changes: object) -> Iterator[tuple[PlaygroundConfig, Playground]]:
    """A playground of its own process on a free port, and a client of it."""
    config = local_config(port=free_port(), **changes)
    command = [sys.executable, "-m", "bot.playground", "--port", str(config.port)]
    command += ["--http-url", config.http_url] if config.http_url else []
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        _wait_for(config.address)
        with Playground(config.address) as client:
            yield config, client
    finally:
        process.terminate()
        process.wait()


@contextmanager
def running_system(home: Path, slack: PlaygroundConfig, **extra: str) -> Iterator[RunningSystem]:
    """Everything up and ready; stopped at the end, and killed where it does not stop."""
    system = RunningSystem(home, slack, extra)
    try:
        system.start()
        yield system
    finally:
        system.stop()


@contextmanager
def stopped(system: RunningSystem, *names: str) -> Iterator[None]:
    """Processes that hang, for as long as the block runs."""
    processes = [system.processes()[name] for name in names]
    for process in processes:
        process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            process.send_signal(signal.SIGCONT)


def _wait_for(address: str) -> None:
    """Until the playground listens: httpx tries a refused connection again, with growing pauses."""
    with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
        client.get(f"{address}/_control/workspace")


def _name(process: psutil.Process) -> str:
    try:
        words = process.cmdline()
    except psutil.Error:
        return str(process.pid)
    if "supervisor.supervisord" in words:
        return "supervisor"
    return "redis" if "redis-server" in words[0] else words[-1]
