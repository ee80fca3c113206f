"""How `sharewise up` learns that its children are ready: each leaves its name in Redis."""

from redis import Redis

KEPT_SECONDS = 24 * 60 * 60


def _key(run: str) -> str:
    return f"sharewise:presence:{run}"


def announce(client: Redis, run: str, name: str) -> None:
    """Say that the process `name` of this run takes work now; nothing to say outside a run."""
    if run:
        client.sadd(_key(run), name)
        client.expire(_key(run), KEPT_SECONDS)


def present(client: Redis, run: str, name: str) -> bool:
    """Whether `name` has said so."""
    return bool(client.sismember(_key(run), name))
