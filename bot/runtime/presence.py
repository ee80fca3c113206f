"""How `sharewise up` learns that its children are ready: each leaves its name in Redis."""

from redis import Redis

from bot.store.keys import PREFIX, Kind
from bot.store.retention import RUNS


def _key(run: str) -> str:
    return f"{PREFIX}:{Kind.PRESENCE}:{run}"


def announce(client: Redis, run: str, name: str) -> None:
    """Say that the process `name` of this run takes work now; nothing to say outside a run."""
    if run:
        client.sadd(_key(run), name)
        client.expire(_key(run), RUNS)


def present(client: Redis, run: str, name: str) -> bool:
    """Whether `name` has said so."""
    return bool(client.sismember(_key(run), name))
