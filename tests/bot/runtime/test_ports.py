"""What the listeners are promised of the store: what is confirmed is kept and noted, and a retry loses no words."""

from datetime import timedelta

import pytest
from redis import Redis

import bot.runtime.ports
from actions.decisions import DecisionRecord, Owner, make_record
from bot.escalation import EscalationState, Hand, Step
from bot.jobs.queue import Job, Queue, build_queue
from bot.runtime.ports import QueuedLeads, StoredDecisions, TrailedAudit
from bot.slack.ports import LeadRequest, LeadUrgency, NoSuchRequest, Unavailable
from bot.store import keys
from bot.store.cipher import Cipher
from bot.store.decisions import DecisionStore
from bot.store.escalations import EscalationNotes
from bot.store.trail import Act, Trail
from tests.bot.store.samples import NOW, OTHER_PERSON, PERSON, TEAM, answer_ref
from tests.redis_server import RedisServer

LEAD = "U0LEAD"
FIRST = "The bruise and the changed account together point to harm that another visit may bring."
CHANGED = "Her nurse has now said the same, and waiting for agreement would leave her without help."


def record(rationale: str = FIRST, minutes: int = 0, user_id: str = PERSON) -> DecisionRecord:
    return make_record(
        {
            "decision": "share",
            "what_shared": ("observation",),
            "with_whom": ("children_social_care",),
            "legal_basis": ("public_task",),
            "consent_status": "refused",
            "rationale": rationale,
            "decided_at": "2026-11-20",
            "review_on": "2026-12-20",
        },
        reference="D-KEPT2345",
        submission_id="form-1",
        owner=Owner(team_id=TEAM, user_id=user_id),
        now=NOW + timedelta(minutes=minutes),
        guidance_version="2026-03",
    )


@pytest.fixture
def queue(redis_client: Redis, shared_redis: RedisServer, cipher: Cipher) -> Queue:
    return Queue(build_queue(shared_redis.url), cipher)


@pytest.fixture
def decisions(redis_client: Redis, cipher: Cipher, trail: Trail, queue: Queue) -> StoredDecisions:
    return StoredDecisions(DecisionStore(redis_client, cipher), trail, queue)


@pytest.fixture
def leads(redis_client: Redis, cipher: Cipher, trail: Trail, queue: Queue) -> QueuedLeads:
    return QueuedLeads(EscalationNotes(redis_client, cipher), trail, queue, lambda: NOW)


def acts(trail: Trail) -> list[Act]:
    return [entry.act for entry in trail.entries(TEAM)]


def break_trail(client: Redis) -> bytes:
    """What stood at the trail's end before nothing could be added to it."""
    end = client.get(keys.trail_end(TEAM))
    client.set(keys.trail_end(TEAM), b"tampered with")
    return end or b""


class TestDecisions:
    def test_a_record_that_cannot_be_noted_is_not_confirmed_and_the_retry_keeps_the_changed_words(
        self, decisions: StoredDecisions, redis_client: Redis, trail: Trail
    ) -> None:
        break_trail(redis_client)
        with pytest.raises(Unavailable):
            decisions.save(record())
        assert redis_client.exists(keys.decision(TEAM, "D-KEPT2345")) == 0
        redis_client.delete(keys.trail_end(TEAM))
        assert decisions.save(record(CHANGED)).original["rationale"] == CHANGED
        assert decisions.store.get(TEAM, "D-KEPT2345") == record(CHANGED)
        assert acts(trail) == [Act.DECISION_RECORDED]

    def test_changed_words_after_a_save_whose_reply_was_lost_are_kept_beside_the_first(
        self, decisions: StoredDecisions, trail: Trail
    ) -> None:
        decisions.save(record())
        confirmed = decisions.save(record(CHANGED, minutes=1))
        assert (confirmed.answers["rationale"], confirmed.original["rationale"]) == (CHANGED, FIRST)
        assert decisions.store.get(TEAM, "D-KEPT2345") == confirmed
        assert acts(trail) == [Act.DECISION_RECORDED, Act.DECISION_AMENDED]

    def test_the_same_words_again_change_and_note_nothing(self, decisions: StoredDecisions, trail: Trail) -> None:
        first = decisions.save(record())
        assert decisions.save(record(minutes=1)) == first
        assert acts(trail) == [Act.DECISION_RECORDED]

    def test_changed_words_that_cannot_be_noted_are_not_confirmed(
        self, decisions: StoredDecisions, redis_client: Redis, trail: Trail
    ) -> None:
        first = decisions.save(record())
        end = break_trail(redis_client)
        with pytest.raises(Unavailable):
            decisions.save(record(CHANGED))
        assert decisions.store.get(TEAM, "D-KEPT2345") == first
        redis_client.set(keys.trail_end(TEAM), end)
        assert decisions.save(record(CHANGED)).answers["rationale"] == CHANGED
        assert trail.broken(TEAM) is None

    def test_anothers_form_is_not_taken_over(self, decisions: StoredDecisions) -> None:
        decisions.save(record())
        with pytest.raises(Unavailable):
            decisions.save(record(CHANGED, user_id=OTHER_PERSON))


class TestLeads:
    def request(self, request_id: str = "click-1") -> LeadRequest:
        return LeadRequest(id=request_id, team_id=TEAM, user_id=PERSON, urgency=LeadUrgency.TODAY, answer=answer_ref())

    def test_a_request_is_kept_noted_and_queued_once(
        self, leads: QueuedLeads, redis_client: Redis, trail: Trail
    ) -> None:
        reference = leads.request(self.request())
        assert leads.request(self.request()) == reference
        assert [note.reference for note in leads.notes.unfinished(TEAM)] == [reference]
        assert acts(trail) == [Act.LEAD_ASKED]
        assert Job.NOTIFY_LEADS.encode() in b"".join(redis_client.hvals("sharewise:journal:entries"))

    def test_a_request_that_cannot_be_noted_is_refused_and_nothing_is_kept(
        self, leads: QueuedLeads, redis_client: Redis
    ) -> None:
        break_trail(redis_client)
        with pytest.raises(Unavailable):
            leads.request(self.request())
        assert leads.notes.unfinished(TEAM) == []
        assert not redis_client.exists("sharewise:journal:entries")

    def test_references_of_many_requests_differ(self, leads: QueuedLeads) -> None:
        assert len({leads.request(self.request(f"click-{number}")) for number in range(50)}) == 50

    def test_a_request_whose_reference_is_taken_is_never_passed_over_in_silence(
        self, leads: QueuedLeads, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.runtime.ports.lead_reference", lambda _: "L-SAME")
        leads.request(self.request("click-1"))
        with pytest.raises(Unavailable):
            leads.request(self.request("click-2"))


class TestSteps:
    """What a lead does with a request."""

    def step(self, reference: str, to: EscalationState = EscalationState.CLAIMED, by: str = LEAD) -> Step:
        return Step(team_id=TEAM, reference=reference, to=to, by=Hand(user_id=by, at=NOW))

    def asked(self, leads: QueuedLeads) -> str:
        return leads.request(
            LeadRequest(id="click-1", team_id=TEAM, user_id=PERSON, urgency=LeadUrgency.TODAY, danger=True)
        )

    def waiting(self, client: Redis) -> int:
        return b"".join(client.hvals("sharewise:journal:entries")).count(Job.LEAD_STEPPED.encode())

    def test_a_step_is_kept_noted_and_told_once(self, leads: QueuedLeads, redis_client: Redis, trail: Trail) -> None:
        reference = self.asked(leads)
        for _ in range(2):
            stepped = leads.step(self.step(reference))
            assert (stepped.told, stepped.request.claimed) == (True, Hand(user_id=LEAD, at=NOW))
        assert leads.unfinished(TEAM) == [stepped.request]
        assert stepped.request.danger
        assert acts(trail) == [Act.LEAD_ASKED, Act.ESCALATION_CLAIMED]
        assert self.waiting(redis_client) == 1

    def test_whoever_is_second_changes_and_tells_nothing(self, leads: QueuedLeads, redis_client: Redis) -> None:
        reference = self.asked(leads)
        leads.step(self.step(reference))
        stepped = leads.step(self.step(reference, by=OTHER_PERSON))
        assert stepped.request.claimed == Hand(user_id=LEAD, at=NOW)
        assert self.waiting(redis_client) == 1

    def test_a_step_that_cannot_be_noted_is_not_taken_and_nobody_is_told(
        self, leads: QueuedLeads, redis_client: Redis
    ) -> None:
        reference = self.asked(leads)
        break_trail(redis_client)
        with pytest.raises(Unavailable):
            leads.step(self.step(reference))
        assert [each.state for each in leads.unfinished(TEAM)] == [EscalationState.OPEN]
        assert self.waiting(redis_client) == 0

    def test_a_request_that_is_gone_is_said_to_be(self, leads: QueuedLeads) -> None:
        with pytest.raises(NoSuchRequest):
            leads.step(self.step("L-2345ABCDEF"))


class TestAudit:
    """What only some may do."""

    @pytest.fixture
    def audit(self, trail: Trail) -> TrailedAudit:
        return TrailedAudit(trail, "2026-11", lambda: "m-1", lambda: NOW)

    def test_a_refusal_is_noted_with_what_was_tried(self, audit: TrailedAudit, trail: Trail) -> None:
        audit.refused(TEAM, PERSON, "escalation_claim:L-2345ABCDEF")
        (entry,) = trail.entries(TEAM)
        assert (entry.act, entry.user_id, entry.reference) == (Act.REFUSED, PERSON, "escalation_claim:L-2345ABCDEF")

    def test_a_look_is_noted_before_anything_is_shown(self, audit: TrailedAudit, trail: Trail) -> None:
        shown = audit.shown(TEAM, PERSON)
        assert acts(trail) == [Act.ADMIN_SHOWN]
        assert (shown.model, shown.guidance) == ("m-1", "2026-11")
        assert "1 entries, whole" in shown.trail

    def test_a_look_that_cannot_be_noted_shows_nothing(self, audit: TrailedAudit, redis_client: Redis) -> None:
        break_trail(redis_client)
        with pytest.raises(Unavailable):
            audit.shown(TEAM, PERSON)

    def test_a_broken_trail_is_said_to_be(self, audit: TrailedAudit, redis_client: Redis) -> None:
        audit.refused(TEAM, PERSON, "admin")
        break_trail(redis_client)
        assert "broken at entry" in audit.overview(TEAM).trail

    def test_a_long_trail_is_counted_and_not_checked(
        self, audit: TrailedAudit, redis_client: Redis, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bot.runtime.ports, "CHECKED_AT_ONCE", 0)
        audit.refused(TEAM, PERSON, "admin")
        break_trail(redis_client)
        assert audit.overview(TEAM).trail.startswith("1 entries, too many to check")
