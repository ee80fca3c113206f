from datetime import timedelta

import pytest
from redis import Redis

from bot.store.cipher import Cipher
from bot.store.feedback import Feedback, FeedbackStore, Verdict
from tests.bot.store.samples import NOW, OTHER_PERSON, OTHER_TEAM, PERSON, TEAM, answer_ref


@pytest.fixture
def feedback(redis_client: Redis, cipher: Cipher) -> FeedbackStore:
    return FeedbackStore(redis_client, cipher)


def verdict(minutes: int, user_id: str = PERSON, answer_id: str = "answer-1", unhelpful: bool = False) -> Feedback:
    given = Verdict.UNHELPFUL if unhelpful else Verdict.HELPFUL
    at = NOW + timedelta(minutes=minutes)
    return Feedback(team_id=TEAM, user_id=user_id, answer=answer_ref(answer_id), verdict=given, given_at=at)


def test_verdicts_come_newest_first(feedback: FeedbackStore) -> None:
    given = [verdict(1), verdict(2, OTHER_PERSON), verdict(3, answer_id="answer-2")]
    for each in given:
        feedback.save(each)
    assert feedback.recent(TEAM) == given[::-1]
    assert feedback.recent(TEAM, limit=1) == given[-1:]
    assert feedback.recent(OTHER_TEAM) == []


def test_a_person_who_thinks_again_has_one_verdict(feedback: FeedbackStore) -> None:
    feedback.save(verdict(1))
    feedback.save(verdict(2, unhelpful=True))
    assert feedback.recent(TEAM) == [verdict(2, unhelpful=True)]
