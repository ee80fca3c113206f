from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from pydantic import ValidationError
from redis import Redis

from bot.escalation import EscalationState, Hand, Step
from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.errors import CipherError, RecordMissing, ReferenceTaken
from bot.store.escalations import EscalationNote, EscalationNotes, Place
from bot.store.trail import Act, Trail
from tests.bot.store.samples import NOW, OTHER_TEAM, PERSON, TEAM, answer_ref

CLAIMED, RESOLVED = EscalationState.CLAIMED, EscalationState.RESOLVED
LEAD = "U0LEAD"


@pytest.fixture
def notes(redis_client: Redis, cipher: Cipher) -> EscalationNotes:
    return EscalationNotes(redis_client, cipher)


def note(reference: str = "SW-K7Q4-9M4T", minutes: int = 0) -> EscalationNote:
    asked_at = NOW + timedelta(minutes=minutes)
    return EscalationNote(
        reference=reference, request_id=reference, team_id=TEAM, user_id=PERSON, urgency="today", asked_at=asked_at
    )


def step(to: EscalationState, by: str = LEAD, reference: str = "SW-K7Q4-9M4T") -> Step:
    return Step(team_id=TEAM, reference=reference, to=to, by=Hand(user_id=by, at=NOW))


def test_a_request_is_open_until_a_lead_is_done_with_it(notes: EscalationNotes, trail: Trail) -> None:
    assert notes.save(note(), trail)
    assert notes.unfinished(TEAM) == [note()]
    assert notes.move(step(CLAIMED), trail).claimed == Hand(user_id=LEAD, at=NOW)
    assert [each.state for each in notes.unfinished(TEAM)] == [CLAIMED]
    assert notes.move(step(RESOLVED), trail).resolved == Hand(user_id=LEAD, at=NOW)
    assert notes.unfinished(TEAM) == []
    resolved = notes.get(TEAM, note().reference)
    assert resolved is not None
    assert resolved.state is RESOLVED


def test_each_step_is_noted_once_and_a_step_that_does_not_lead_on_is_not(notes: EscalationNotes, trail: Trail) -> None:
    notes.save(note(), trail)
    notes.move(step(RESOLVED), trail)
    for _ in range(2):
        notes.move(step(CLAIMED), trail)
    notes.move(step(CLAIMED, "U0ANOTHER"), trail)
    notes.move(step(RESOLVED, "U0ANOTHER"), trail)
    _, *steps = trail.entries(TEAM)
    assert [(each.act, each.user_id, each.reference) for each in steps] == [
        (Act.ESCALATION_CLAIMED, LEAD, note().reference),
        (Act.ESCALATION_RESOLVED, "U0ANOTHER", note().reference),
    ]


def test_a_step_that_cannot_be_noted_is_not_taken(notes: EscalationNotes, redis_client: Redis, trail: Trail) -> None:
    notes.save(note(), trail)
    redis_client.set(keys.trail_end(TEAM), b"tampered with")
    with pytest.raises(CipherError):
        notes.move(step(CLAIMED), trail)
    assert notes.get(TEAM, note().reference) == note()


def test_where_the_leads_were_told_is_kept_whatever_they_do_meanwhile(notes: EscalationNotes, trail: Trail) -> None:
    place = Place(channel_id="C0LEADS", ts="1700000000.000100")
    notes.save(note(), trail)
    notes.move(step(CLAIMED), trail)
    kept = notes.noticed(TEAM, note().reference, place)
    assert (kept.state, kept.notice) == (CLAIMED, place)
    assert notes.move(step(RESOLVED), trail).notice == place


def test_who_waits_longest_comes_first(notes: EscalationNotes, trail: Trail) -> None:
    for each in (note("SW-B", minutes=5), note("SW-A", minutes=9), note("SW-C", minutes=1)):
        notes.save(each, trail)
    assert [each.reference for each in notes.unfinished(TEAM)] == ["SW-C", "SW-B", "SW-A"]
    assert notes.unfinished(OTHER_TEAM) == []


def test_a_request_sent_again_leaves_the_first_alone(notes: EscalationNotes, trail: Trail) -> None:
    notes.save(note(), trail)
    assert not notes.save(note(minutes=5), trail)
    assert notes.get(TEAM, note().reference) == note()


def test_a_request_is_noted_once_with_the_answer_it_came_from(notes: EscalationNotes, trail: Trail) -> None:
    for _ in range(2):
        notes.save(note(), trail, answer_ref())
    [entry] = trail.entries(TEAM)
    assert (entry.act, entry.reference, entry.user_id) == (Act.LEAD_ASKED, note().reference, PERSON)
    assert (entry.model, entry.guidance) == ("m-1", "2026-03")


def test_another_request_under_a_taken_reference_is_refused(notes: EscalationNotes, trail: Trail) -> None:
    notes.save(note(), trail)
    with pytest.raises(ReferenceTaken):
        notes.save(note().model_copy(update={"request_id": "another", "user_id": "U0HERON"}), trail)
    assert notes.get(TEAM, note().reference) == note()
    assert trail.length(TEAM) == 1


def test_what_cannot_be_noted_is_not_kept(notes: EscalationNotes, redis_client: Redis, trail: Trail) -> None:
    redis_client.set(keys.trail_end(TEAM), b"tampered with")
    with pytest.raises(CipherError):
        notes.save(note(), trail)
    assert redis_client.keys() == [keys.trail_end(TEAM).encode()]


def test_of_many_leads_who_claim_at_once_one_has_it(notes: EscalationNotes, trail: Trail) -> None:
    notes.save(note(), trail)
    with ThreadPoolExecutor(8) as pool:
        stands = list(pool.map(lambda number: notes.move(step(CLAIMED, f"U0LEAD{number}"), trail), range(24)))
    assert len({each.claimed for each in stands}) == 1
    assert trail.length(TEAM) == 2


def test_a_request_that_is_not_there_cannot_be_moved(notes: EscalationNotes, trail: Trail) -> None:
    with pytest.raises(RecordMissing):
        notes.move(step(CLAIMED, reference="SW-NONE"), trail)
    assert trail.length(TEAM) == 0


def test_a_request_has_no_room_for_free_text() -> None:
    with pytest.raises(ValidationError):
        EscalationNote(
            reference="SW-A", request_id="r", team_id=TEAM, user_id=PERSON, urgency="He said that", asked_at=NOW
        )
