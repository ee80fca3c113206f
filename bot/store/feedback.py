"""What practitioners thought of answers: a verdict linked to intent, urgency and model, never words."""

from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict
from redis import Redis

from bot.messages import AnswerRef
from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.commands import newest, read_all
from bot.store.errors import redis_guarded


class Verdict(StrEnum):
    """The two buttons under an answer."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"


class Feedback(BaseModel):
    """One person's verdict on one answer. It holds the answer's reference, so it outlives the answer's trace."""

    model_config = ConfigDict(frozen=True)

    team_id: str
    user_id: str
    answer: AnswerRef
    verdict: Verdict
    given_at: AwareDatetime


class FeedbackStore:
    """One verdict a person and answer; the last one counts. Methods raise `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        self._client = client
        self._cipher = cipher

    @redis_guarded()
    def save(self, feedback: Feedback) -> None:
        """Keep the verdict, in place of any that the person gave on the answer before."""
        key = keys.feedback(feedback.team_id, feedback.answer.id, feedback.user_id)
        with self._client.pipeline(transaction=True) as pipe:
            pipe.set(key, self._cipher.seal(feedback))
            pipe.zadd(keys.feedback_index(feedback.team_id), {key: feedback.given_at.timestamp()})
            pipe.execute()

    @redis_guarded()
    def recent(self, team_id: str, limit: int = 100) -> list[Feedback]:
        """The workspace's verdicts, newest first."""
        tokens = read_all(self._client, newest(self._client, keys.feedback_index(team_id), limit))
        return [self._cipher.unseal(token, Feedback) for token in tokens]
