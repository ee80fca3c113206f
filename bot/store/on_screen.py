"""What stands before each person beside the answers, for hiding to reach; and when they last wanted all hidden."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from redis import Redis

from bot.messages import Kind, Standing
from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.errors import redis_guarded
from bot.store.retention import ANSWERS, EPHEMERALS, FORMS, HIDDEN

KEPT: Mapping[Kind, timedelta] = {Kind.MESSAGE: ANSWERS, Kind.EPHEMERAL: EPHEMERALS, Kind.FORM: FORMS}

WANTED = "wanted"


class OnScreenStore:
    """Sealed, each kind for its time. Every method raises `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        self._client = client
        self._cipher = cipher

    @redis_guarded()
    def note(self, standing: Standing) -> None:
        """Keep it; for the same id, the last one counts."""
        key = keys.on_screen(standing.team_id, standing.user_id, standing.kind)
        with self._client.pipeline(transaction=True) as pipe:
            pipe.hset(key, standing.id, self._cipher.seal(standing))
            pipe.expire(key, KEPT[standing.kind])
            pipe.execute()

    @redis_guarded()
    def standing(self, team_id: str, user_id: str, now: datetime) -> list[Standing]:
        """All that stands before one person, the latest first."""
        found = [token for kind in Kind for token in self._tokens(keys.on_screen(team_id, user_id, kind))]
        opened = [self._cipher.unseal(token, Standing) for token in found]
        lasting = [each for each in opened if now - each.at < KEPT[each.kind]]
        return sorted(lasting, key=lambda each: each.at, reverse=True)

    @redis_guarded()
    def forget(self, team_id: str, user_id: str, kind: Kind, standing_id: str) -> None:
        """It is gone; harmless when already forgotten."""
        self._client.hdel(keys.on_screen(team_id, user_id, kind), standing_id)

    @redis_guarded()
    def purge(self, team_id: str, user_id: str) -> None:
        """Keep nothing of this person."""
        kinds = (keys.on_screen(team_id, user_id, kind) for kind in Kind)
        self._client.delete(*kinds, keys.hidden(team_id, user_id))

    @redis_guarded()
    def hide(self, team_id: str, user_id: str, at: datetime) -> None:
        """Note that this person wanted all hidden that was asked up to then; an earlier wish changes nothing."""
        key = keys.hidden(team_id, user_id)
        with self._client.pipeline(transaction=True) as pipe:
            pipe.zadd(key, {WANTED: at.timestamp()}, gt=True)
            pipe.expire(key, HIDDEN)
            pipe.execute()

    @redis_guarded()
    def hidden_since(self, team_id: str, user_id: str, asked_at: datetime) -> bool:
        """Whether this person wanted all hidden after they asked."""
        at = self._client.zscore(keys.hidden(team_id, user_id), WANTED)
        return isinstance(at, float) and at >= asked_at.timestamp()

    def _tokens(self, key: str) -> list[bytes]:
        return [token for token in self._client.hgetall(key).values() if isinstance(token, bytes)]
