"""A queue on a Redis of the test's own, and workers to start and kill."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from redis import Redis

from actions.urgency import Urgency
from bot.jobs.queue import Queue, build_queue
from bot.messages import Origin, Question
from bot.playground.background import in_background
from bot.playground.config import local_config
from bot.store.cipher import Cipher
from tests.bot.jobs.hiding import Told
from tests.bot.jobs.worker_program import LET_GO, REPORTS
from tests.redis_server import RedisServer

CLAIM_SECONDS = 1.0
PATIENCE_SECONDS = 30


class Workshop:
    """Queue and workers around one Redis."""

    def __init__(self, redis: RedisServer, logs: Path) -> None:
        self.redis = redis
        self.logs = logs
        self._key = Fernet.generate_key().decode()
        self._workers: list[subprocess.Popen[bytes]] = []
        self.queue = Queue(build_queue(redis.url, CLAIM_SECONDS), Cipher([self._key]))
        self._client = Redis.from_url(redis.url, socket_timeout=None)

    def start_worker(self, concurrency: int = 2) -> subprocess.Popen[bytes]:
        """A worker in a process of its own; what it logs is in `logs`."""
        arguments = [self.redis.url, self._key, str(CLAIM_SECONDS), str(concurrency)]
        command = [sys.executable, "-m", "tests.bot.jobs.worker_program", *arguments]
        with self.logs.open("ab") as log:
            worker = subprocess.Popen(command, stdout=log, stderr=log)
        self._workers.append(worker)
        return worker

    def report(self, patience: float = PATIENCE_SECONDS) -> str | None:
        """The next thing that a task tells; none when nothing comes."""
        reply = self._client.blpop([REPORTS], timeout=patience)
        return reply[1].decode() if reply else None

    def report_of(self, expected: str) -> bool:
        """Whether this is told, whatever else is told before: after a failure a task may run twice."""
        return any(report == expected for report in iter(self.report, None))

    def let_go(self) -> None:
        """Let one task that waits go on."""
        self._client.rpush(LET_GO, "go")

    def stop_workers(self) -> str:
        """Have every worker finish and end; what they logged."""
        for worker in self._workers:
            worker.terminate()
            worker.wait(timeout=PATIENCE_SECONDS)
        return self.logs.read_text()

    def close(self) -> None:
        """End every worker at once."""
        for worker in self._workers:
            worker.kill()
            worker.wait()


@pytest.fixture
def told(redis_client: Redis) -> Iterator[Told]:
    """Somebody in a local Slack, and a Redis of the test's own."""
    with in_background(local_config(port=0)) as running:
        yield Told(running, redis_client, Cipher([Fernet.generate_key().decode()]))


@pytest.fixture
def workshop(redis_server: RedisServer, tmp_path: Path) -> Iterator[Workshop]:
    workshop = Workshop(redis_server, tmp_path / "worker.log")
    yield workshop
    workshop.close()


def question(question_id: str, text: str = "may I share this?", urgency: Urgency = Urgency.NONE) -> Question:
    """A question of an invented practitioner."""
    origin = Origin(team_id="T0HARBOUR", channel_id="D0ESTUARY", user_id="U0WREN", via="dm")
    return Question(id=question_id, origin=origin, text=text, urgency=urgency)
