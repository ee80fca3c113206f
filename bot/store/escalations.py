"""That somebody asked for a safeguarding lead: who, how urgently, and how far it has come. No content."""

from functools import partial

from pydantic import BaseModel, ConfigDict
from redis import Redis
from redis.client import Pipeline

from bot.escalation import Escalation, EscalationState, Step
from bot.messages import AnswerRef
from bot.store import keys
from bot.store.change import Change, Writes
from bot.store.cipher import Cipher
from bot.store.commands import oldest, read, read_all
from bot.store.errors import RecordMissing, ReferenceTaken, redis_guarded
from bot.store.trail import Act, Entry, Trail

BEFORE = {EscalationState.CLAIMED: EscalationState.OPEN, EscalationState.RESOLVED: EscalationState.CLAIMED}
"""The state from which each step leads."""

ACTS = {EscalationState.CLAIMED: Act.ESCALATION_CLAIMED, EscalationState.RESOLVED: Act.ESCALATION_RESOLVED}


class Place(BaseModel):
    """A message in Slack."""

    model_config = ConfigDict(frozen=True)

    channel_id: str
    ts: str


class EscalationNote(Escalation):
    """A request as it is kept."""

    request_id: str
    """The same however often the request is sent, so that another request's note is not taken for it."""
    notice: Place | None = None
    """Where the leads were told of it, once they were."""


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

    def move(self, step: Step, trail: Trail) -> EscalationNote:
        """Move a request on and note it: both or neither, and by one lead only; the request as it stands now.

        It stays as it is when another was quicker, or when the step does not lead on from there: `moved` tells.
        Raises `RecordMissing` when there is no such request.
        """
        place, index = keys.escalation(step.team_id, step.reference), keys.escalations_open(step.team_id)
        standing: list[EscalationNote] = []

        def plan(pipe: Pipeline) -> Writes | None:
            note = self._standing(read(pipe, place))
            after = _moved(note, step)
            standing[:] = [after or note]
            if after is None:
                return None
            return partial(self._write, after, index)

        trail.append(_stepped(step), Change((place,), plan))
        return standing[0]

    @redis_guarded()
    def noticed(self, team_id: str, reference: str, place: Place) -> EscalationNote:
        """Keep where the leads were told of a request; the request. Raises `RecordMissing`."""
        key = keys.escalation(team_id, reference)

        kept: list[EscalationNote] = []

        def keep(pipe: Pipeline) -> None:
            kept[:] = [self._standing(read(pipe, key)).model_copy(update={"notice": place})]
            pipe.multi()
            pipe.set(key, self._cipher.seal(kept[0]))

        self._client.transaction(keep, key)
        return kept[0]

    def _standing(self, token: bytes | None) -> EscalationNote:
        if token is None:
            raise RecordMissing("there is no such request for a lead")
        return self._cipher.unseal(token, EscalationNote)

    def _write(self, note: EscalationNote, index: str, pipe: Pipeline) -> None:
        pipe.set(keys.escalation(note.team_id, note.reference), self._cipher.seal(note))
        if note.state is EscalationState.RESOLVED:
            pipe.zrem(index, note.reference)


def _moved(note: EscalationNote, step: Step) -> EscalationNote | None:
    """None when the step does not lead on from where the request stands."""
    if note.state is not BEFORE[step.to]:
        return None
    return note.model_copy(update={"state": step.to, step.to.value: step.by})


def _stepped(step: Step) -> Entry:
    return Entry(
        at=step.by.at, team_id=step.team_id, user_id=step.by.user_id, act=ACTS[step.to], reference=step.reference
    )


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
