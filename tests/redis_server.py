"""A real embedded Redis for tests, in a folder of its own. Fixtures: `redis_server`, `redis_client`."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis

from bot.store import server
from bot.store.connect import connect


class RedisServer:
    """One Redis on one home; it can be killed and started again, as on a real machine."""

    def __init__(self, home: Path, maxmemory: str | None = None) -> None:
        self.home = home
        self.url = server.url(home)
        self._command = server.command(home, maxmemory)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it takes commands."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server.wait_until_ready(self.home)

    def client(self) -> Redis:
        """A client of this Redis."""
        return connect(self.url)

    def kill(self) -> None:
        """End it as the loss of power would: kill -9."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """End it as a supervisor does: SIGTERM."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None


@contextmanager
def running_redis(home: Path, maxmemory: str | None = None) -> Iterator[RedisServer]:
    """A Redis on `home`, gone when the block ends."""
    redis = RedisServer(home, maxmemory)
    redis.start()
    try:
        yield redis
    finally:
        redis.kill()


@pytest.fixture(scope="session")
def shared_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """One Redis for the whole run: for tests that never stop it."""
    with running_redis(tmp_path_factory.mktemp("shared-redis")) as redis:
        yield redis


@pytest.fixture
def redis_client(shared_redis: RedisServer) -> Iterator[Redis]:
    """A client of the shared Redis, which starts empty."""
    client = connect(shared_redis.url)
    client.flushall()
    yield client
    client.close()


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of the test's own, which it may kill and start again."""
    with running_redis(tmp_path / "home") as redis:
        yield redis
