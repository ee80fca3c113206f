"""`sharewise up`: every process of the system on one machine, started, watched and stopped together."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import FrameType

import httpx
from rich.console import Console

from bot.nlu.client import NluClient
from bot.nlu.registry import has_model
from bot.runtime.failures import Failure
from bot.runtime.parts import redis_when_up
from bot.runtime.presence import present
from bot.runtime.running import forget_nlu, note_nlu
from bot.runtime.train import run as train
from bot.settings import SECRETS, Settings
from bot.supervision import Program, sharewise, write_configuration

READY_WITHIN = 60.0
"""Seconds after which a start is given up and the logs named."""

LOOK_EVERY = 0.1

REDIS = Program("redis", sharewise("redis"), order=10, stop_seconds=20)
NLU = Program("nlu", sharewise("nlu"), order=20, without=SECRETS)
WORKER = Program("worker", sharewise("worker"), order=30, stop_seconds=30)
SCHEDULER = Program("scheduler", sharewise("scheduler"), order=30)
BOT = Program("bot", sharewise("bot"), order=40)


def run() -> int:
    """Start it all against Slack and wait for Ctrl-C."""
    settings = Settings()
    console = Console(stderr=True)
    require_slack(settings)
    with System(settings, console) as system:
        system.wait_until_ready()
        console.print(f"[bold]Sharewise is ready.[/bold] Logs: {system.logs}. Ctrl-C stops it.")
        return system.wait()


def require_slack(settings: Settings) -> None:
    """Say what is missing before anything is started."""
    if settings.slack_bot_token is None:
        raise Failure("SLACK_BOT_TOKEN is not set; see .env.sample, or try `make demo`, which needs no Slack")
    if not settings.socket_mode and settings.slack_signing_secret is None:
        raise Failure("set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP); see .env.sample")


class System:
    """The processes as one thing: `with System(...) as system` starts them and always stops them."""

    def __init__(
        self,
        settings: Settings,
        console: Console,
        extra: Sequence[Program] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        home = settings.sharewise_home.resolve()
        self._settings = settings
        self._console = console
        self._run_id = secrets.token_hex(8)
        self._embedded_redis = settings.redis_url is None
        self._own_nlu = settings.nlu_url is None
        self._nlu_url = settings.nlu_url or f"http://127.0.0.1:{free_port()}"
        token = settings.nlu_token.get_secret_value() if settings.nlu_token else secrets.token_urlsafe(32)
        self._nlu_token = token
        self._folder = home / "run"
        self.logs = home / "log"
        self._environment = {
            **os.environ,
            **(environment or {}),
            "SHAREWISE_RUN": self._run_id,
            "NLU_URL": self._nlu_url,
            "NLU_TOKEN": self._nlu_token,
        }
        own = [REDIS] * self._embedded_redis + [NLU] * self._own_nlu + [WORKER, SCHEDULER, BOT]
        self._programs = [*extra, *own]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "System":
        if self._own_nlu and not has_model(self._settings.models_folder):
            train()
        for folder in (self._folder, self.logs):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        command = write_configuration(self._programs, self._folder, self.logs)
        self._process = subprocess.Popen(command, env=self._environment, stdout=sys.stderr)
        note_nlu(self._folder, self._nlu_url, self._nlu_token)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, _interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        forget_nlu(self._folder)
        if self._process is None or self._process.poll() is not None:
            return
        self._console.print("Stopping…")
        self._process.terminate()
        self._process.wait()

    def wait_until_ready(self) -> None:
        """Wait for every process, saying which is awaited; raise `Failure` when one does not come up."""
        started = time.monotonic()
        awaited = {
            "Redis": self._redis_ready,
            "language understanding": self._nlu_ready,
            "worker": lambda: self._present("worker"),
            "scheduler": lambda: self._present("scheduler"),
            "Slack adapter": self._bot_ready,
        }
        with self._console.status("Starting…") as status:
            for name, ready in awaited.items():
                status.update(f"Waiting for {name}…")
                while not ready():
                    self._must_go_on(name, started)
                    time.sleep(LOOK_EVERY)
        self._console.print(f"Ready after {time.monotonic() - started:.1f} s.")

    def wait(self) -> int:
        """Until Ctrl-C, or until the watcher of the processes itself ends."""
        process = self._process
        return process.wait() if process else 1

    def _redis_ready(self) -> bool:
        return redis_when_up(self._settings) is not None

    def _nlu_ready(self) -> bool:
        return NluClient(self._nlu_url, self._nlu_token, timeout=1.0).ready()

    def _bot_ready(self) -> bool:
        if self._settings.socket_mode:
            return self._present("bot")
        address = f"http://{self._settings.sharewise_host}:{self._settings.sharewise_port}/readyz"
        try:
            return httpx.get(address, timeout=1.0).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def _present(self, name: str) -> bool:
        client = redis_when_up(self._settings)
        return client is not None and present(client, self._run_id, name)

    def _must_go_on(self, name: str, started: float) -> None:
        ended = self._process is None or self._process.poll() is not None
        if ended or time.monotonic() - started > READY_WITHIN:
            raise Failure(f"{name} did not come up; its log is in {self.logs}")


def free_port() -> int:
    """A loopback port that nothing listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
