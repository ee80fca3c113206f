"""What Redis alone cannot show: that it was put back to an older state, or that a trail went with its end."""

import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from redis import Redis

from bot.store import keys
from bot.store.anchor import FILE, Anchor, Anchored
from bot.store.cipher import Cipher
from bot.store.errors import StoreUnavailable
from bot.store.trail import Trail
from tests.bot.store.samples import OTHER_TEAM, TEAM
from tests.bot.store.test_trail import entry

LENGTH = 5
LIST, END = keys.trail(TEAM), keys.trail_end(TEAM)


@pytest.fixture
def trail(redis_client: Redis, cipher: Cipher, anchor: Anchor) -> Trail:
    return _longer(Trail(redis_client, cipher, anchor), LENGTH)


def _longer(trail: Trail, entries: int) -> Trail:
    for number in range(entries):
        trail.append(entry(number))
    return trail


def _snapshot(client: Redis) -> Callable[[], None]:
    """What stands in Redis now, to be put back later."""
    kept = {key: client.dump(key) for key in (LIST, END)}

    def put_back() -> None:
        for key, value in kept.items():
            client.delete(key)
            client.restore(key, 0, value)

    return put_back


def test_every_entry_is_anchored(trail: Trail, anchor: Anchor) -> None:
    assert sorted(anchor.lines().digests[TEAM]) == list(range(1, LENGTH + 1))
    assert (trail.anchored(TEAM), trail.anchored(OTHER_TEAM), trail.broken(TEAM)) == (LENGTH, 0, None)


def test_an_older_state_of_redis_shows(trail: Trail, redis_client: Redis) -> None:
    put_back = _snapshot(redis_client)
    _longer(trail, 3)
    put_back()
    broken = trail.broken(TEAM)
    assert broken is not None
    assert (broken.number, broken.fault) == (LENGTH + 1, "the anchor tells of 8 entries; there are 5")


def test_an_older_state_shows_however_long_the_trail_has_grown_since(trail: Trail, redis_client: Redis) -> None:
    put_back = _snapshot(redis_client)
    trail.append(entry(98))
    put_back()
    trail.append(entry(99))
    _longer(trail, 3)
    broken = trail.broken(TEAM)
    assert broken is not None
    assert (broken.number, "older state" in broken.fault) == (LENGTH + 1, True)


def test_a_trail_taken_away_with_its_end_shows(trail: Trail, redis_client: Redis) -> None:
    redis_client.flushall()
    broken = trail.broken(TEAM)
    assert trail.workspaces() == [TEAM]
    assert broken is not None
    assert broken.number == 1


def test_an_entry_whose_process_died_before_its_line_is_no_loss(trail: Trail, tmp_path: Path) -> None:
    lines = (tmp_path / FILE).read_bytes().split()
    (tmp_path / FILE).write_bytes(b"\n" + b"\n".join(lines[:-1]))
    assert (trail.anchored(TEAM), trail.broken(TEAM)) == (LENGTH - 1, None)
    trail.append(entry(LENGTH))
    assert (trail.anchored(TEAM), trail.broken(TEAM)) == (LENGTH + 1, None)


def test_a_line_that_no_key_opens_is_told_and_spoils_no_other(trail: Trail, tmp_path: Path) -> None:
    with (tmp_path / FILE).open("ab") as file:
        file.write(b"\ncut-short")
    trail.append(entry(LENGTH))
    broken = trail.broken(TEAM)
    assert trail.anchored(TEAM) == LENGTH + 1
    assert broken is not None
    assert "1 of the anchor's lines" in broken.fault


def test_with_the_anchor_gone_the_trail_says_how_far_it_is_anchored(trail: Trail, tmp_path: Path) -> None:
    (tmp_path / FILE).unlink()
    assert (trail.anchored(TEAM), trail.length(TEAM)) == (0, LENGTH)


def test_an_anchor_that_cannot_be_written_fails_the_act_and_notes_nothing(
    redis_client: Redis, cipher: Cipher, tmp_path: Path
) -> None:
    (tmp_path / "home").write_text("a file where a folder is needed")
    with pytest.raises(StoreUnavailable):
        Trail(redis_client, cipher, Anchor(tmp_path / "home", cipher)).append(entry())
    assert redis_client.keys() == []


def test_many_writers_spoil_no_line(anchor: Anchor, cipher: Cipher, tmp_path: Path) -> None:
    def add(number: int) -> None:
        Anchor(tmp_path, cipher).add(Anchored(team_id=TEAM, number=number, digest=f"digest-{number}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    lines = anchor.lines()
    assert (sorted(lines.digests[TEAM]), lines.unreadable) == (list(range(40)), 0)


def test_it_is_sealed_and_its_owners_alone(trail: Trail, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / FILE).parent.stat().st_mode) == 0o700
    assert TEAM.encode() not in (tmp_path / FILE).read_bytes()


def test_a_line_is_under_the_newest_key_once_it_is_resealed(tmp_path: Path) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    Anchor(tmp_path, Cipher([old])).add(Anchored(team_id=TEAM, number=1, digest="first"))
    both = Anchor(tmp_path, Cipher([new, old]))
    assert both.needing_older() == 1
    both.reseal()
    assert both.needing_older() == 0
    alone = Anchor(tmp_path, Cipher([new]))
    alone.add(Anchored(team_id=TEAM, number=2, digest="second"))
    lines = alone.lines()
    assert (sorted(lines.digests[TEAM]), lines.unreadable) == ([1, 2], 0)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
