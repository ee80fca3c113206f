from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from redis import Redis

from actions.decisions import DecisionRecord, Owner, amend, make_record
from bot.store import keys
from bot.store.anchor import Anchor
from bot.store.cipher import Cipher
from bot.store.connect import connect
from bot.store.decisions import DecisionStore
from bot.store.errors import AmendmentRefused, CipherError, RecordMissing, ReferenceTaken
from bot.store.trail import Act, Trail
from tests.bot.store.samples import NOW, OTHER_PERSON, OTHER_TEAM, PERSON, TEAM
from tests.redis_server import RedisServer

REASON = "The lead has since advised."


@pytest.fixture
def decisions(redis_client: Redis, cipher: Cipher) -> DecisionStore:
    return DecisionStore(redis_client, cipher)


def record(
    reference: str = "SW-K7Q4-9M4T",
    submission: str = "V1",
    *,
    team_id: str = TEAM,
    user_id: str = PERSON,
    minutes: int = 0,
) -> DecisionRecord:
    return make_record(
        {
            "decision": "share",
            "what_shared": ("observation", "health"),
            "with_whom": ("children_social_care",),
            "legal_basis": ("public_task",),
            "consent_status": "refused",
            "rationale": "The bruise and the changed account together point to harm that another visit may bring.",
            "decided_at": "2026-11-20",
            "review_on": "2026-12-20",
        },
        reference=reference,
        submission_id=submission,
        owner=Owner(team_id=team_id, user_id=user_id),
        now=NOW + timedelta(minutes=minutes),
        guidance_version="2026-03",
    )


def amended(before: DecisionRecord, rationale: str) -> DecisionRecord:
    return amend(before, {"rationale": rationale}, before.owner, NOW + timedelta(days=1), REASON)


LATER = "Her health visitor holds the same concern, and without this she could not act on it."
LATER_STILL = "Her health visitor and her school hold the same concern, and need it to act together."


class TestSaving:
    def test_a_saved_record_is_found_by_its_reference(self, decisions: DecisionStore, trail: Trail) -> None:
        assert decisions.save(record(), trail)
        assert decisions.get(TEAM, record().reference) == record()

    def test_a_form_submitted_twice_is_saved_once(self, decisions: DecisionStore, trail: Trail) -> None:
        assert decisions.save(record("SW-FIRST", "V1"), trail)
        assert not decisions.save(record("SW-SECOND", "V1"), trail)
        assert decisions.get(TEAM, "SW-SECOND") is None
        assert decisions.saved_from(record("SW-SECOND", "V1")).reference == "SW-FIRST"
        assert len(decisions.list_for(TEAM, PERSON)) == 1

    def test_the_same_record_sent_again_is_found_as_saved(self, decisions: DecisionStore, trail: Trail) -> None:
        assert decisions.save(record(), trail)
        assert not decisions.save(record(), trail)
        assert decisions.saved_from(record()) == record()
        assert len(decisions.list_for(TEAM, PERSON)) == 1

    def test_a_form_submitted_many_times_at_once_is_saved_once(self, decisions: DecisionStore, trail: Trail) -> None:
        records = [record(f"SW-{number}", "V1") for number in range(24)]
        with ThreadPoolExecutor(8) as pool:
            saved = list(pool.map(lambda each: decisions.save(each, trail), records))
        assert saved.count(True) == 1
        assert [each.reference for each in decisions.list_for(TEAM, PERSON)] == [f"SW-{saved.index(True)}"]

    def test_two_forms_cannot_share_a_reference(self, decisions: DecisionStore, trail: Trail) -> None:
        decisions.save(record("SW-SAME", "V1"), trail)
        with pytest.raises(ReferenceTaken):
            decisions.save(record("SW-SAME", "V2", user_id=OTHER_PERSON), trail)
        kept = decisions.get(TEAM, "SW-SAME")
        assert kept is not None
        assert kept.submission_id == "V1"
        with pytest.raises(RecordMissing):
            decisions.saved_from(record("SW-OTHER", "V2", user_id=OTHER_PERSON))

    def test_nothing_of_a_case_can_be_read_from_redis(
        self, decisions: DecisionStore, redis_client: Redis, trail: Trail
    ) -> None:
        decisions.save(record(), trail)
        stored = redis_client.get(keys.decision(TEAM, record().reference))
        assert isinstance(stored, bytes)
        assert b"bruise" not in stored
        assert b"refused" not in stored

    def test_a_confirmed_record_survives_kill_9_of_redis(
        self, redis_server: RedisServer, cipher: Cipher, anchor: Anchor
    ) -> None:
        client = connect(redis_server.url)
        assert DecisionStore(client, cipher).save(record(), Trail(client, cipher, anchor))
        redis_server.kill()
        redis_server.start()
        after = DecisionStore(connect(redis_server.url), cipher)
        assert after.get(TEAM, record().reference) == record()
        assert after.list_for(TEAM, PERSON) == [record()]


class TestReading:
    def test_a_person_sees_their_own_records_newest_first(self, decisions: DecisionStore, trail: Trail) -> None:
        mine = [record(f"SW-{number}", f"V{number}", minutes=number) for number in range(4)]
        for each in mine:
            decisions.save(each, trail)
        decisions.save(record("SW-OTHER", "V-OTHER", user_id=OTHER_PERSON), trail)
        assert decisions.list_for(TEAM, PERSON) == mine[::-1]
        assert decisions.list_for(TEAM, PERSON, limit=2) == mine[:1:-1]
        assert decisions.list_for(OTHER_TEAM, PERSON) == []

    def test_workspaces_do_not_see_each_others_records(self, decisions: DecisionStore, trail: Trail) -> None:
        decisions.save(record("SW-SAME", "V1"), trail)
        decisions.save(record("SW-SAME", "V1", team_id=OTHER_TEAM), trail)
        assert decisions.get(TEAM, "SW-SAME") == record("SW-SAME", "V1")
        assert decisions.get(OTHER_TEAM, "SW-SAME") == record("SW-SAME", "V1", team_id=OTHER_TEAM)

    def test_the_wrong_key_is_an_error_not_an_empty_list(
        self, decisions: DecisionStore, redis_client: Redis, trail: Trail
    ) -> None:
        decisions.save(record(), trail)
        stranger = DecisionStore(redis_client, Cipher([Fernet.generate_key().decode()]))
        with pytest.raises(CipherError):
            stranger.get(TEAM, record().reference)
        with pytest.raises(CipherError):
            stranger.list_for(TEAM, PERSON)

    def test_a_record_copied_under_another_key_is_refused(
        self, decisions: DecisionStore, redis_client: Redis, trail: Trail
    ) -> None:
        decisions.save(record(), trail)
        stored = redis_client.get(keys.decision(TEAM, record().reference))
        assert isinstance(stored, bytes)
        redis_client.set(keys.decision(OTHER_TEAM, record().reference), stored)
        with pytest.raises(CipherError):
            decisions.get(OTHER_TEAM, record().reference)


class TestAmending:
    def test_an_amendment_stands_beside_the_original(self, decisions: DecisionStore, trail: Trail) -> None:
        decisions.save(record(), trail)
        decisions.amend(amended(record(), LATER), trail)
        kept = decisions.get(TEAM, record().reference)
        assert kept is not None
        assert kept.answers["rationale"] == LATER
        assert kept.original == record().original

    def test_of_two_amendments_made_at_once_the_second_is_refused(self, decisions: DecisionStore, trail: Trail) -> None:
        decisions.save(record(), trail)
        decisions.amend(amended(record(), LATER), trail)
        with pytest.raises(AmendmentRefused):
            decisions.amend(amended(record(), LATER_STILL), trail)
        kept = decisions.get(TEAM, record().reference)
        assert kept == amended(record(), LATER)

    def test_an_original_cannot_be_rewritten(self, decisions: DecisionStore, trail: Trail) -> None:
        decisions.save(record(), trail)
        changed = record().model_copy(update={"original": {**record().original, "consent_status": "given"}})
        with pytest.raises(AmendmentRefused):
            decisions.amend(amended(changed, LATER), trail)
        with pytest.raises(AmendmentRefused):
            decisions.amend(changed, trail)

    def test_earlier_amendments_cannot_be_dropped(self, decisions: DecisionStore, trail: Trail) -> None:
        decisions.save(record(), trail)
        once = amended(record(), LATER)
        decisions.amend(once, trail)
        twice = amended(once, LATER_STILL)
        with pytest.raises(AmendmentRefused):
            decisions.amend(twice.model_copy(update={"amendments": twice.amendments[1:]}), trail)
        decisions.amend(twice, trail)
        assert decisions.get(TEAM, record().reference) == twice

    def test_what_was_never_saved_cannot_be_amended(self, decisions: DecisionStore, trail: Trail) -> None:
        with pytest.raises(RecordMissing):
            decisions.amend(amended(record(), LATER), trail)


class TestNoting:
    def test_each_record_and_each_amendment_is_noted_once(self, decisions: DecisionStore, trail: Trail) -> None:
        later = amended(record(), LATER)
        for _ in range(2):
            decisions.save(record(), trail)
        for _ in range(2):
            decisions.amend(later, trail)
        recorded, changed = trail.entries(TEAM)
        assert (recorded.act, recorded.at) == (Act.DECISION_RECORDED, record().recorded_at)
        assert (changed.act, changed.at) == (Act.DECISION_AMENDED, later.amendments[0].at)
        assert {recorded.reference, changed.reference} == {record().reference}
        assert trail.broken(TEAM) is None

    def test_what_cannot_be_noted_is_not_kept(
        self, decisions: DecisionStore, redis_client: Redis, trail: Trail
    ) -> None:
        redis_client.set(keys.trail_end(TEAM), b"tampered with")
        with pytest.raises(CipherError):
            decisions.save(record(), trail)
        assert redis_client.keys() == [keys.trail_end(TEAM).encode()]

    def test_what_cannot_be_noted_is_not_amended(
        self, decisions: DecisionStore, redis_client: Redis, trail: Trail
    ) -> None:
        decisions.save(record(), trail)
        redis_client.set(keys.trail_end(TEAM), b"tampered with")
        with pytest.raises(CipherError):
            decisions.amend(amended(record(), LATER), trail)
        assert decisions.get(TEAM, record().reference) == record()

    def test_what_is_refused_is_not_noted(self, decisions: DecisionStore, trail: Trail) -> None:
        decisions.save(record(), trail)
        with pytest.raises(ReferenceTaken):
            decisions.save(record(submission="V2"), trail)
        with pytest.raises(AmendmentRefused):
            decisions.amend(record().model_copy(update={"guidance_version": "another"}), trail)
        assert trail.length(TEAM) == 1

    def test_a_form_of_somebody_else_is_not_theirs(self, decisions: DecisionStore, trail: Trail) -> None:
        decisions.save(record(), trail)
        with pytest.raises(ReferenceTaken):
            decisions.saved_from(record(user_id=OTHER_PERSON))
