"""The audit trail: who did what, when, to which reference. Entries are only added, each chained to the one before.

An entry holds no content. Each is sealed beside a digest over itself and all before it; the chain's end (how many
entries, and the last digest) is sealed apart. Whoever can write to Redis but has no key can forge neither, so that a
changed, missing, moved or foreign entry shows.
"""

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints
from redis import Redis
from redis.client import Pipeline

from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.commands import read
from bot.store.errors import CipherError, redis_guarded

SYSTEM = "system"
"""Stands where no person acted."""

Plain = Annotated[str, StringConstraints(pattern=r"^[\w.:-]{0,80}$")]
"""Ids and versions: a text with spaces in it does not fit."""


class Act(StrEnum):
    """What leaves an entry."""

    DECISION_RECORDED = "decision_recorded"
    LEAD_ASKED = "lead_asked"
    EXPORTED = "exported"
    PURGED = "purged"


class Entry(BaseModel):
    """One act. `reference` and the versions are empty where there are none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: AwareDatetime
    team_id: Plain
    user_id: Plain
    act: Act
    reference: Plain = ""
    model: Plain = ""
    guidance: Plain = ""


class _Link(BaseModel):
    """An entry in its place of the chain; `number` counts from 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    entry: Entry
    digest: str


class _End(BaseModel):
    """How long the chain is, and its last digest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = 0
    digest: str = ""


class Broken(BaseModel):
    """Where a trail does not hold, counted from 1, and how; a place beyond its end is what was taken off."""

    model_config = ConfigDict(frozen=True)

    team_id: str
    number: int
    fault: str


class Trail:
    """The trails of all workspaces. Methods raise `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        self._client = client
        self._cipher = cipher

    @redis_guarded()
    def append(self, entry: Entry, once: str = "") -> None:
        """Add an entry; one act is noted once for each `once`, however often it is tried.

        Raises `CipherError` when the chain's end is not one that these keys sealed: the trail was tampered with.
        """
        entries, end = keys.trail(entry.team_id), keys.trail_end(entry.team_id)
        noted, member = keys.trail_noted(entry.team_id), f"{entry.act}:{once}"

        def add(pipe: Pipeline) -> None:
            already = bool(once) and bool(pipe.sismember(noted, member))
            before = self._end(read(pipe, end))
            pipe.multi()
            if already:
                return
            link = _linked(entry, before)
            pipe.rpush(entries, self._cipher.seal(link))
            pipe.set(end, self._cipher.seal(_End(number=link.number, digest=link.digest)))
            if once:
                pipe.sadd(noted, member)

        self._client.transaction(add, end, noted)

    @redis_guarded()
    def entries(self, team_id: str) -> list[Entry]:
        """All of a workspace's, the first one first. Raises `CipherError` at one that no key opens."""
        return [self._cipher.unseal(token, _Link).entry for token in self._tokens(team_id)]

    @redis_guarded()
    def length(self, team_id: str) -> int:
        """How many entries there are."""
        return len(self._tokens(team_id))

    @redis_guarded()
    def workspaces(self) -> list[str]:
        """Those that have a trail, or whose trail's end is left."""
        return sorted({keys.team_of(key.decode()) for key in self._client.scan_iter(keys.ANY_TRAIL)})

    @redis_guarded()
    def broken(self, team_id: str) -> Broken | None:
        """The first place at which a workspace's trail does not hold; none when it is whole."""
        fault = next(self._faults(team_id), None)
        return None if fault is None else Broken(team_id=team_id, number=fault[0], fault=fault[1])

    def _faults(self, team_id: str) -> Iterator[tuple[int, str]]:
        at = _End()
        for number, token in enumerate(self._tokens(team_id), start=1):
            try:
                link = self._cipher.unseal(token, _Link)
            except CipherError:
                yield number, "none of the keys opens this entry"
                return
            if link != _linked(link.entry, at) or link.entry.team_id != team_id:
                yield number, "this entry does not follow the one before it"
                return
            at = _End(number=link.number, digest=link.digest)
        try:
            end = self._end(read(self._client, keys.trail_end(team_id)))
        except CipherError:
            yield at.number + 1, "none of the keys opens the trail's end"
            return
        if end != at:
            yield (
                min(at.number, end.number) + 1,
                f"the trail's end tells of {end.number} entries; there are {at.number}",
            )

    def _tokens(self, team_id: str) -> list[bytes]:
        found = self._client.lrange(keys.trail(team_id), 0, -1)
        return [token for token in found if isinstance(token, bytes)] if isinstance(found, list) else []

    def _end(self, token: bytes | None) -> _End:
        return _End() if token is None else self._cipher.unseal(token, _End)


def _linked(entry: Entry, before: _End) -> _Link:
    number = before.number + 1
    told = f"{number}\n{before.digest}\n{entry.model_dump_json()}"
    return _Link(number=number, entry=entry, digest=hashlib.sha256(told.encode()).hexdigest())
