import socket
import time
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from redis import Redis

from bot.store.cipher import Cipher
from bot.store.connect import check_durability, connect
from bot.store.deliveries import DeliveryStore
from bot.store.errors import StoreUnavailable
from tests.redis_server import RedisServer

SLACK_WAITS_SECONDS = 3.0


def deliveries(url: str) -> DeliveryStore:
    return DeliveryStore(connect(url), Cipher([Fernet.generate_key().decode()]))


def seconds_until_unavailable(url: str) -> float:
    started = time.monotonic()
    with pytest.raises(StoreUnavailable):
        deliveries(url).begin("Ev1:answer")
    return time.monotonic() - started


def test_with_redis_away_a_store_says_so_at_once(tmp_path: Path) -> None:
    assert seconds_until_unavailable(f"unix://{tmp_path}/redis.sock") < 1


def test_a_redis_that_hangs_is_given_up_in_time_for_slack() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert seconds_until_unavailable(f"redis://127.0.0.1:{silent.getsockname()[1]}/0") < SLACK_WAITS_SECONDS


def test_a_client_outlives_a_restart_of_redis(redis_server: RedisServer) -> None:
    store = deliveries(redis_server.url)
    store.done("Ev1:answer", "1.1")
    redis_server.kill()
    with pytest.raises(StoreUnavailable):
        store.shown_as("Ev1:answer")
    redis_server.start()
    assert store.shown_as("Ev1:answer") == "1.1"


def test_an_error_of_the_store_quotes_no_key(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        deliveries(f"unix://{tmp_path}/redis.sock").begin("Ev1:answer")
    assert "Ev1" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_an_address_that_is_not_of_redis_is_refused_in_plain_words() -> None:
    with pytest.raises(StoreUnavailable, match="must begin with"):
        connect("http://127.0.0.1")


@pytest.mark.parametrize(
    ("setting", "value", "reason"),
    [
        ("appendonly", "no", "append-only file is off"),
        ("maxmemory-policy", "allkeys-lru", "may be dropped"),
        ("appendfsync", "everysec", "last seconds may be lost"),
    ],
)
def test_a_redis_that_may_lose_records_is_told_by_its_reason(
    redis_server: RedisServer, setting: str, value: str, reason: str
) -> None:
    client = connect(redis_server.url)
    client.config_set(setting, value)
    [told] = check_durability(client)
    assert reason in told


def test_what_a_managed_redis_forbids_is_reported_as_unknown(redis_server: RedisServer) -> None:
    admin = connect(redis_server.url)
    admin.acl_setuser("tenant", enabled=True, nopass=True, keys=["*"], commands=["+@all", "-config"])
    tenant = Redis(unix_socket_path=admin.connection_pool.connection_kwargs["path"], username="tenant", password="x")
    [told] = check_durability(tenant)
    assert told.startswith("unknown")


def test_durability_of_a_redis_that_is_away_cannot_be_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        check_durability(connect(f"unix://{tmp_path}/redis.sock"))
