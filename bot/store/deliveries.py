"""How far each outgoing message has come, so that work done at least once shows once."""

import secrets
from enum import StrEnum

from redis import Redis

from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.errors import redis_guarded
from bot.store.retention import EFFECTS

_BEGUN = b"begun:"
_DONE = b"done:"


class Attempt(StrEnum):
    """What is known of an effect when it is about to be tried."""

    FIRST = "first"
    """Nobody began it: do it."""
    AGAIN = "again"
    """Begun before and never reported done: it may stand already, so look before doing it again."""
    DONE = "done"
    """It stands: do nothing."""


class DeliveryStore:
    """One entry for each effect id. Every method raises `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        """The cipher is taken as by every store; nothing here needs sealing, only ids and timestamps are kept."""
        self._client = client

    @redis_guarded()
    def begin(self, effect_id: str) -> Attempt:
        """Note that the effect is about to be tried; only one caller is ever told `FIRST`."""
        key, mine = keys.effect(effect_id), _BEGUN + secrets.token_hex(8).encode()
        with self._client.pipeline(transaction=True) as pipe:
            pipe.set(key, mine, nx=True, ex=EFFECTS)
            pipe.get(key)
            _, stored = pipe.execute()
        if stored == mine:  # also when the first reply was lost and the command sent again
            return Attempt.FIRST
        return Attempt.DONE if stored.startswith(_DONE) else Attempt.AGAIN

    @redis_guarded()
    def done(self, effect_id: str, ts: str = "") -> None:
        """Note that the effect stands, as the Slack message `ts` where it is one."""
        self._client.set(keys.effect(effect_id), _DONE + ts.encode(), ex=EFFECTS)

    @redis_guarded()
    def undo(self, effect_id: str) -> None:
        """Note that the effect surely did not happen, so that the next attempt is a first one."""
        self._client.delete(keys.effect(effect_id))

    @redis_guarded()
    def shown_as(self, effect_id: str) -> str | None:
        """The Slack message that the effect stands as; none when it is not done, or is no message."""
        stored = self._client.get(keys.effect(effect_id))
        if not isinstance(stored, bytes) or not stored.startswith(_DONE):
            return None
        return stored.removeprefix(_DONE).decode() or None
