"""Records and requests that have been kept long enough to be looked at again. Nothing here deletes any of them."""

from datetime import UTC, datetime, timedelta

from pydantic import AwareDatetime, BaseModel, ConfigDict
from redis import Redis

from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.commands import numbers, read, scores, workspaces
from bot.store.errors import redis_guarded
from bot.store.escalations import EscalationNote


class Due(BaseModel):
    """A record or a request whose review is due, for the `period`th time."""

    model_config = ConfigDict(frozen=True)

    reference: str
    since: AwareDatetime
    period: int


class ReviewStore:
    """Reviews are due `after` each such time since recording. Methods raise `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher, after: timedelta) -> None:
        self._client = client
        self._cipher = cipher
        self._after = after

    @property
    def days(self) -> int:
        """The period."""
        return self._after.days

    @redis_guarded()
    def workspaces(self) -> list[str]:
        """Those that anything is kept of."""
        return workspaces(self._client)

    @redis_guarded()
    def due(self, team_id: str, now: datetime) -> list[Due]:
        """All that have been kept for a period or longer, the longest kept first."""
        kept = {**self._decisions(team_id), **self._requests(team_id)}
        found = (Due(reference=each, since=since, period=(now - since) // self._after) for each, since in kept.items())
        return sorted((due for due in found if due.period > 0), key=lambda due: (due.since, due.reference))

    @redis_guarded()
    def untold(self, team_id: str, now: datetime) -> list[Due]:
        """Those of them that the leads were not yet reminded of in this period."""
        told = numbers(self._client, keys.reviews_told(team_id))
        return [due for due in self.due(team_id, now) if due.period > told.get(due.reference, 0)]

    @redis_guarded()
    def remember_told(self, team_id: str, told: list[Due]) -> None:
        """That the leads were reminded of these, for as long as the period lasts."""
        if told:
            self._client.hset(keys.reviews_told(team_id), mapping={due.reference: due.period for due in told})

    def _decisions(self, team_id: str) -> dict[str, datetime]:
        indexes = [key.decode() for key in self._client.scan_iter(keys.any_decisions_of(team_id))]
        found = [each for index in indexes for each in scores(self._client, index).items()]
        return {reference: datetime.fromtimestamp(at, UTC) for reference, at in found}

    def _requests(self, team_id: str) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        for key in self._client.scan_iter(keys.any_escalation(team_id)):
            token = read(self._client, key.decode())
            note = self._cipher.unseal(token, EscalationNote) if token else None
            if note:
                found[note.reference] = note.asked_at
        return found
