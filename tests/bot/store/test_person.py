"""All that is kept of one person, and of nobody else, is found, and goes when it is purged."""

import pytest
from redis import Redis

from actions.intents import Intent
from bot.messages import Earlier, Kind, Origin, Standing
from bot.store import keys
from bot.store.answers import AnswerStore
from bot.store.cipher import Cipher
from bot.store.decisions import DecisionStore
from bot.store.escalations import EscalationNote, EscalationNotes
from bot.store.feedback import Feedback, FeedbackStore, Verdict
from bot.store.on_screen import OnScreenStore
from bot.store.person import PersonStore
from bot.store.threads import ThreadStore
from bot.store.trail import Trail
from tests.bot.store.samples import CHANNEL, NOW, OTHER_PERSON, OTHER_TEAM, PERSON, TEAM, answer_ref, shown_answer
from tests.bot.store.test_decisions import record

ONE_EACH = {"decisions": 1, "escalations": 1, "answers": 1, "feedback": 1}


@pytest.fixture
def store(redis_client: Redis, cipher: Cipher, trail: Trail) -> PersonStore:
    for number, (team_id, user_id) in enumerate([(TEAM, PERSON), (TEAM, OTHER_PERSON), (OTHER_TEAM, PERSON)]):
        reference = f"SW-{number}"
        kept = record(reference, f"form-{number}", team_id=team_id, user_id=user_id)
        DecisionStore(redis_client, cipher).save(kept, trail)
        note = EscalationNote(
            reference=f"L-{number}",
            request_id=f"r{number}",
            team_id=team_id,
            user_id=user_id,
            urgency="today",
            asked_at=NOW,
        )
        EscalationNotes(redis_client, cipher).save(note, trail)
        shown = shown_answer(f"answer-{number}", team_id=team_id, user_id=user_id, question_ts=f"{number}.1")
        AnswerStore(redis_client, cipher).remember(shown)
        opinion = Feedback(team_id=team_id, user_id=user_id, answer=answer_ref(), verdict=Verdict.HELPFUL, given_at=NOW)
        FeedbackStore(redis_client, cipher).save(opinion)
    return PersonStore(redis_client, cipher)


def test_what_is_kept_of_one_person_is_theirs_alone(store: PersonStore) -> None:
    kept = store.kept(TEAM, PERSON)
    assert kept.counts == ONE_EACH
    assert kept.decisions[0].owner.user_id == PERSON


def test_a_purge_takes_it_all_and_nothing_of_others(store: PersonStore, redis_client: Redis) -> None:
    assert store.purge(TEAM, PERSON).counts == ONE_EACH
    assert set(store.kept(TEAM, PERSON).counts.values()) == {0}
    assert store.kept(TEAM, OTHER_PERSON).counts == ONE_EACH
    assert store.kept(OTHER_TEAM, PERSON).counts == ONE_EACH
    assert not [key for key in redis_client.scan_iter(keys.ANYTHING) if PERSON.encode() in key and b"HARBOUR" in key]


def test_a_purge_forgets_threads_too(store: PersonStore, redis_client: Redis, cipher: Cipher) -> None:
    threads = ThreadStore(redis_client, cipher)
    origin = Origin(team_id=TEAM, channel_id=CHANNEL, user_id=PERSON, message_ts="2.1", thread_ts="1.1", via="dm")
    threads.remember(origin, Earlier(intent=Intent.ASK_CONSENT))
    store.purge(TEAM, PERSON)
    assert threads.recall(origin) is None


def test_a_purge_forgets_what_stands_before_them_too(store: PersonStore, redis_client: Redis, cipher: Cipher) -> None:
    screen = OnScreenStore(redis_client, cipher)
    screen.note(Standing(kind=Kind.FORM, team_id=TEAM, user_id=PERSON, id="V1", at=NOW))
    store.purge(TEAM, PERSON)
    assert screen.standing(TEAM, PERSON, NOW) == []


def test_somebody_unknown_has_nothing(store: PersonStore) -> None:
    assert set(store.purge(TEAM, "U0NOBODY").counts.values()) == {0}


def test_every_record_is_read_and_one_that_cannot_be_is_named(store: PersonStore, redis_client: Redis) -> None:
    assert (store.references(TEAM), store.faults(TEAM)) == (["SW-0", "SW-1"], [])
    redis_client.set(keys.decision(TEAM, "SW-1"), b"nothing")
    redis_client.set(keys.decision(TEAM, "SW-9"), redis_client.get(keys.decision(TEAM, "SW-0")) or b"")
    assert store.faults(TEAM) == ["SW-1", "SW-9"]


def test_workspaces_are_those_of_which_anything_is_kept(store: PersonStore) -> None:
    assert store.workspaces() == sorted([TEAM, OTHER_TEAM])
