"""The few Redis commands that several stores share, typed."""

from redis import Redis

from bot.store import keys

_REPLACE = """
local stored = redis.call('GET', KEYS[1])
if stored == ARGV[2] then return 1 end
if stored ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
"""
"""Also true when the value is already the new one: the reply to the first sending was lost."""


def replace(client: Redis, key: str, before: bytes, after: bytes) -> bool:
    """Put `after` in the place of `before`, to expire when that would have.

    False, changing nothing, when another value stands there by now.
    """
    return bool(client.eval(_REPLACE, 1, key, before, after))


def read(client: Redis, key: str) -> bytes | None:
    """The value of a key, none when there is none."""
    value = client.get(key)
    return value.encode() if isinstance(value, str) else value


def read_all(client: Redis, found: list[str]) -> list[bytes]:
    """The values of the keys that have one, in order."""
    values = client.mget(found) if found else []
    return [value for value in values if isinstance(value, bytes)]


def workspaces(client: Redis) -> list[str]:
    """Those that anything is kept of."""
    found = (key.decode() for key in client.scan_iter(keys.ANYTHING))
    teams = {keys.team_of(key) for key in found if keys.kind_of(key) not in {None, *keys.OF_NO_TEAM}}
    return sorted(teams - {keys.ANY_TEAM})


def newest(client: Redis, index: str, limit: int | None = None) -> list[str]:
    """Members of a sorted set, the highest score first."""
    return _texts(client.zrevrange(index, 0, -1 if limit is None else limit - 1))


def oldest(client: Redis, index: str) -> list[str]:
    """Members of a sorted set, the lowest score first."""
    return _texts(client.zrange(index, 0, -1))


def scores(client: Redis, index: str) -> dict[str, float]:
    """Members of a sorted set with their scores."""
    found: list[tuple[bytes, float]] = client.zrange(index, 0, -1, withscores=True)  # type: ignore[assignment]
    return {member.decode(): score for member, score in found}


def numbers(client: Redis, name: str) -> dict[str, int]:
    """A hash of whole numbers."""
    found: dict[bytes, bytes] = client.hgetall(name)  # type: ignore[assignment]
    return {field.decode(): int(value) for field, value in found.items()}


def _texts(members: object) -> list[str]:
    """Without scores, Redis replies with a flat list of byte strings."""
    return [member.decode() for member in members if isinstance(member, bytes)] if isinstance(members, list) else []
