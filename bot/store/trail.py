"""The audit trail: who did what, when, to which reference. Entries are only added, each chained to the one before.

An entry holds no content. Each is sealed beside a digest over itself and all before it; the chain's end (how many
entries, and the last digest) is sealed apart, and each is anchored outside Redis (`bot.store.anchor`). Whoever can
write to Redis but has no key can forge neither, so that a changed, missing, moved or foreign entry shows, and a trail
that was put back or taken away with its end.
"""

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import structlog
from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints
from redis import Redis
from redis.client import Pipeline

from bot.store import keys
from bot.store.anchor import Anchor, Anchored
from bot.store.change import NOTHING, Change
from bot.store.cipher import Cipher
from bot.store.commands import read
from bot.store.errors import CipherError, StoreUnavailable, redis_guarded

log = structlog.get_logger(__name__)

SYSTEM = "system"
"""Stands where no person acted."""

Plain = Annotated[str, StringConstraints(pattern=r"^[\w.:-]{0,80}$")]
"""Ids and versions: a text with spaces in it does not fit."""


class Act(StrEnum):
    """What leaves an entry."""

    DECISION_RECORDED = "decision_recorded"
    DECISION_AMENDED = "decision_amended"
    LEAD_ASKED = "lead_asked"
    ESCALATION_CLAIMED = "escalation_claimed"
    ESCALATION_RESOLVED = "escalation_resolved"
    ADMIN_SHOWN = "admin_shown"
    REFUSED = "refused"
    """Somebody tried what only a lead or an administrator may do; the reference says what, and to what."""
    EXPORTED = "exported"
    PURGED = "purged"
    MODEL_TRAINED = "model_trained"
    MODEL_PROMOTED = "model_promoted"
    MODEL_ROLLED_BACK = "model_rolled_back"


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

    def __init__(self, client: Redis, cipher: Cipher, anchor: Anchor) -> None:
        self._client = client
        self._cipher = cipher
        self._anchor = anchor

    @redis_guarded()
    def append(self, entry: Entry, change: Change = NOTHING, *, once: str = "") -> bool:
        """Add an entry and make `change`, both or neither; false when the change, or this `once`, was there before.

        Raises what the change refuses with, and `CipherError` when the chain's end is not one that these keys sealed:
        the trail was tampered with.
        """
        entries, end = keys.trail(entry.team_id), keys.trail_end(entry.team_id)
        noted, member = keys.trail_noted(entry.team_id), f"{entry.act}:{once}"
        added: list[_Link] = []
        self._anchor.make_ready()

        def add(pipe: Pipeline) -> None:
            added.clear()
            already = bool(once) and bool(pipe.sismember(noted, member))
            writes = None if already else change.plan(pipe)
            before = self._end(read(pipe, end))
            pipe.multi()
            if writes is None:
                return
            link = _linked(entry, before)
            writes(pipe)
            pipe.rpush(entries, self._cipher.seal(link))
            pipe.set(end, self._cipher.seal(_End(number=link.number, digest=link.digest)))
            if once:
                pipe.sadd(noted, member)
            added.append(link)

        self._client.transaction(add, end, noted, *change.watched)
        for link in added:
            self._anchored(link)
        return bool(added)

    @redis_guarded()
    def entries(self, team_id: str) -> list[Entry]:
        """All of a workspace's, the first one first. Raises `CipherError` at one that no key opens."""
        return [self._cipher.unseal(token, _Link).entry for token in self._kept(team_id)[0]]

    @redis_guarded()
    def length(self, team_id: str) -> int:
        """How many entries there are."""
        return int(self._client.llen(keys.trail(team_id)))

    def anchored(self, team_id: str) -> int:
        """The last place that this machine's anchor tells of, 0 where it tells of none."""
        return max(self._anchor.lines().digests.get(team_id, {}), default=0)

    @redis_guarded()
    def workspaces(self) -> list[str]:
        """Those that have a trail, or whose trail's end or anchor is left."""
        found = {keys.team_of(key.decode()) for key in self._client.scan_iter(keys.ANY_TRAIL)}
        return sorted(found | self._anchor.lines().digests.keys())

    @redis_guarded()
    def broken(self, team_id: str) -> Broken | None:
        """The first place at which a workspace's trail does not hold; none when it is whole."""
        fault = next(self._faults(team_id), None)
        return None if fault is None else Broken(team_id=team_id, number=fault[0], fault=fault[1])

    def _faults(self, team_id: str) -> Iterator[tuple[int, str]]:
        lines = self._anchor.lines()  # before the trail is read: an entry after the last line is no fault
        anchored = lines.digests.get(team_id, {})
        tokens, end_token = self._kept(team_id)
        at = _End()
        for number, token in enumerate(tokens, start=1):
            try:
                link = self._cipher.unseal(token, _Link)
            except CipherError:
                yield number, "none of the keys opens this entry"
                return
            if link != _linked(link.entry, at) or link.entry.team_id != team_id:
                yield number, "this entry does not follow the one before it"
                return
            if anchored.get(number, {link.digest}) != {link.digest}:
                yield number, "the anchor tells of another entry: an older state was put back"
                return
            at = _End(number=link.number, digest=link.digest)
        try:
            end = self._end(end_token)
        except CipherError:
            yield at.number + 1, "none of the keys opens the trail's end"
            return
        if end != at:
            place = min(at.number, end.number) + 1
            yield place, f"the trail's end tells of {end.number} entries; there are {at.number}"
        last = max(anchored, default=0)
        if last > at.number:
            yield at.number + 1, f"the anchor tells of {last} entries; there are {at.number}"
        if lines.unreadable:
            yield last + 1, f"none of the keys opens {lines.unreadable} of the anchor's lines"

    def _kept(self, team_id: str) -> tuple[list[bytes], bytes | None]:
        """Entries and end of one moment."""
        with self._client.pipeline(transaction=True) as pipe:
            pipe.lrange(keys.trail(team_id), 0, -1)
            pipe.get(keys.trail_end(team_id))
            tokens, end = pipe.execute()
        return tokens, end

    def _end(self, token: bytes | None) -> _End:
        return _End() if token is None else self._cipher.unseal(token, _End)

    def _anchored(self, link: _Link) -> None:
        """The entry stands already: should its line fail, the next entry's covers it, since each holds all before."""
        line = Anchored(team_id=link.entry.team_id, number=link.number, digest=link.digest)
        try:
            self._anchor.add(line)
        except StoreUnavailable as error:
            log.error("entry_not_anchored", number=link.number, error=str(error))  # noqa: TRY400 - no trace in a log


def _linked(entry: Entry, before: _End) -> _Link:
    number = before.number + 1
    told = f"{number}\n{before.digest}\n{entry.model_dump_json()}"
    return _Link(number=number, entry=entry, digest=hashlib.sha256(told.encode()).hexdigest())
