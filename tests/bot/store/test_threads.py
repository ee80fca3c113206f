"""A thread's memory: what it was about, for its own person and a day, and gone when hidden."""

import pytest
from redis import Redis

from actions.entities import Entity
from actions.intents import Intent
from bot.messages import Earlier, Origin
from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.retention import THREADS
from bot.store.threads import ThreadStore
from tests.bot.store.samples import CHANNEL, OTHER_PERSON, PERSON, TEAM

ABOUT = Earlier(intent=Intent.ASK_CONSENT, entities=(Entity(entity="agency", value="school", start=0, end=6),))


def asked(ts: str | None, thread: str | None = None, user_id: str = PERSON) -> Origin:
    return Origin(team_id=TEAM, channel_id=CHANNEL, user_id=user_id, message_ts=ts, thread_ts=thread, via="dm")


@pytest.fixture
def threads(redis_client: Redis, cipher: Cipher) -> ThreadStore:
    return ThreadStore(redis_client, cipher)


def test_a_reply_recalls_what_its_thread_was_about(threads: ThreadStore) -> None:
    threads.remember(asked("100.1"), ABOUT)
    assert threads.recall(asked("100.2", thread="100.1")) == ABOUT


def test_a_message_outside_threads_recalls_nothing(threads: ThreadStore) -> None:
    threads.remember(asked("100.1"), ABOUT)
    assert threads.recall(asked("100.1")) is None
    assert threads.recall(asked("100.3", thread="100.2")) is None


def test_another_person_in_the_thread_recalls_nothing(threads: ThreadStore) -> None:
    threads.remember(asked("100.1"), ABOUT)
    assert threads.recall(asked("100.2", thread="100.1", user_id=OTHER_PERSON)) is None


def test_a_command_leaves_nothing(threads: ThreadStore, redis_client: Redis) -> None:
    threads.remember(asked(None), ABOUT)
    assert redis_client.dbsize() == 0


def test_it_is_sealed_and_kept_for_a_day(threads: ThreadStore, redis_client: Redis) -> None:
    threads.remember(asked("100.1"), ABOUT)
    key = keys.thread(TEAM, PERSON, CHANNEL, "100.1")
    stored = redis_client.get(key)
    assert stored is not None
    assert b"consent" not in stored
    assert 0 < redis_client.ttl(key) <= THREADS.total_seconds()


def test_forgetting_leaves_nothing_of_the_person(threads: ThreadStore) -> None:
    threads.remember(asked("100.1"), ABOUT)
    threads.remember(asked("100.1", user_id=OTHER_PERSON), ABOUT)
    threads.forget(TEAM, PERSON)
    threads.forget(TEAM, PERSON)
    assert threads.recall(asked("100.2", thread="100.1")) is None
    assert threads.recall(asked("100.2", thread="100.1", user_id=OTHER_PERSON)) == ABOUT
