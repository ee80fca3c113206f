from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from bot.store.cipher import Cipher
from bot.store.deliveries import Attempt, DeliveryStore
from bot.store.retention import EFFECTS


@pytest.fixture
def deliveries(redis_client: Redis, cipher: Cipher) -> DeliveryStore:
    return DeliveryStore(redis_client, cipher)


def test_an_effect_nobody_began_is_a_first_attempt(deliveries: DeliveryStore) -> None:
    assert deliveries.begin("Ev1:answer") is Attempt.FIRST
    assert deliveries.begin("Ev2:answer") is Attempt.FIRST


def test_an_effect_begun_but_never_reported_done_is_tried_again_with_care(deliveries: DeliveryStore) -> None:
    deliveries.begin("Ev1:answer")
    assert deliveries.begin("Ev1:answer") is Attempt.AGAIN


def test_an_effect_that_stands_is_not_tried(deliveries: DeliveryStore) -> None:
    deliveries.begin("Ev1:answer")
    deliveries.done("Ev1:answer", "100.7")
    assert deliveries.begin("Ev1:answer") is Attempt.DONE
    assert deliveries.shown_as("Ev1:answer") == "100.7"


def test_an_effect_that_is_no_message_can_be_done_too(deliveries: DeliveryStore) -> None:
    deliveries.done("Ev1:home")
    assert deliveries.begin("Ev1:home") is Attempt.DONE
    assert deliveries.shown_as("Ev1:home") is None


def test_what_is_only_begun_stands_as_no_message(deliveries: DeliveryStore) -> None:
    deliveries.begin("Ev1:answer")
    assert deliveries.shown_as("Ev1:answer") is None
    assert deliveries.shown_as("Ev2:answer") is None


def test_an_effect_that_surely_did_not_happen_is_first_again(deliveries: DeliveryStore) -> None:
    deliveries.begin("Ev1:answer")
    deliveries.undo("Ev1:answer")
    assert deliveries.begin("Ev1:answer") is Attempt.FIRST


def test_of_many_that_begin_at_once_one_is_first(deliveries: DeliveryStore) -> None:
    with ThreadPoolExecutor(16) as pool:
        attempts = list(pool.map(deliveries.begin, ["Ev1:answer"] * 64))
    assert attempts.count(Attempt.FIRST) == 1
    assert attempts.count(Attempt.AGAIN) == 63


def test_entries_go_when_nothing_can_come_again(deliveries: DeliveryStore, redis_client: Redis) -> None:
    deliveries.begin("begun")
    deliveries.done("done", "1.1")
    assert all(0 < redis_client.ttl(key) <= EFFECTS.total_seconds() for key in redis_client.keys("*"))
