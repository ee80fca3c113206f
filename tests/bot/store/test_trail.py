"""The audit trail shows any change, removal, reordering or insertion."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError
from redis import Redis

from bot.store import keys
from bot.store.anchor import Anchor
from bot.store.cipher import Cipher
from bot.store.errors import CipherError
from bot.store.trail import Act, Entry, Trail
from tests.bot.store.samples import NOW, OTHER_TEAM, PERSON, TEAM

LENGTH = 5
LIST, END = keys.trail(TEAM), keys.trail_end(TEAM)


def entry(number: int = 0, team_id: str = TEAM) -> Entry:
    return Entry(
        at=NOW + timedelta(minutes=number),
        team_id=team_id,
        user_id=PERSON,
        act=Act.DECISION_RECORDED,
        reference=f"SW-{number}",
        guidance="2024-05",
    )


@pytest.fixture
def trail(redis_client: Redis, cipher: Cipher, anchor: Anchor) -> Trail:
    made = Trail(redis_client, cipher, anchor)
    for number in range(LENGTH):
        made.append(entry(number))
    return made


def test_entries_come_back_in_their_order_and_the_trail_is_whole(trail: Trail) -> None:
    assert trail.entries(TEAM) == [entry(number) for number in range(LENGTH)]
    assert trail.broken(TEAM) is None


def test_a_workspace_without_entries_is_whole(trail: Trail) -> None:
    assert (trail.broken(OTHER_TEAM), trail.entries(OTHER_TEAM)) == (None, [])


def test_workspaces_have_trails_of_their_own(trail: Trail) -> None:
    trail.append(entry(9, OTHER_TEAM))
    assert trail.workspaces() == sorted([TEAM, OTHER_TEAM])
    assert trail.length(TEAM) == LENGTH
    assert trail.broken(OTHER_TEAM) is None


def _swap(client: Redis) -> None:
    first, second = client.lrange(LIST, 1, 2)
    client.lset(LIST, 1, second)
    client.lset(LIST, 2, first)


TAMPERINGS: dict[str, tuple[int, Callable[[Redis], object]]] = {
    "an entry replaced by another": (2, lambda client: client.lset(LIST, 1, client.lindex(LIST, 3) or b"")),
    "an entry written over": (3, lambda client: client.lset(LIST, 2, b"nothing")),
    "the first entry removed": (1, lambda client: client.lpop(LIST)),
    "the last entry removed": (5, lambda client: client.rpop(LIST)),
    "an entry in the middle removed": (3, lambda client: client.lrem(LIST, 1, client.lindex(LIST, 2) or b"")),
    "two entries changed about": (2, _swap),
    "an entry repeated at the end": (6, lambda client: client.rpush(LIST, client.lindex(LIST, 4) or b"")),
    "all entries removed": (1, lambda client: client.delete(LIST)),
    "the end removed": (1, lambda client: client.delete(END)),
    "the end written over": (6, lambda client: client.set(END, b"nothing")),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_shows_and_where(what: str, trail: Trail, redis_client: Redis) -> None:
    number, tamper = TAMPERINGS[what]
    tamper(redis_client)
    broken = trail.broken(TEAM)
    assert broken is not None
    assert broken.number == number


def test_an_older_end_put_back_with_its_entries_gone_shows_once_more_is_noted(
    trail: Trail, redis_client: Redis
) -> None:
    older = redis_client.get(END)
    trail.append(entry(LENGTH))
    redis_client.set(END, older or b"")
    assert trail.broken(TEAM) is not None


def test_an_entry_of_another_key_does_not_pass(trail: Trail, redis_client: Redis, tmp_path: Path) -> None:
    other = Cipher([Fernet.generate_key().decode()])
    stranger = Trail(redis_client, other, Anchor(tmp_path, other))
    with pytest.raises(CipherError):
        stranger.append(entry(LENGTH))
    assert trail.broken(TEAM) is None


def test_a_key_turned_over_leaves_the_trail_whole(redis_client: Redis, tmp_path: Path) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    before, after = Cipher([old]), Cipher([new, old])
    Trail(redis_client, before, Anchor(tmp_path, before)).append(entry(0))
    turned = Trail(redis_client, after, Anchor(tmp_path, after))
    turned.append(entry(1))
    assert turned.broken(TEAM) is None


def test_what_is_noted_once_is_noted_once(trail: Trail) -> None:
    for _ in range(3):
        trail.append(entry(7), once="SW-7")
    assert trail.length(TEAM) == LENGTH + 1
    assert trail.broken(TEAM) is None


def test_entries_of_many_at_once_are_all_kept(trail: Trail) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: trail.append(entry(number)), range(10, 30)))
    assert trail.length(TEAM) == LENGTH + 20
    assert trail.broken(TEAM) is None


def test_words_do_not_fit_an_entry() -> None:
    with pytest.raises(ValidationError):
        Entry(at=NOW, team_id=TEAM, user_id=PERSON, act=Act.LEAD_ASKED, reference="mum said no")


def test_an_entry_is_sealed(trail: Trail, redis_client: Redis) -> None:
    assert not any(PERSON.encode() in token for token in redis_client.lrange(LIST, 0, -1))
