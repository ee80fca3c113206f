import pytest
from redis import Redis

from bot.jobs.journal import Entry, Journal, Recovery
from bot.jobs.queue import KEY_PREFIX, PRIORITIES, QUEUE
from tests.redis_server import RedisServer

PATIENCE = 30.0
ENTRY = Entry(job="sharewise.answer", payload="sealed", urgent=False)


@pytest.fixture
def journal(shared_redis: RedisServer, redis_client: Redis) -> Journal:
    return Journal(shared_redis.url, QUEUE, KEY_PREFIX, PRIORITIES)


class PutBack(list[str]):
    def __call__(self, task_id: str, entry: Entry) -> None:
        assert entry == ENTRY
        self.append(task_id)


def test_a_task_is_put_back_when_two_sweeps_miss_it(journal: Journal) -> None:
    put_back = PutBack()
    recovery = Recovery(journal, put_back, PATIENCE)
    journal.note("q1", ENTRY, now=0)
    recovery.sweep(now=PATIENCE + 1)
    assert put_back == []
    recovery.sweep(now=PATIENCE + 2)
    assert put_back == ["q1"]


def test_a_task_just_queued_is_not_asked_after(journal: Journal) -> None:
    journal.note("q1", ENTRY, now=100)
    assert journal.missing(queued_before=99) == {}


def test_a_task_that_has_ended_is_not_missed(journal: Journal) -> None:
    journal.note("q1", ENTRY, now=0)
    journal.forget("q1")
    assert journal.missing(queued_before=100) == {}


def test_of_two_workers_one_puts_a_task_back(journal: Journal) -> None:
    put_back = PutBack()
    workers = [Recovery(journal, put_back, PATIENCE), Recovery(journal, put_back, PATIENCE)]
    journal.note("q1", ENTRY, now=0)
    for now in (31, 32, 33):
        for worker in workers:
            worker.sweep(now)
    assert put_back == ["q1"]


def test_a_sweep_with_redis_away_harms_nothing(redis_server: RedisServer) -> None:
    journal = Journal(redis_server.url, QUEUE, KEY_PREFIX, PRIORITIES)
    redis_server.kill()
    Recovery(journal, PutBack(), PATIENCE).sweep(now=100)
