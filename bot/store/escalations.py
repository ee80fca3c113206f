"""That somebody asked for a safeguarding lead: who, how urgently, and how far it has come. No content."""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints
from redis import Redis

from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.commands import oldest, read, read_all, replace
from bot.store.errors import RecordMissing, redis_guarded

_SAVE = """
local stored = redis.call('GET', KEYS[1])
if stored then return stored == ARGV[1] end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[3])
return true
"""
"""Note and index at once; true also when the very same token is there: the reply to the first sending was lost."""


class EscalationState(StrEnum):
    """How far a request has come."""

    OPEN = "open"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class EscalationNote(BaseModel):
    """One request for a lead."""

    model_config = ConfigDict(frozen=True)

    reference: str
    team_id: str
    user_id: str
    urgency: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
    """The id of the choice that was picked: never free text."""
    asked_at: AwareDatetime
    state: EscalationState = EscalationState.OPEN


class EscalationNotes:
    """Requests for a lead, each moved on by one caller only. Methods raise `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        self._client = client
        self._cipher = cipher

    @redis_guarded()
    def save(self, note: EscalationNote) -> bool:
        """Keep a new request; false, keeping the first, when its reference is already there."""
        where = (keys.escalation(note.team_id, note.reference), keys.escalations_open(note.team_id))
        what = (self._cipher.seal(note), note.asked_at.timestamp(), note.reference)
        return bool(self._client.eval(_SAVE, len(where), *where, *what))

    @redis_guarded()
    def get(self, team_id: str, reference: str) -> EscalationNote | None:
        """The request of this reference."""
        token = read(self._client, keys.escalation(team_id, reference))
        return None if token is None else self._cipher.unseal(token, EscalationNote)

    @redis_guarded()
    def unfinished(self, team_id: str) -> list[EscalationNote]:
        """All requests that are not resolved, the one that waits longest first."""
        references = oldest(self._client, keys.escalations_open(team_id))
        tokens = read_all(self._client, [keys.escalation(team_id, reference) for reference in references])
        notes = (self._cipher.unseal(token, EscalationNote) for token in tokens)
        return [note for note in notes if note.state is not EscalationState.RESOLVED]

    @redis_guarded()
    def move(self, team_id: str, reference: str, before: EscalationState, after: EscalationState) -> bool:
        """Move a request on; false when it is not, or no longer, in the state `before`. Raises `RecordMissing`."""
        key = keys.escalation(team_id, reference)
        token = read(self._client, key)
        if token is None:
            raise RecordMissing("there is no such request for a lead")
        note = self._cipher.unseal(token, EscalationNote)
        moved = self._cipher.seal(note.model_copy(update={"state": after}))
        if note.state is not before or not replace(self._client, key, token, moved):
            return False
        if after is EscalationState.RESOLVED:
            self._client.zrem(keys.escalations_open(team_id), reference)
        return True
