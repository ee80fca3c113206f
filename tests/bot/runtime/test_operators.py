"""The operators' commands on a filled Redis, as a terminal runs them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from cryptography.fernet import Fernet
from redis import Redis
from typer.testing import CliRunner

from bot.cli import app
from bot.jobs.queue import Queue, build_queue
from bot.store import keys
from bot.store.anchor import FILE
from bot.store.cipher import Cipher
from bot.store.trail import Trail
from tests.bot.jobs.conftest import question
from tests.bot.store.filled import fill
from tests.bot.store.samples import TEAM
from tests.redis_server import RedisServer

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
MAY_BE_DROPPED = "older keys may be dropped"

Command = Callable[..., Result]


@pytest.fixture
def cipher() -> Cipher:
    """The old key alone."""
    return Cipher([OLD])


@pytest.fixture
def sharewise(redis_client: Redis, cipher: Cipher, trail: Trail, shared_redis: RedisServer, tmp_path: Path) -> Command:
    """Runs a command on the filled Redis, with both keys unless told otherwise."""
    fill(redis_client, cipher, trail)

    def run(*words: str, held: str = f"{NEW},{OLD}", **extra: str) -> Result:
        settings = {"REDIS_URL": shared_redis.url, "SHAREWISE_HOME": str(tmp_path), "SHAREWISE_KEYS": held, **extra}
        return CliRunner().invoke(app, words, env=settings)

    return run


class TestTurningKeysOver:
    def test_after_resealing_the_old_key_is_needed_for_nothing(self, sharewise: Command) -> None:
        before = sharewise("records", "verify")
        assert (before.exit_code, MAY_BE_DROPPED in before.stdout) == (0, False)
        assert "3 of kind trail need an older key" in before.stdout
        resealed = sharewise("records", "reseal")
        assert (resealed.exit_code, MAY_BE_DROPPED in resealed.stdout) == (0, True)
        after = sharewise("records", "verify", held=NEW)
        assert (after.exit_code, MAY_BE_DROPPED in after.stdout) == (0, True)
        trail = sharewise("audit", "verify", held=NEW)
        assert (trail.exit_code, "3 entries, whole; anchored up to entry 3" in trail.stdout) == (0, True)

    def test_without_resealing_the_new_key_alone_opens_nothing_and_says_so(self, sharewise: Command) -> None:
        alone = sharewise("records", "verify", held=NEW)
        assert (alone.exit_code, MAY_BE_DROPPED in alone.stdout) == (1, False)
        assert "No key opens 1 of kind decision." in alone.stdout

    def test_a_key_of_no_known_kind_keeps_the_old_key(self, sharewise: Command, redis_client: Redis) -> None:
        redis_client.set(f"sharewise:{TEAM}:unheard-of:1", b"anything")
        resealed = sharewise("records", "reseal")
        assert "1 keys are of no known kind" in resealed.stdout
        assert MAY_BE_DROPPED not in resealed.stdout

    def test_a_task_that_waits_keeps_the_old_key(
        self, sharewise: Command, shared_redis: RedisServer, cipher: Cipher
    ) -> None:
        tasks = build_queue(shared_redis.url)
        Queue(tasks, cipher).enqueue_question(question("q1"))
        assert "1 waiting tasks need an older key" in sharewise("records", "reseal").stdout
        tasks.journal.forget("q1")
        assert MAY_BE_DROPPED in sharewise("records", "verify").stdout


class TestAudit:
    def test_a_trail_gone_with_its_end_is_a_failure(self, sharewise: Command, redis_client: Redis) -> None:
        redis_client.flushall()
        found = sharewise("audit", "verify")
        assert (found.exit_code, found.stdout) == (
            1,
            f"{TEAM}: broken at entry 1: the anchor tells of 3 entries; there are 0\n",
        )

    def test_a_missing_anchor_is_a_failure_and_is_named(self, sharewise: Command, tmp_path: Path) -> None:
        (tmp_path / FILE).unlink()
        found = sharewise("audit", "verify")
        assert (found.exit_code, "nothing of it is anchored on this machine" in found.stdout) == (1, True)

    def test_a_key_that_is_none_is_said_in_one_line(self, sharewise: Command) -> None:
        found = sharewise("audit", "verify", held="nonsense")
        assert (found.exit_code, found.stderr) == (
            1,
            "sharewise: key 1 is not a Fernet key: 32 bytes in URL-safe base64\n",
        )


class TestReview:
    def test_without_a_period_it_says_that_nobody_is_reminded(self, sharewise: Command) -> None:
        found = sharewise("records", "review")
        assert (found.exit_code, "REVIEW_AFTER_DAYS is not set" in found.stdout) == (0, True)

    def test_what_is_due_is_listed_by_reference(self, sharewise: Command, redis_client: Redis) -> None:
        assert "90 days or longer" in sharewise("records", "review", REVIEW_AFTER_DAYS="90").stdout
        (index,) = redis_client.scan_iter(keys.any_decisions_of(TEAM))
        (reference,) = redis_client.zrange(index, 0, -1)
        redis_client.zadd(index, {reference: 0})
        found = sharewise("records", "review", REVIEW_AFTER_DAYS="90")
        assert found.stdout == f"{TEAM}: {reference.decode()}, kept since 1970-01-01\n"
