"""Decision records: sealed, saved once for each submitted form, and amended but never overwritten.

A record is written in one transaction with the audit trail's entry of it, so neither stands without the other.
"""

from redis import Redis
from redis.client import Pipeline

from actions.decisions.record import DecisionRecord
from bot.store import keys
from bot.store.change import Change, Writes
from bot.store.cipher import Cipher
from bot.store.commands import newest, read, read_all
from bot.store.errors import AmendmentRefused, CipherError, RecordMissing, ReferenceTaken, redis_guarded
from bot.store.trail import Act, Entry, Trail


class DecisionStore:
    """The records of all workspaces, each under its own. Methods raise `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        self._client = client
        self._cipher = cipher

    def save(self, record: DecisionRecord, trail: Trail) -> bool:
        """Keep a new record and note it; once this returns both are in Redis, whole.

        False, keeping the first and noting nothing, when the same form was saved before (see `saved_from`).
        Raises `ReferenceTaken` when another form's record bears this reference.
        """
        team_id, reference = record.owner.team_id, record.reference
        submission, place = keys.submission(team_id, record.submission_id), keys.decision(team_id, reference)
        index, token = keys.decisions_of(team_id, record.owner.user_id), self._cipher.seal(record)

        def write(pipe: Pipeline) -> None:
            pipe.set(place, token)
            pipe.set(submission, reference)
            pipe.zadd(index, {reference: record.recorded_at.timestamp()})

        def plan(pipe: Pipeline) -> Writes | None:
            if pipe.exists(submission):
                return None
            if pipe.exists(place):
                raise ReferenceTaken("another record bears this reference")
            return write

        noted = _entry(Act.DECISION_RECORDED, record)
        return trail.append(noted, Change((submission, place), plan))

    @redis_guarded()
    def saved_from(self, record: DecisionRecord) -> DecisionRecord:
        """What stands of the form that this record was made from.

        Raises `RecordMissing`, or `ReferenceTaken` when the form was somebody else's.
        """
        team_id = record.owner.team_id
        reference = read(self._client, keys.submission(team_id, record.submission_id))
        kept = self.get(team_id, reference.decode()) if reference else None
        if kept is None:
            raise RecordMissing("nothing was saved from this form")
        if kept.owner != record.owner:
            raise ReferenceTaken("the form was another person's")
        return kept

    @redis_guarded()
    def get(self, team_id: str, reference: str) -> DecisionRecord | None:
        """The record of this reference in this workspace. Raises `CipherError` when no key opens it."""
        token = read(self._client, keys.decision(team_id, reference))
        return None if token is None else self._opened(token, team_id, reference)

    @redis_guarded()
    def list_for(self, team_id: str, user_id: str, limit: int = 20) -> list[DecisionRecord]:
        """One person's records, the last recorded first. Raises `CipherError` when no key opens one of them."""
        references = newest(self._client, keys.decisions_of(team_id, user_id), limit)
        tokens = read_all(self._client, [keys.decision(team_id, reference) for reference in references])
        return [self._cipher.unseal(token, DecisionRecord) for token in tokens]

    def amend(self, record: DecisionRecord, trail: Trail) -> bool:
        """Put an amended record in the place of the stored one, which it must continue, and note it.

        False, noting nothing, when this very record stands there already.
        Raises `RecordMissing`, or `AmendmentRefused` when the original differs or somebody amended it meanwhile.
        """
        team_id, place = record.owner.team_id, keys.decision(record.owner.team_id, record.reference)

        def plan(pipe: Pipeline) -> Writes | None:
            token = read(pipe, place)
            if token is None:
                raise RecordMissing("there is no such record")
            stored = self._opened(token, team_id, record.reference)
            if stored == record:
                return None
            if not continues(record, stored):
                raise AmendmentRefused("the record changed meanwhile: read it again")
            return lambda pipe: pipe.set(place, self._cipher.seal(record))

        return trail.append(_amended(record), Change((place,), plan))

    def _opened(self, token: bytes, team_id: str, reference: str) -> DecisionRecord:
        """Also sees that the record belongs where it was found: a token copied to another key is refused."""
        record = self._cipher.unseal(token, DecisionRecord)
        if (record.owner.team_id, record.reference) != (team_id, reference):
            raise CipherError("a sealed record lies under a key that is not its own")
        return record


def continues(record: DecisionRecord, stored: DecisionRecord) -> bool:
    """Whether `record` is `stored` with exactly one amendment added and nothing else changed."""
    earlier = record.model_copy(update={"amendments": record.amendments[:-1]})
    return len(record.amendments) == len(stored.amendments) + 1 and earlier == stored


def _entry(act: Act, record: DecisionRecord) -> Entry:
    return Entry(
        at=record.recorded_at,
        team_id=record.owner.team_id,
        user_id=record.owner.user_id,
        act=act,
        reference=record.reference,
        guidance=record.guidance_version,
    )


def _amended(record: DecisionRecord) -> Entry:
    """By the last one who changed it; a record that nobody changed is refused before this is noted."""
    entry = _entry(Act.DECISION_AMENDED, record)
    if not record.amendments:
        return entry
    last = record.amendments[-1]
    return entry.model_copy(update={"at": last.at, "user_id": last.editor.user_id})
