"""Turning keys over: every sealed value in Redis under the newest key, each in one step, so that it can be stopped and
begun again; and what still needs an older key.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redis import Redis

from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.commands import replace
from bot.store.errors import CipherError, redis_guarded
from bot.store.keys import Kind
from bot.store.retention import BY_KIND

_REPLACE_AT = """
if redis.call(ARGV[1], KEYS[1], ARGV[3]) ~= ARGV[4] then return 0 end
redis.call(ARGV[2], KEYS[1], ARGV[3], ARGV[5])
return 1
"""
_GET_AND_SET = {int: ("LINDEX", "LSET"), str: ("HGET", "HSET")}
"""By what says where in its key a value stands: a place in a list, a field of a hash."""


@dataclass(frozen=True)
class Place:
    """Where a sealed value stands: under a key or, as `at`, in the list (counted from 0) or the hash under it."""

    kind: Kind
    key: str
    at: int | str | None = None


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

    @redis_guarded()
    def of_no_kind(self) -> int:
        """How many keys are of no kind that the table of retention has: what they hold was not looked at."""
        return sum(keys.kind_of(key.decode()) is None for key in self._client.scan_iter(keys.ANYTHING))

    def _places(self) -> Iterator[Place]:
        for key in sorted(key.decode() for key in self._client.scan_iter(keys.ANYTHING)):
            kind = keys.kind_of(key)
            if kind is not None and BY_KIND[kind].sealed:
                yield from (Place(kind, key, at) for at in self._within(key))

    def _within(self, key: str) -> Iterable[int | str | None]:
        match self._client.type(key):
            case b"list":
                return range(self._client.llen(key))
            case b"hash":
                return [field.decode() for field in self._client.hkeys(key) if isinstance(field, bytes)]
            case _:
                return [None]

    def _token(self, place: Place) -> bytes | None:
        match place.at:
            case None:
                token = self._client.get(place.key)
            case int():
                token = self._client.lindex(place.key, place.at)
            case _:
                token = self._client.hget(place.key, place.at)
        return token if isinstance(token, bytes) else None

    def _replaced(self, place: Place, before: bytes, after: bytes) -> bool:
        if place.at is None:
            return replace(self._client, place.key, before, after)
        commands = _GET_AND_SET[type(place.at)]
        return bool(self._client.eval(_REPLACE_AT, 1, place.key, *commands, place.at, before, after))
