"""Records and requests come up for review once a period, and none is ever deleted for it."""

from datetime import timedelta

import pytest
from redis import Redis

from bot.escalation import EscalationState, Hand, Step
from bot.store.cipher import Cipher
from bot.store.decisions import DecisionStore
from bot.store.escalations import EscalationNote, EscalationNotes
from bot.store.person import PersonStore
from bot.store.reviews import Due, ReviewStore
from bot.store.trail import Trail
from tests.bot.store.samples import NOW, OTHER_PERSON, OTHER_TEAM, PERSON, TEAM
from tests.bot.store.test_decisions import record

PERIOD = timedelta(days=90)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def reviews(redis_client: Redis, cipher: Cipher, trail: Trail) -> ReviewStore:
    decisions, notes = DecisionStore(redis_client, cipher), EscalationNotes(redis_client, cipher)
    decisions.save(record("D-1", "V1"), trail)
    decisions.save(record("D-2", "V2", user_id=OTHER_PERSON, minutes=60), trail)
    decisions.save(record("D-3", "V3", team_id=OTHER_TEAM), trail)
    for reference, minutes in (("L-1", 1), ("L-2", 120)):
        at = NOW + timedelta(minutes=minutes)
        note = EscalationNote(
            reference=reference, request_id=reference, team_id=TEAM, user_id=PERSON, urgency="today", asked_at=at
        )
        notes.save(note, trail)
    return ReviewStore(redis_client, cipher, PERIOD)


def references(dues: list[Due]) -> list[str]:
    return [due.reference for due in dues]


def test_nothing_is_due_before_its_time(reviews: ReviewStore) -> None:
    assert reviews.due(TEAM, NOW + PERIOD - MINUTE) == []


def test_what_has_been_kept_for_the_period_is_due_the_longest_kept_first(reviews: ReviewStore) -> None:
    assert references(reviews.due(TEAM, NOW + PERIOD + 60 * MINUTE)) == ["D-1", "L-1", "D-2"]
    assert references(reviews.due(OTHER_TEAM, NOW + PERIOD)) == ["D-3"]


def test_a_request_that_is_done_with_is_reviewed_too(
    reviews: ReviewStore, redis_client: Redis, cipher: Cipher, trail: Trail
) -> None:
    for state in (EscalationState.CLAIMED, EscalationState.RESOLVED):
        step = Step(team_id=TEAM, reference="L-1", to=state, by=Hand(user_id="U0LEAD", at=NOW))
        EscalationNotes(redis_client, cipher).move(step, trail)
    assert "L-1" in references(reviews.due(TEAM, NOW + PERIOD + MINUTE))


def test_leads_are_reminded_of_each_once_a_period(reviews: ReviewStore) -> None:
    first = reviews.untold(TEAM, NOW + PERIOD + MINUTE)
    assert references(first) == ["D-1", "L-1"]
    reviews.remember_told(TEAM, first)
    assert reviews.untold(TEAM, NOW + PERIOD + MINUTE) == []
    assert references(reviews.untold(TEAM, NOW + PERIOD + 90 * MINUTE)) == ["D-2"]
    assert references(reviews.untold(TEAM, NOW + 2 * PERIOD + MINUTE)) == ["D-1", "L-1", "D-2", "L-2"]


def test_a_review_deletes_nothing(reviews: ReviewStore, redis_client: Redis) -> None:
    before = redis_client.dbsize()
    reviews.remember_told(TEAM, reviews.untold(TEAM, NOW + 3 * PERIOD))
    assert redis_client.dbsize() == before + 1


def test_what_was_purged_is_not_due_and_leaves_no_trace_of_its_reminders(
    reviews: ReviewStore, redis_client: Redis, cipher: Cipher
) -> None:
    reviews.remember_told(TEAM, reviews.untold(TEAM, NOW + PERIOD + 60 * MINUTE))
    for person in (PERSON, OTHER_PERSON):
        PersonStore(redis_client, cipher).purge(TEAM, person)
    assert reviews.due(TEAM, NOW + 2 * PERIOD) == []
    assert not [key for key in redis_client.scan_iter() if b"reviews-told" in key]
