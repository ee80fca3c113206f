"""Turning keys over: every sealed value in Redis under the newest key, each in one step, so that it can be stopped and
begun again; and what still needs an older key.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redis import Redis

from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.commands import read, replace
from bot.store.errors import CipherError, redis_guarded
from bot.store.keys import Kind
from bot.store.retention import BY_KIND

_REPLACE_AT = """
if redis.call('LINDEX', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('LSET', KEYS[1], ARGV[1], ARGV[3])
return 1
"""


@dataclass(frozen=True)
class Place:
    """Where a sealed value stands: under a key or, counted from 0, in the list under it."""

    kind: Kind
    key: str
    position: int | None = None


@dataclass(frozen=True)
class Survey:
    """How many values of which kind the newest key alone does not open, and how many no key opens."""

    older: Counter[Kind]
    unreadable: Counter[Kind]


class Resealing:
    """Methods raise `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        self._client = client
        self._cipher = cipher

    @redis_guarded()
    def places(self) -> list[Place]:
        """Of every sealed value; what is sealed after this is under the newest key already."""
        return list(self._places())

    @redis_guarded()
    def reseal(self, place: Place) -> None:
        """Put one value under the newest key, to expire when it would have; one that no key opens stays as it is."""
        while (token := self._token(place)) is not None and self._cipher.needs_older(token):
            try:
                resealed = self._cipher.rotate(token)
            except CipherError:
                return
            if self._replaced(place, token, resealed):
                return

    @redis_guarded()
    def survey(self, places: Iterable[Place]) -> Survey:
        """What stands at these places, counted."""
        found = Survey(Counter(), Counter())
        for place in places:
            token = self._token(place)
            if token is None or not self._cipher.needs_older(token):
                continue
            try:
                self._cipher.decrypt(token)
            except CipherError:
                found.unreadable[place.kind] += 1
            else:
                found.older[place.kind] += 1
        return found

    def _places(self) -> Iterator[Place]:
        for key in sorted(key.decode() for key in self._client.scan_iter(keys.ANYTHING)):
            kind = keys.kind_of(key)
            if kind is None or not BY_KIND[kind].sealed:
                continue
            if kind is Kind.TRAIL:
                yield from (Place(kind, key, position) for position in range(self._client.llen(key)))
            else:
                yield Place(kind, key)

    def _token(self, place: Place) -> bytes | None:
        if place.position is None:
            return read(self._client, place.key)
        token = self._client.lindex(place.key, place.position)
        return token.encode() if isinstance(token, str) else token

    def _replaced(self, place: Place, before: bytes, after: bytes) -> bool:
        if place.position is None:
            return replace(self._client, place.key, before, after)
        return bool(self._client.eval(_REPLACE_AT, 1, place.key, place.position, before, after))
