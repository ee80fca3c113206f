"""What each person's thread was last about, for 24 hours: a label and what was named, sealed, no words of anybody."""

from redis import Redis

from bot.messages import Earlier, Origin
from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.commands import read
from bot.store.errors import redis_guarded
from bot.store.retention import THREADS


class ThreadStore:
    """One memory a person and thread. Every method raises `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        self._client = client
        self._cipher = cipher

    @redis_guarded()
    def remember(self, origin: Origin, earlier: Earlier) -> None:
        """Keep what the thread of this message is about now; a command, which has no thread, leaves nothing."""
        key = _key(origin)
        if key is None:
            return
        index = keys.threads_of(origin.team_id, origin.user_id)
        with self._client.pipeline(transaction=True) as pipe:
            pipe.set(key, self._cipher.seal(earlier), ex=THREADS)
            pipe.sadd(index, key)
            pipe.expire(index, THREADS)
            pipe.execute()

    @redis_guarded()
    def recall(self, origin: Origin) -> Earlier | None:
        """What the thread that this message stands in was last about, if this person asked there within the day."""
        key = _key(origin) if origin.thread_ts else None
        token = read(self._client, key) if key else None
        return None if token is None else self._cipher.unseal(token, Earlier)

    @redis_guarded()
    def forget(self, team_id: str, user_id: str) -> None:
        """Keep nothing of this person's threads."""
        index = keys.threads_of(team_id, user_id)
        with self._client.pipeline(transaction=True) as pipe:
            pipe.delete(*self._client.sscan_iter(index), index)
            pipe.execute()


def _key(origin: Origin) -> str | None:
    thread = origin.thread_ts or origin.message_ts
    return keys.thread(origin.team_id, origin.user_id, origin.channel_id, thread) if thread else None
