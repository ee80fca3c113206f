from datetime import timedelta

import pytest
from redis import Redis

from bot.messages import Kind, Standing
from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.on_screen import KEPT, OnScreenStore
from bot.store.retention import HIDDEN
from tests.bot.store.samples import NOW, OTHER_PERSON, OTHER_TEAM, PERSON, TEAM

URL = "https://hooks.example.org/actions/invented"


@pytest.fixture
def screen(redis_client: Redis, cipher: Cipher) -> OnScreenStore:
    return OnScreenStore(redis_client, cipher)


def standing(kind: Kind, name: str, age: timedelta = timedelta(0), user_id: str = PERSON) -> Standing:
    return Standing(kind=kind, team_id=TEAM, user_id=user_id, id=name, at=NOW - age, response_url=URL)


def test_what_stands_before_one_person_is_found_the_latest_first(screen: OnScreenStore) -> None:
    form, message = standing(Kind.FORM, "V1"), standing(Kind.MESSAGE, "1.1", timedelta(days=2))
    for each in (message, form, standing(Kind.FORM, "V2", user_id=OTHER_PERSON)):
        screen.note(each)
    assert screen.standing(TEAM, PERSON, NOW) == [form, message]
    assert screen.standing(OTHER_TEAM, PERSON, NOW) == []


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_goes_after_its_time(kind: Kind, screen: OnScreenStore, redis_client: Redis) -> None:
    screen.note(standing(kind, "1.1"))
    assert 0 < redis_client.ttl(keys.on_screen(TEAM, PERSON, kind)) <= KEPT[kind].total_seconds()
    assert screen.standing(TEAM, PERSON, NOW + KEPT[kind]) == []


def test_what_is_gone_is_forgotten(screen: OnScreenStore, redis_client: Redis) -> None:
    screen.note(standing(Kind.FORM, "V1"))
    for _ in range(2):
        screen.forget(TEAM, PERSON, Kind.FORM, "V1")
    assert redis_client.keys("*") == []


def test_a_response_url_cannot_be_read_from_redis(screen: OnScreenStore, redis_client: Redis) -> None:
    screen.note(standing(Kind.EPHEMERAL, "1.1"))
    assert URL.encode() not in b"".join(redis_client.hvals(keys.on_screen(TEAM, PERSON, Kind.EPHEMERAL)))


def test_what_was_asked_before_a_wish_to_hide_is_told_from_what_was_asked_after(
    screen: OnScreenStore, redis_client: Redis
) -> None:
    assert not screen.hidden_since(TEAM, PERSON, NOW)
    screen.hide(TEAM, PERSON, NOW)
    screen.hide(TEAM, PERSON, NOW - timedelta(minutes=1))
    assert screen.hidden_since(TEAM, PERSON, NOW - timedelta(seconds=1))
    assert not screen.hidden_since(TEAM, PERSON, NOW + timedelta(seconds=1))
    assert not screen.hidden_since(TEAM, OTHER_PERSON, NOW - timedelta(seconds=1))
    assert 0 < redis_client.ttl(keys.hidden(TEAM, PERSON)) <= HIDDEN.total_seconds()


def test_nothing_of_a_person_is_left_when_they_are_purged(screen: OnScreenStore, redis_client: Redis) -> None:
    for kind in Kind:
        screen.note(standing(kind, "1.1"))
    screen.hide(TEAM, PERSON, NOW)
    screen.purge(TEAM, PERSON)
    assert redis_client.keys("*") == []
