"""Keys are turned over in place: nothing is lost, nothing lasts longer, and the old key is needed no more."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from redis import Redis

from bot.store import keys
from bot.store.anchor import Anchor
from bot.store.cipher import Cipher
from bot.store.decisions import DecisionStore
from bot.store.keys import Kind
from bot.store.person import PersonStore
from bot.store.resealing import Resealing
from bot.store.retention import ROWS
from bot.store.trail import Trail
from tests.bot.store.filled import fill
from tests.bot.store.samples import PERSON, TEAM
from tests.bot.store.test_decisions import LATER, amended, record

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SEALED = {row.kind for row in ROWS if row.sealed}


@pytest.fixture
def cipher() -> Cipher:
    """The old key alone: what is there is sealed with it."""
    return Cipher([OLD])


@pytest.fixture
def filled(redis_client: Redis, cipher: Cipher, trail: Trail) -> Redis:
    fill(redis_client, cipher, trail)
    return redis_client


@pytest.fixture
def resealing(filled: Redis) -> Resealing:
    return Resealing(filled, Cipher([NEW, OLD]))


def reseal_all(resealing: Resealing) -> None:
    for place in resealing.places():
        resealing.reseal(place)


def test_it_says_what_needs_an_older_key(resealing: Resealing) -> None:
    survey = resealing.survey(resealing.places())
    assert set(survey.older) == SEALED
    assert survey.older[Kind.TRAIL] == 3
    assert not survey.unreadable


def test_afterwards_the_old_key_may_be_dropped(resealing: Resealing, filled: Redis, cipher: Cipher) -> None:
    before = PersonStore(filled, cipher).kept(TEAM, PERSON)
    reseal_all(resealing)
    survey = resealing.survey(resealing.places())
    alone = Resealing(filled, Cipher([NEW]))
    assert not survey.older + survey.unreadable
    assert not alone.survey(alone.places()).unreadable
    assert PersonStore(filled, Cipher([NEW])).kept(TEAM, PERSON) == before


def test_the_trail_is_whole_under_the_new_key_alone(resealing: Resealing, filled: Redis, tmp_path: Path) -> None:
    both = Cipher([NEW, OLD])
    before = Trail(filled, both, Anchor(tmp_path, both)).entries(TEAM)
    reseal_all(resealing)
    Anchor(tmp_path, both).reseal()
    alone = Cipher([NEW])
    trail = Trail(filled, alone, Anchor(tmp_path, alone))
    assert (trail.broken(TEAM), trail.anchored(TEAM), trail.entries(TEAM)) == (None, 3, before)


def test_nothing_lasts_longer_for_it(resealing: Resealing, filled: Redis) -> None:
    left = {key: filled.pttl(key) for key in sorted(filled.scan_iter())}
    reseal_all(resealing)
    after = {key: filled.pttl(key) for key in sorted(filled.scan_iter())}
    assert left.keys() == after.keys()
    assert all((left[key] == -1) == (after[key] == -1) and after[key] <= left[key] for key in left)


def test_it_can_be_stopped_and_begun_again(resealing: Resealing) -> None:
    places = resealing.places()
    for place in places[: len(places) // 2]:
        resealing.reseal(place)
    assert 0 < resealing.survey(places).older.total() < len(places)
    reseal_all(resealing)
    assert not resealing.survey(places).older


def test_what_is_under_the_newest_key_is_left_as_it_is(resealing: Resealing, filled: Redis) -> None:
    reseal_all(resealing)
    before = {key: filled.dump(key) for key in filled.scan_iter()}
    reseal_all(resealing)
    assert {key: filled.dump(key) for key in filled.scan_iter()} == before


def test_what_changes_meanwhile_is_not_undone(resealing: Resealing, filled: Redis, trail: Trail) -> None:
    places = resealing.places()
    DecisionStore(filled, Cipher([OLD])).amend(amended(record(), LATER), trail)
    for place in places:
        resealing.reseal(place)
    kept = DecisionStore(filled, Cipher([NEW])).get(TEAM, record().reference)
    assert kept == amended(record(), LATER)


def test_what_no_key_opens_is_told_and_left_alone(resealing: Resealing, filled: Redis) -> None:
    filled.set(keys.decision(TEAM, record().reference), b"nothing")
    reseal_all(resealing)
    assert resealing.survey(resealing.places()).unreadable == {Kind.DECISION: 1}
    assert filled.get(keys.decision(TEAM, record().reference)) == b"nothing"


def test_the_fields_of_a_hash_are_resealed_too(resealing: Resealing, filled: Redis, cipher: Cipher) -> None:
    filled.hset(keys.answer(TEAM, "many"), mapping={"one": cipher.encrypt(b"1"), "two": cipher.encrypt(b"2")})
    filled.expire(keys.answer(TEAM, "many"), 60)
    reseal_all(resealing)
    kept = filled.hgetall(keys.answer(TEAM, "many"))
    assert {field: Cipher([NEW]).decrypt(token) for field, token in kept.items()} == {b"one": b"1", b"two": b"2"}
    assert 0 < filled.ttl(keys.answer(TEAM, "many")) <= 60


def test_a_key_of_no_known_kind_is_told(resealing: Resealing, filled: Redis) -> None:
    assert resealing.of_no_kind() == 0
    filled.set(f"sharewise:{TEAM}:unheard-of:1", b"anything")
    assert resealing.of_no_kind() == 1


def test_what_has_gone_meanwhile_stays_gone(resealing: Resealing, filled: Redis) -> None:
    places = resealing.places()
    filled.flushall()
    for place in places:
        resealing.reseal(place)
    assert filled.keys() == []
