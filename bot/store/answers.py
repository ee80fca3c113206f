"""Which answer stands where, for its buttons and for edits, deletes and hiding: ids and labels, no words of anybody."""

from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict
from redis import Redis

from bot.messages import AnswerRef
from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.commands import newest, read, read_all
from bot.store.errors import redis_guarded
from bot.store.retention import ANSWERS


class ShownAnswer(BaseModel):
    """One answer and the message that holds it."""

    model_config = ConfigDict(frozen=True)

    ref: AnswerRef
    team_id: str
    user_id: str
    """Who asked."""
    channel_id: str
    ts: str
    """The answer's own message."""
    question_channel_id: str | None = None
    question_ts: str | None = None
    """The message that asked; none for a slash command, which is no message."""
    shown_at: AwareDatetime


class AnswerStore:
    """Keeps the trace of each answer for 30 days. Every method raises `StoreUnavailable` when Redis is away."""

    def __init__(self, client: Redis, cipher: Cipher) -> None:
        self._client = client
        self._cipher = cipher

    @redis_guarded()
    def remember(self, shown: ShownAnswer) -> None:
        """Keep `shown`; for the same answer or the same question, the last one counts."""
        index = keys.answers_for(shown.team_id, shown.user_id)
        with self._client.pipeline(transaction=True) as pipe:
            pipe.set(keys.answer(shown.team_id, shown.ref.id), self._cipher.seal(shown), ex=ANSWERS)
            if shown.question_channel_id is not None and shown.question_ts is not None:
                asked = keys.answer_to(shown.team_id, shown.question_channel_id, shown.question_ts)
                pipe.set(asked, shown.ref.id, ex=ANSWERS)
            pipe.zadd(index, {shown.ref.id: shown.shown_at.timestamp()})
            pipe.zremrangebyscore(index, "-inf", _kept_since(shown.shown_at))
            pipe.expire(index, ANSWERS)
            pipe.execute()

    @redis_guarded()
    def get(self, team_id: str, answer_id: str) -> ShownAnswer | None:
        """The answer of this id, as an answer's button names it."""
        token = read(self._client, keys.answer(team_id, answer_id))
        return None if token is None else self._cipher.unseal(token, ShownAnswer)

    @redis_guarded()
    def find(self, team_id: str, channel_id: str, question_ts: str) -> ShownAnswer | None:
        """The answer to this message."""
        answer_id = read(self._client, keys.answer_to(team_id, channel_id, question_ts))
        return None if answer_id is None else self.get(team_id, answer_id.decode())

    @redis_guarded()
    def forget(self, shown: ShownAnswer) -> None:
        """Keep nothing of this answer any longer; harmless when already forgotten."""
        with self._client.pipeline(transaction=True) as pipe:
            pipe.delete(keys.answer(shown.team_id, shown.ref.id))
            if shown.question_channel_id is not None and shown.question_ts is not None:
                pipe.delete(keys.answer_to(shown.team_id, shown.question_channel_id, shown.question_ts))
            pipe.zrem(keys.answers_for(shown.team_id, shown.user_id), shown.ref.id)
            pipe.execute()

    @redis_guarded()
    def messages_in(self, team_id: str, user_id: str, channel_id: str | None = None) -> list[ShownAnswer]:
        """What was shown to one person, newest first: everywhere, or in one channel. For hiding it all."""
        ids = newest(self._client, keys.answers_for(team_id, user_id))
        tokens = read_all(self._client, [keys.answer(team_id, answer_id) for answer_id in ids])
        shown = [self._cipher.unseal(token, ShownAnswer) for token in tokens]
        return [answer for answer in shown if channel_id in (None, answer.channel_id)]


def _kept_since(now: datetime) -> float:
    return (now - ANSWERS).timestamp()
