"""Making, reading and amending a decision record."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.decisions import (
    DecisionRecord,
    InvalidDecision,
    Owner,
    Status,
    Value,
    amend,
    fields,
    identifiers_in,
    make_record,
    sent_again,
)
from tests.actions.decisions.conftest import NOW

Values = dict[str, Value | None]


def record_of(values: Values, now: datetime = NOW) -> DecisionRecord:
    return make_record(
        values,
        reference="K7Q2",
        submission_id="V1",
        owner=Owner(team_id="T01", user_id="U01"),
        now=now,
        guidance_version="2026",
    )


def errors_of(values: Values, now: datetime = NOW) -> dict[str, str]:
    with pytest.raises(InvalidDecision) as caught:
        record_of(values, now)
    return caught.value.errors


class TestSharing:
    def test_a_good_form_becomes_a_complete_record(self, shared: Values):
        record = record_of(shared)
        assert record.status is Status.COMPLETE
        assert record.answers["with_whom"] == ("children_social_care",)

    @pytest.mark.parametrize("missing", ["what_shared", "with_whom", "legal_basis", "rationale", "review_on"])
    @pytest.mark.parametrize("empty", [None, "", ()])
    def test_each_gap_gets_its_own_message(self, shared: Values, missing: str, empty: Value | None):
        assert list(errors_of({**shared, missing: empty})) == [missing]

    def test_an_empty_form_says_what_to_do_under_every_required_field(self):
        messages = errors_of({})
        assert set(messages) == {
            "decision", "what_shared", "with_whom", "legal_basis", "consent_status", "rationale", "decided_at",
            "review_on",
        }  # fmt: skip
        assert all(message.split()[0] in {"Choose", "Say", "Give"} for message in messages.values())

    def test_refusal_alone_is_never_a_reason_not_to_share(self, shared: Values):
        assert record_of({**shared, "consent_status": "refused"}).decision == "share"


class TestNotSharing:
    def test_needs_no_recipient(self, withheld: Values):
        assert record_of(withheld).decision == "not_share"

    def test_needs_reasons_just_as_sharing_does(self, withheld: Values):
        assert set(errors_of({**withheld, "rationale": "No.", "harm_of_not_sharing": ""})) == {
            "rationale",
            "harm_of_not_sharing",
        }

    def test_answers_to_questions_no_longer_asked_are_dropped(self, withheld: Values):
        assert "not_shared_why" not in record_of({**withheld, "not_shared_why": "left over"}).answers

    def test_grave_concern_is_saved_with_a_word_of_warning(self, withheld: Values):
        record = record_of({**withheld, "concern_level": "immediate"})
        assert any("999" in note for note in record.attention)


class TestRationale:
    @pytest.mark.parametrize("text", ["x" * 39, "  too   short  ", "." * 400])
    def test_too_little_is_refused_with_the_least_length(self, shared: Values, text: str):
        assert "rationale" in errors_of({**shared, "rationale": text})

    @pytest.mark.parametrize("length", [40, 1200])
    def test_from_40_to_1200_characters_is_kept(self, shared: Values, length: int):
        assert len(str(record_of({**shared, "rationale": "x" * length}).answers["rationale"])) == length

    def test_too_much_says_by_how_much(self, shared: Values):
        assert "1,200" in errors_of({**shared, "rationale": "x" * 1201})["rationale"]


class TestLegalBasis:
    def test_consent_as_a_basis_needs_consent_to_be_given(self, shared: Values):
        assert "legal_basis" in errors_of({**shared, "legal_basis": ("consent",), "consent_status": "withdrawn"})
        assert record_of({**shared, "legal_basis": ("consent",), "consent_status": "given"})

    def test_consent_as_a_basis_with_no_answer_about_consent_asks_for_it(self, shared: Values):
        assert list(errors_of({**shared, "legal_basis": ("consent",), "consent_status": None})) == ["consent_status"]

    def test_not_sure_is_saved_and_waits_for_advice(self, shared: Values):
        record = record_of({**shared, "legal_basis": ("not_sure",)})
        assert record.status is Status.AWAITING_ADVICE
        assert "legal basis" in record.attention[0]

    def test_not_sure_stands_alone(self, shared: Values):
        assert "legal_basis" in errors_of({**shared, "legal_basis": ("not_sure", "public_task")})


class TestDates:
    def test_a_decision_is_not_in_the_future(self, shared: Values):
        assert "decided_at" in errors_of({**shared, "decided_at": "2026-11-24"})

    def test_the_day_is_the_one_in_the_united_kingdom(self, shared: Values):
        just_past_midnight_bst = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
        assert record_of({**shared, "decided_at": "2026-06-02"}, now=just_past_midnight_bst)

    @pytest.mark.parametrize("review", ["2026-11-23", "2026-11-01"])
    def test_the_review_comes_after_the_decision(self, shared: Values, review: str):
        assert "review_on" in errors_of({**shared, "review_on": review})

    @pytest.mark.parametrize("nonsense", ["23/11/2026", "soon", "2026-02-30", "2026-11-23T10:00"])
    def test_anything_but_a_date_is_refused(self, shared: Values, nonsense: str):
        assert "decided_at" in errors_of({**shared, "decided_at": nonsense})

    def test_advice_was_had_before_the_decision(self, shared: Values):
        assert "advice_on" in errors_of({**shared, "decided_at": "2026-11-20", "advice_on": "2026-11-21"})

    def test_late_recording_is_pointed_out_not_refused(self, shared: Values):
        assert any("3 days" in note for note in record_of({**shared, "decided_at": "2026-11-20"}).attention)


class TestTampering:
    def test_an_answer_that_was_never_on_offer_is_refused(self, shared: Values):
        assert set(errors_of({**shared, "legal_basis": ("because",), "consent_status": "eh"})) == {
            "legal_basis",
            "consent_status",
        }

    def test_an_unknown_decision_is_refused(self, shared: Values):
        assert "decision" in errors_of({**shared, "decision": "whatever"})

    def test_an_unknown_field_refuses_the_form(self, shared: Values):
        assert list(errors_of({**shared, "owner": "U99"})) == ["decision"]

    def test_the_fault_names_fields_and_never_what_was_written(self, shared: Values):
        with pytest.raises(InvalidDecision) as caught:
            record_of({**shared, "rationale": "Zebedee told me"})
        assert "Zebedee" not in str(caught.value) + str(caught.value.errors)

    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.dictionaries(
            st.sampled_from([field.id for field in fields()]),
            st.one_of(st.none(), st.text(max_size=60), st.lists(st.text(max_size=9), max_size=4).map(tuple)),
        )
    )
    def test_whatever_comes_every_fault_says_what_to_do(self, values: Values):
        with pytest.raises(InvalidDecision) as caught:
            record_of({**values, "rationale": ""})
        assert "rationale" in caught.value.errors
        assert all(caught.value.errors.values())


class TestReading:
    def test_the_summary_speaks_in_the_words_of_the_form(self, shared: Values):
        lines = dict(record_of(shared).summary())
        assert lines["Reference"] == "K7Q2"
        assert lines["How do things stand with consent?"] == "Refused"
        assert lines["What kinds of information were shared?"] == "What staff saw or heard; Health or development"
        assert lines["When will you look at this again?"] == "7 December 2026"

    def test_a_record_comes_back_whole_from_json(self, shared: Values, owner: Owner, now: datetime):
        record = amend(record_of(shared), {"consent_status": "given"}, owner, now, "Mum has now agreed")
        assert DecisionRecord.model_validate_json(record.model_dump_json()) == record

    def test_a_record_cannot_be_changed_in_place(self, shared: Values):
        with pytest.raises(TypeError):
            record_of(shared).original["rationale"] = "other"

    def test_written_answers_with_identifiers_are_pointed_out(self):
        found = identifiers_in(
            {"rationale": "mail jo@example.org about it", "purpose": "to protect", "with_whom": ("gp",)}
        )
        assert {name: [str(kind) for kind in kinds] for name, kinds in found.items()} == {"rationale": ["email"]}


class TestSentAgain:
    def test_the_same_answers_change_nothing(self, shared: Values):
        stored = record_of(shared)
        assert sent_again(stored, record_of(shared)) == stored

    def test_changed_answers_are_an_amendment(self, shared: Values):
        stored = record_of({**shared, "views": "Agrees, with worries"})
        record = record_of({**shared, "consent_status": "given"})
        kept = sent_again(stored, record)
        assert kept.original == stored.original
        assert kept.answers == record.answers
        assert len(kept.amendments) == 1

    def test_whatever_was_sent_last_stands(self, shared: Values):
        stored = sent_again(record_of(shared), record_of({**shared, "consent_status": "given"}))
        assert sent_again(stored, record_of(shared)).answers == record_of(shared).answers


class TestAmending:
    @pytest.fixture
    def change(self, shared: Values, owner: Owner) -> Callable[..., DecisionRecord]:
        def make(values: Values, reason: str = "New facts came in", on: DecisionRecord | None = None) -> DecisionRecord:
            return amend(on or record_of(shared), values, owner, NOW + timedelta(days=1), reason)

        return make

    def test_the_original_is_kept_beside_the_change(self, change: Callable[..., DecisionRecord], shared: Values):
        record = change({"consent_status": "given"})
        assert record.answers["consent_status"] == "given"
        assert record.original["consent_status"] == shared["consent_status"]
        assert record.amendments[0].changes == {"consent_status": "given"}

    def test_changes_are_only_ever_added(self, change: Callable[..., DecisionRecord]):
        first = change({"consent_status": "given"})
        second = change({"consent_status": "withdrawn"}, on=first)
        assert second.amendments[:1] == first.amendments
        assert [name for name, _ in second.summary()].count("Amended") == 2

    def test_turning_to_not_sharing_needs_what_that_needs(self, change: Callable[..., DecisionRecord]):
        with pytest.raises(InvalidDecision) as caught:
            change({"decision": "not_share"})
        assert list(caught.value.errors) == ["harm_of_not_sharing"]

    def test_an_answer_can_be_taken_out(self, change: Callable[..., DecisionRecord]):
        record = change({"views": "Agrees, with worries"})
        assert "views" not in change({"views": None}, on=record).answers

    @pytest.mark.parametrize("reason", ["", "  \n ", "typo"])
    def test_needs_a_reason(self, change: Callable[..., DecisionRecord], reason: str):
        with pytest.raises(InvalidDecision, match="reason"):
            change({"consent_status": "given"}, reason)

    def test_needs_a_change(self, change: Callable[..., DecisionRecord]):
        with pytest.raises(InvalidDecision, match="reason"):
            change({"consent_status": "refused"})
