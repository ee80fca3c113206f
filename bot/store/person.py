"""All that is kept of one person: to hand it to them, or to take it away for good."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict
from redis import Redis

from actions.decisions.record import DecisionRecord
from bot.store import keys
from bot.store.answers import AnswerStore, ShownAnswer
from bot.store.cipher import Cipher
from bot.store.commands import newest, read, workspaces
from bot.store.decisions import DecisionStore
from bot.store.errors import CipherError, redis_guarded
from bot.store.escalations import EscalationNote
from bot.store.feedback import Feedback
from bot.store.on_screen import OnScreenStore
from bot.store.threads import ThreadStore

EVERY = 2**31
"""More records than anybody makes."""


class Kept(BaseModel):
    """What is kept of one person: neither the audit trail, which holds no content, nor what waits in the queue."""

    model_config = ConfigDict(frozen=True)

    decisions: tuple[DecisionRecord, ...]
    escalations: tuple[EscalationNote, ...]
    answers: tuple[ShownAnswer, ...]
    feedback: tuple[Feedback, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        return {name: len(getattr(self, name)) for name in type(self).model_fields}


class PersonStore:
    """One person at a time. Methods raise `StoreUnavailable` when Redis is away, `CipherError` where no key fits."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        self._client = client
        self._cipher = cipher

    @redis_guarded()
    def kept(self, team_id: str, user_id: str) -> Kept:
        """Everything, each kind with the latest first.

        Thread memory, a label that lasts a day, and what stands on the screen, ids alone, are left out.
        """
        return Kept(
            decisions=tuple(DecisionStore(self._client, self._cipher).list_for(team_id, user_id, limit=EVERY)),
            escalations=tuple(note for _, note in self._escalations(team_id, user_id)),
            answers=tuple(AnswerStore(self._client, self._cipher).messages_in(team_id, user_id)),
            feedback=tuple(opinion for _, opinion in self._feedback(team_id, user_id)),
        )

    @redis_guarded()
    def purge(self, team_id: str, user_id: str) -> Kept:
        """Take it all away, thread memory and what stands on the screen too; what was there."""
        kept = self.kept(team_id, user_id)
        answers = AnswerStore(self._client, self._cipher)
        for shown in kept.answers:
            answers.forget(shown)
        ThreadStore(self._client, self._cipher).forget(team_id, user_id)
        OnScreenStore(self._client, self._cipher).purge(team_id, user_id)
        self._delete(team_id, user_id, kept)
        return kept

    def _delete(self, team_id: str, user_id: str, kept: Kept) -> None:
        opinions = [key for key, _ in self._feedback(team_id, user_id)]
        notes = [(key, note.reference) for key, note in self._escalations(team_id, user_id)]
        with self._client.pipeline(transaction=True) as pipe:
            for record in kept.decisions:
                pipe.delete(keys.decision(team_id, record.reference), keys.submission(team_id, record.submission_id))
            pipe.delete(keys.decisions_of(team_id, user_id), keys.answers_for(team_id, user_id))
            for key in opinions:
                pipe.delete(key)
                pipe.zrem(keys.feedback_index(team_id), key)
            for key, reference in notes:
                pipe.delete(key)
                pipe.zrem(keys.escalations_open(team_id), reference)
            for reference in (*(record.reference for record in kept.decisions), *(each for _, each in notes)):
                pipe.hdel(keys.reviews_told(team_id), reference)
            pipe.execute()

    @redis_guarded()
    def faults(self, team_id: str) -> list[str]:
        """References of the workspace's records that no key opens or that lie where they do not belong."""
        return [reference for reference in self.references(team_id) if not self._opens(team_id, reference)]

    @redis_guarded()
    def references(self, team_id: str) -> list[str]:
        """Of all decision records of a workspace."""
        found = self._client.scan_iter(keys.any_decision(team_id))
        return sorted(keys.last_part(key.decode()) for key in found)

    @redis_guarded()
    def workspaces(self) -> list[str]:
        """Those that anything is kept of."""
        return workspaces(self._client)

    def _opens(self, team_id: str, reference: str) -> bool:
        try:
            return DecisionStore(self._client, self._cipher).get(team_id, reference) is not None
        except CipherError:
            return False

    def _escalations(self, team_id: str, user_id: str) -> Iterator[tuple[str, EscalationNote]]:
        for found in self._client.scan_iter(keys.any_escalation(team_id)):
            token = read(self._client, found.decode())
            note = self._cipher.unseal(token, EscalationNote) if token else None
            if note and note.user_id == user_id:
                yield found.decode(), note

    def _feedback(self, team_id: str, user_id: str) -> Iterator[tuple[str, Feedback]]:
        for key in newest(self._client, keys.feedback_index(team_id)):
            token = read(self._client, key)
            opinion = self._cipher.unseal(token, Feedback) if token else None
            if opinion and opinion.user_id == user_id:
                yield key, opinion
