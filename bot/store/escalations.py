"""That somebody asked for a safeguarding lead: who, how urgently, and how far it has come. No content."""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints
from redis import Redis
from redis.client import Pipeline

from bot.messages import AnswerRef
from bot.store import keys
from bot.store.change import Change, Writes
from bot.store.cipher import Cipher
from bot.store.commands import oldest, read, read_all, replace
from bot.store.errors import RecordMissing, ReferenceTaken, redis_guarded
from bot.store.trail import Act, Entry, Trail


class EscalationState(StrEnum):
    """How far a request has come."""

    OPEN = "open"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class EscalationNote(BaseModel):
    """One request for a lead."""

    model_config = ConfigDict(frozen=True)

    reference: str
    request_id: str
    """The same however often the request is sent, so that another request's note is not taken for it."""
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

    def save(self, note: EscalationNote, trail: Trail, answer: AnswerRef | None = None) -> bool:
        """Keep a new request and note it, with what is known of the answer it came from: both or neither.

        False, keeping the first and noting nothing, when the same request was kept before.
        Raises `ReferenceTaken` when another request bears this reference.
        """
        place, index = keys.escalation(note.team_id, note.reference), keys.escalations_open(note.team_id)
        token = self._cipher.seal(note)

        def write(pipe: Pipeline) -> None:
            pipe.set(place, token)
            pipe.zadd(index, {note.reference: note.asked_at.timestamp()})

        def plan(pipe: Pipeline) -> Writes | None:
            before = read(pipe, place)
            if before is None:
                return write
            if self._cipher.unseal(before, EscalationNote).request_id != note.request_id:
                raise ReferenceTaken("another request bears this reference")
            return None

        return trail.append(_asked(note, answer), Change((place,), plan))

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


def _asked(note: EscalationNote, answer: AnswerRef | None) -> Entry:
    return Entry(
        at=note.asked_at,
        team_id=note.team_id,
        user_id=note.user_id,
        act=Act.LEAD_ASKED,
        reference=note.reference,
        model=answer.model if answer else "",
        guidance=answer.guidance_version if answer else "",
    )
