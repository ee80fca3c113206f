"""The form's fields: what is asked first, of which decision, within Slack's limits."""

import pytest

from actions.decisions import fields, visible_fields

GUIDANCE_FOUR = {"what_shared", "with_whom", "legal_basis", "rationale"}
DECISIONS = [choice.value for choice in fields()[0].choices]


def ids(decision: str | None, *, more: bool = False) -> list[str]:
    return [field.id for field in visible_fields(decision, more)]


def required(decision: str) -> set[str]:
    return {field.id for field in visible_fields(decision, more=True) if field.required}


def test_the_first_page_is_short_and_holds_what_the_guidance_says_to_record():
    assert set(ids("share")) == GUIDANCE_FOUR | {"decision", "consent_status", "decided_at", "review_on"}


def test_sharing_demands_all_four_that_the_guidance_names():
    assert required("share") >= GUIDANCE_FOUR


def test_not_sharing_demands_reasons_as_sharing_does_but_no_recipient():
    assert {"rationale", "harm_of_not_sharing"} <= required("not_share")
    assert not {"what_shared", "with_whom"} & required("not_share")


def test_what_was_not_shared_and_with_whom_can_still_be_recorded():
    labels = {field.id: field.label for field in visible_fields("not_share")}
    assert labels["with_whom"] == "Not shared with whom?"
    assert "not shared" in labels["what_shared"]


def test_sharing_in_part_asks_what_was_held_back():
    assert "not_shared_why" in required("share_part")
    assert "not_shared_why" not in ids("share", more=True)


def test_waiting_for_advice_asks_whose():
    assert "advice_from" in required("awaiting_advice")


def test_before_a_decision_is_chosen_only_common_questions_show():
    assert {"decision", "rationale"} <= set(ids(None))
    assert not {"not_shared_why", "harm_of_not_sharing"} & set(ids(None))


@pytest.mark.parametrize("decision", DECISIONS)
def test_nothing_optional_stands_in_the_way_on_the_first_page(decision: str):
    assert len(ids(decision)) <= 10
    assert set(ids(decision)) < set(ids(decision, more=True))
    assert required(decision) <= set(ids(decision))


def test_the_legal_bases_that_the_guidance_names_are_marked():
    (basis,) = (field for field in fields() if field.id == "legal_basis")
    assert {choice.value for choice in basis.choices if choice.in_guidance} == {
        "public_task",
        "vital_interests",
        "consent",
    }


def test_chat_is_no_way_to_share():
    (method,) = (field for field in fields() if field.id == "method")
    assert not any("slack" in choice.label.lower() for choice in method.choices)


@pytest.mark.parametrize("decision", DECISIONS)
def test_everything_fits_slack(decision: str):
    shown = visible_fields(decision, more=True)
    assert len(shown) <= 90, "a modal holds 100 blocks"
    for field in shown:
        assert len(field.label) <= 48
        assert len(field.hint) <= 150
        assert field.max_length <= 3000
        assert len({choice.value for choice in field.choices}) == len(field.choices) <= 100
        assert all(len(choice.label) <= 75 for choice in field.choices)


def test_no_period_of_retention_is_built_in():
    words = " ".join(f"{field.label} {field.hint}" for field in fields())
    assert " years" not in words
