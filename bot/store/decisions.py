"""Decision records: sealed, saved once for each submitted form, and amended but never overwritten."""

import secrets

from redis import Redis

from actions.decisions.record import DecisionRecord
from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.commands import newest, read, read_all, replace
from bot.store.errors import AmendmentRefused, CipherError, RecordMissing, ReferenceTaken, redis_guarded

ALPHABET = "34679CDFGHJKMNPQRTWXY"
"""Without what is misread for another (0 O, 1 I L, 5 S, 8 B, 2 Z, U V) or could spell a word (A E)."""

GROUPS = 2
GROUP_LENGTH = 4

RESERVED_SECONDS = 24 * 60 * 60
"""For as long a drawn reference waits for its record."""

_SAVE = """
local saved = redis.call('GET', KEYS[1])
if saved then return saved end
if redis.call('EXISTS', KEYS[2]) == 1 then return false end
redis.call('SET', KEYS[2], ARGV[2])
redis.call('SET', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
redis.call('DEL', KEYS[4])
return 'new'
"""
"""Record, submission and index at once or not at all; what it returns: `new`, the reference saved before, or nothing
when another submission's record bears the reference."""


class DecisionStore:
    """The records of all workspaces, each under its own. Methods raise `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        self._client = client
        self._cipher = cipher

    @redis_guarded()
    def new_reference(self, team_id: str) -> str:
        """A reference that no record of this workspace bears, kept free for a day."""
        while True:
            reference = draw_reference()
            free = not self._client.exists(keys.decision(team_id, reference))
            if free and self._client.set(keys.reservation(team_id, reference), b"", nx=True, ex=RESERVED_SECONDS):
                return reference

    @redis_guarded()
    def save(self, record: DecisionRecord) -> bool:
        """Keep a new record; once this returns it is in Redis, whole.

        False, keeping the first, when the same form was saved before under another reference (see `saved_as`).
        Raises `ReferenceTaken` when another form's record bears this reference.
        """
        team_id = record.owner.team_id
        where = (
            keys.submission(team_id, record.submission_id),
            keys.decision(team_id, record.reference),
            keys.decisions_of(team_id, record.owner.user_id),
            keys.reservation(team_id, record.reference),
        )
        what = (record.reference, self._cipher.seal(record), record.recorded_at.timestamp())
        reply = self._client.eval(_SAVE, len(where), *where, *what)
        if reply is None:
            raise ReferenceTaken("another record bears this reference")
        # Its own reference means that it was saved by this very call, whose first reply was lost, or by its twin.
        return bool(reply in (b"new", record.reference.encode()))

    @redis_guarded()
    def saved_as(self, team_id: str, submission_id: str) -> str | None:
        """The reference that a submitted form was saved under; none when it was not."""
        reference = read(self._client, keys.submission(team_id, submission_id))
        return None if reference is None else reference.decode()

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

    @redis_guarded()
    def amend(self, record: DecisionRecord) -> None:
        """Put an amended record in the place of the stored one, which it must continue.

        Raises `RecordMissing`, or `AmendmentRefused` when the original differs or somebody amended it meanwhile.
        """
        team_id, key = record.owner.team_id, keys.decision(record.owner.team_id, record.reference)
        token = read(self._client, key)
        if token is None:
            raise RecordMissing("there is no such record")
        if not continues(record, self._opened(token, team_id, record.reference)):
            raise AmendmentRefused("the record changed meanwhile: read it again")
        if not replace(self._client, key, token, self._cipher.seal(record)):
            raise AmendmentRefused("the record changed meanwhile: read it again")

    def _opened(self, token: bytes, team_id: str, reference: str) -> DecisionRecord:
        """Also sees that the record belongs where it was found: a token copied to another key is refused."""
        record = self._cipher.unseal(token, DecisionRecord)
        if (record.owner.team_id, record.reference) != (team_id, reference):
            raise CipherError("a sealed record lies under a key that is not its own")
        return record


def draw_reference() -> str:
    """A random reference like SW-K7Q2-9M4T: easy to say on the telephone, and no use to guess."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(("SW", *groups))


def continues(record: DecisionRecord, stored: DecisionRecord) -> bool:
    """Whether `record` is `stored` with exactly one amendment added and nothing else changed."""
    earlier = record.model_copy(update={"amendments": record.amendments[:-1]})
    return len(record.amendments) == len(stored.amendments) + 1 and earlier == stored
