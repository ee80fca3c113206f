from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from pydantic import ValidationError
from redis import Redis

from bot.store.cipher import Cipher
from bot.store.errors import RecordMissing
from bot.store.escalations import EscalationNote, EscalationNotes, EscalationState
from tests.bot.store.samples import NOW, OTHER_TEAM, PERSON, TEAM

OPEN, CLAIMED, RESOLVED = EscalationState.OPEN, EscalationState.CLAIMED, EscalationState.RESOLVED


@pytest.fixture
def notes(redis_client: Redis, cipher: Cipher) -> EscalationNotes:
    return EscalationNotes(redis_client, cipher)


def note(reference: str = "SW-K7Q4-9M4T", minutes: int = 0) -> EscalationNote:
    asked_at = NOW + timedelta(minutes=minutes)
    return EscalationNote(reference=reference, team_id=TEAM, user_id=PERSON, urgency="today", asked_at=asked_at)


def test_a_request_is_open_until_a_lead_is_done_with_it(notes: EscalationNotes) -> None:
    assert notes.save(note())
    assert notes.unfinished(TEAM) == [note()]
    assert notes.move(TEAM, note().reference, OPEN, CLAIMED)
    assert [each.state for each in notes.unfinished(TEAM)] == [CLAIMED]
    assert notes.move(TEAM, note().reference, CLAIMED, RESOLVED)
    assert notes.unfinished(TEAM) == []
    resolved = notes.get(TEAM, note().reference)
    assert resolved is not None
    assert resolved.state is RESOLVED


def test_who_waits_longest_comes_first(notes: EscalationNotes) -> None:
    for each in (note("SW-B", minutes=5), note("SW-A", minutes=9), note("SW-C", minutes=1)):
        notes.save(each)
    assert [each.reference for each in notes.unfinished(TEAM)] == ["SW-C", "SW-B", "SW-A"]
    assert notes.unfinished(OTHER_TEAM) == []


def test_a_request_under_a_taken_reference_leaves_the_first_alone(notes: EscalationNotes) -> None:
    notes.save(note())
    assert not notes.save(note(minutes=5))
    assert notes.get(TEAM, note().reference) == note()


def test_of_many_leads_who_claim_at_once_one_has_it(notes: EscalationNotes) -> None:
    notes.save(note())
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: notes.move(TEAM, note().reference, OPEN, CLAIMED), range(24)))
    assert claims.count(True) == 1


def test_a_request_that_is_not_there_cannot_be_moved(notes: EscalationNotes) -> None:
    with pytest.raises(RecordMissing):
        notes.move(TEAM, "SW-NONE", OPEN, CLAIMED)


def test_a_request_has_no_room_for_free_text() -> None:
    with pytest.raises(ValidationError):
        EscalationNote(reference="SW-A", team_id=TEAM, user_id=PERSON, urgency="He said that", asked_at=NOW)
