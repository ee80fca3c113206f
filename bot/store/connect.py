"""Reaching Redis, quickly or not at all, and whether it keeps what it confirms."""

import time
from collections.abc import Callable, Mapping
from contextlib import closing

from redis import Redis, exceptions
from redis.backoff import ConstantBackoff, ExponentialBackoff, NoBackoff
from redis.retry import Retry

from bot.store.errors import StoreUnavailable

CONNECT_SECONDS = 0.5
ANSWER_SECONDS = 1.2
"""Slack waits three seconds for an acknowledgement: one command must leave time for the queue, and to say so. So a
Redis that hangs is given up at the first timeout; only a broken connection is tried again."""

RETRIES = 2
PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 0.2

HEALTH_SECONDS = 30
"""A connection idle for longer is tried before it is used."""

READY_POLL_SECONDS = 0.05
FOR_EVER = -1


def connect(url: str) -> Redis:
    """A client for `redis://`, `rediss://` or `unix://`; it connects on first use and is safe to share by threads.

    A command whose reply is lost is sent again: every write of this room stands being applied twice.
    Raises `StoreUnavailable` when the URL is not one of Redis.
    """
    backoff = ExponentialBackoff(cap=LONGEST_PAUSE_SECONDS, base=PAUSE_SECONDS)
    return _client(url, Retry(backoff, RETRIES, supported_errors=(exceptions.ConnectionError,)))


def wait_until_ready(url: str, seconds: float = 10.0) -> None:
    """Return once Redis takes commands, its data loaded. Raises `StoreUnavailable` when that takes longer."""
    give_up = time.monotonic() + seconds

    def no_longer(error: Exception) -> None:
        if time.monotonic() > give_up:
            raise StoreUnavailable(f"Redis was not ready within {seconds:g} s ({type(error).__name__})") from None

    with closing(_client(url, Retry(NoBackoff(), 0))) as client:
        Retry(ConstantBackoff(READY_POLL_SECONDS), FOR_EVER).call_with_retry(client.ping, no_longer)


def check_durability(client: Redis) -> list[str]:
    """Reasons why this Redis might lose what it confirmed, in plain words; none when it is safe.

    What a managed Redis does not tell is a reason too, marked unknown. Raises `StoreUnavailable`.
    """
    try:
        told = {**_section(client, "persistence"), **_section(client, "memory")}
        told["appendfsync"] = _appendfsync(client)
    except exceptions.RedisError as error:
        raise StoreUnavailable(f"Redis could not be asked ({type(error).__name__})") from None
    return [reason for name, judge in _DURABILITY.items() if (reason := judge(told.get(name))) is not None]


def _client(url: str, retry: Retry) -> Redis:
    try:
        return Redis.from_url(
            url,
            retry=retry,
            socket_connect_timeout=CONNECT_SECONDS,
            socket_timeout=ANSWER_SECONDS,
            health_check_interval=HEALTH_SECONDS,
        )
    except ValueError:
        raise StoreUnavailable("the Redis URL must begin with redis://, rediss:// or unix://") from None


def _section(client: Redis, name: str) -> Mapping[str, object]:
    return {key: str(value) for key, value in client.info(name).items()}


def _appendfsync(client: Redis) -> str | None:
    try:
        return str(client.config_get("appendfsync").get("appendfsync"))
    except exceptions.ResponseError:
        return None


def _append_only(value: object) -> str | None:
    if value is None:
        return "unknown: whether the append-only file is on"
    return None if value == "1" else "the append-only file is off: set appendonly yes"


def _eviction(value: object) -> str | None:
    if value is None:
        return "unknown: what Redis drops when its memory is full"
    return None if value == "noeviction" else f"records may be dropped ({value}): set maxmemory-policy noeviction"


def _write_status(value: object) -> str | None:
    return None if value in (None, "ok") else "the last write to the append-only file failed: is the disk full?"


def _fsync(value: object) -> str | None:
    if value is None:
        return "unknown: whether a write is on disk before it is confirmed (CONFIG is refused)"
    return None if value == "always" else f"the last seconds may be lost (appendfsync {value}): set appendfsync always"


_DURABILITY: dict[str, Callable[[object], str | None]] = {
    "aof_enabled": _append_only,
    "aof_last_write_status": _write_status,
    "maxmemory_policy": _eviction,
    "appendfsync": _fsync,
}
"""What Redis says of itself, and how it is judged."""
