"""Each key of each kind is kept for as long as the table says, and no kind is missing from it."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from redis import Redis

from bot.jobs.journal import ENTRIES, PUTTING_BACK, QUEUED_AT
from bot.jobs.queue import KEY_PREFIX
from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.keys import Kind
from bot.store.retention import ANSWERS, BY_KIND, EFFECTS, EPHEMERALS, FORMS, HIDDEN, ROWS, THREADS
from bot.store.trail import Trail
from tests.bot.store.filled import fill
from tests.bot.store.samples import TEAM

A_MOMENT = timedelta(minutes=5)
FERNET = b"gAAAA"


@pytest.fixture
def found(redis_client: Redis, cipher: Cipher, trail: Trail) -> list[tuple[str, Kind]]:
    """Every key of a Redis in which every store keeps something."""
    fill(redis_client, cipher, trail)
    every = [key.decode() for key in redis_client.scan_iter()]
    kinds = [(key, keys.kind_of(key)) for key in every]
    assert None not in {kind for _, kind in kinds}
    return [(key, kind) for key, kind in kinds if kind]


def test_every_kind_has_one_row() -> None:
    assert sorted(row.kind for row in ROWS) == sorted(Kind)


def test_every_kind_of_the_store_is_in_a_filled_redis(found: list[tuple[str, Kind]]) -> None:
    assert {kind for _, kind in found} == set(Kind) - keys.OF_NO_TEAM


def test_each_key_expires_when_the_table_says_or_never(found: list[tuple[str, Kind]], redis_client: Redis) -> None:
    for key, kind in found:
        left, keep = redis_client.ttl(key), BY_KIND[kind].keep
        if keep is None:
            assert left == -1, key
        else:
            assert keep - A_MOMENT < timedelta(seconds=left) <= keep, key


def test_the_periods_that_people_are_told() -> None:
    assert (timedelta(days=30), timedelta(hours=24), timedelta(days=7)) == (ANSWERS, THREADS, EFFECTS)
    assert (timedelta(minutes=30), timedelta(hours=24), timedelta(hours=1)) == (EPHEMERALS, FORMS, HIDDEN)


def test_what_the_table_calls_sealed_is(found: list[tuple[str, Kind]], redis_client: Redis) -> None:
    for key, kind in found:
        match redis_client.type(key):
            case b"string":
                values = [redis_client.get(key)]
            case b"list":
                values = redis_client.lrange(key, 0, -1)
            case b"hash":
                values = redis_client.hvals(key)
            case _:
                assert not BY_KIND[kind].sealed, key
                continue
        assert {value.startswith(FERNET) for value in values} == {BY_KIND[kind].sealed}, key


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (ENTRIES, Kind.JOURNAL),
        (QUEUED_AT, Kind.JOURNAL),
        (f"{PUTTING_BACK}task", Kind.JOURNAL),
        (f"{KEY_PREFIX}work", Kind.QUEUE),
        ("sharewise:presence:run", Kind.PRESENCE),
        ("sharewise:T0:nothing-known:1", None),
        ("sharewise", None),
    ],
)
def test_a_key_tells_its_kind(key: str, kind: Kind | None) -> None:
    assert keys.kind_of(key) is kind


def test_a_cipher_knows_what_its_newest_key_opens() -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    token = Cipher([old]).encrypt(TEAM.encode())
    both = Cipher([new, old])
    assert both.needs_older(token)
    assert not both.needs_older(both.rotate(token))
