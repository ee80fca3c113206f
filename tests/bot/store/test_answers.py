from datetime import timedelta

import pytest
from redis import Redis

from bot.store import keys
from bot.store.answers import AnswerStore
from bot.store.cipher import Cipher
from bot.store.retention import ANSWERS
from tests.bot.store.samples import CHANNEL, OTHER_PERSON, OTHER_TEAM, PERSON, TEAM, shown_answer


@pytest.fixture
def answers(redis_client: Redis, cipher: Cipher) -> AnswerStore:
    return AnswerStore(redis_client, cipher)


def test_an_answer_is_found_by_the_message_that_asked(answers: AnswerStore) -> None:
    answers.remember(shown_answer(question_ts="100.1"))
    assert answers.find(TEAM, CHANNEL, "100.1") == shown_answer(question_ts="100.1")
    assert answers.find(TEAM, CHANNEL, "100.2") is None
    assert answers.find(OTHER_TEAM, CHANNEL, "100.1") is None


def test_an_answer_is_found_by_the_id_in_its_buttons(answers: AnswerStore) -> None:
    answers.remember(shown_answer("answer-1", question_ts=None))
    assert answers.get(TEAM, "answer-1") == shown_answer("answer-1", question_ts=None)
    assert answers.get(OTHER_TEAM, "answer-1") is None


def test_an_edited_question_has_its_newest_answer(answers: AnswerStore) -> None:
    answers.remember(shown_answer("before", question_ts="100.1"))
    answers.remember(shown_answer("after", question_ts="100.1"))
    found = answers.find(TEAM, CHANNEL, "100.1")
    assert found is not None
    assert found.ref.id == "after"


def test_hiding_finds_all_that_was_shown_to_one_person_newest_first(answers: AnswerStore) -> None:
    answers.remember(shown_answer("older", age=timedelta(days=2), question_ts="1"))
    answers.remember(shown_answer("newer", question_ts="2"))
    answers.remember(shown_answer("elsewhere", channel_id="C0QUAY", age=timedelta(days=1), question_ts="3"))
    answers.remember(shown_answer("anothers", user_id=OTHER_PERSON, question_ts="4"))
    assert [shown.ref.id for shown in answers.messages_in(TEAM, PERSON)] == ["newer", "elsewhere", "older"]
    assert [shown.ref.id for shown in answers.messages_in(TEAM, PERSON, CHANNEL)] == ["newer", "older"]
    assert answers.messages_in(OTHER_TEAM, PERSON) == []


def test_nothing_is_left_of_a_forgotten_answer(answers: AnswerStore, redis_client: Redis) -> None:
    answers.remember(shown_answer())
    answers.forget(shown_answer())
    answers.forget(shown_answer())
    assert redis_client.keys("*") == []


def test_every_trace_of_an_answer_goes_after_thirty_days(answers: AnswerStore, redis_client: Redis) -> None:
    answers.remember(shown_answer())
    found = redis_client.keys("*")
    assert len(found) == 3
    assert all(0 < redis_client.ttl(key) <= ANSWERS.total_seconds() for key in found)


def test_the_index_of_a_busy_person_drops_what_is_past_its_time(answers: AnswerStore, redis_client: Redis) -> None:
    answers.remember(shown_answer("old", age=ANSWERS + timedelta(minutes=1)))
    answers.remember(shown_answer("new"))
    assert redis_client.zrange(keys.answers_for(TEAM, PERSON), 0, -1) == [b"new"]


def test_what_was_asked_about_cannot_be_read_from_redis(answers: AnswerStore, redis_client: Redis) -> None:
    answers.remember(shown_answer())
    stored = redis_client.get(keys.answer(TEAM, "answer-1"))
    assert isinstance(stored, bytes)
    assert b"ask_consent" not in stored
