"""The decision form: checked, saved and confirmed before Slack is told that all is well."""

from typing import Any

import pytest
from slack_bolt import BoltResponse

from actions.decisions import visible_fields
from bot.slack.blocks.decision_form import decision_form
from bot.slack.blocks.wording import FORM_OUTDATED, STORE_AWAY
from bot.slack.listeners.views.decision_form import placed
from bot.slack.metadata import FormMetadata
from tests.bot.slack import payloads
from tests.bot.slack.conftest import Slack, body_of
from tests.bot.slack.fakes import Outside
from tests.bot.slack.web_api import TEAM, WebApi

METADATA = FormMetadata(submission_id="form1")

GOOD: dict[str, Any] = {
    "decision": "share",
    "what_shared": ("health", "observation"),
    "with_whom": ("children_social_care",),
    "legal_basis": ("public_task",),
    "consent_status": "refused",
    "rationale": "The risk of harm outweighs the refusal, and waiting would leave the child without help.",
    "decided_at": "2026-11-23",
    "review_on": "2026-12-07",
}


def form(values: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    """The form as it stands once these values are chosen."""
    return decision_form(METADATA.model_copy(update=metadata), {"decision": values.get("decision")})


def submit(slack: Slack, values: dict[str, Any], **metadata: Any) -> BoltResponse:
    return slack.send(payloads.submitted(form(values, **metadata), values))


def errors(response: BoltResponse) -> dict[str, str]:
    answered = body_of(response)
    assert answered["response_action"] == "errors"
    return dict(answered["errors"])


def inputs(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


class TestOpening:
    """From a button, a command or the menu."""

    def test_a_button_opens_it_tied_to_its_answer(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.pressed("record_decision", "answer1"))
        view = api.of("views.open")[0].arguments["view"]
        assert view["callback_id"] == "decision_form"
        assert FormMetadata.read(view["private_metadata"]) == FormMetadata(submission_id="form1", answer="answer1")

    def test_each_opening_is_a_form_of_its_own(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.from_menu("record_decision"))
        slack.send(payloads.command("record", api.response_url))
        ids = {call.arguments["view"]["private_metadata"] for call in api.of("views.open")}
        assert len(ids) == 2

    def test_in_a_modal_it_opens_on_top(self, slack: Slack, api: WebApi) -> None:
        slack.send(payloads.pressed_in_view("record_decision", {"type": "modal", "blocks": []}))
        assert api.of("views.push")
        assert not api.of("views.open")

    def test_the_first_page_is_short_and_holds_the_contracts_fields(self) -> None:
        shown = inputs(decision_form(METADATA))
        assert {"decision", "what_shared", "with_whom", "legal_basis", "consent_status", "rationale"} <= shown.keys()
        assert len(shown) <= 12

    def test_block_action_and_field_ids_are_one(self) -> None:
        assert all(block_id == element["action_id"] for block_id, element in inputs(decision_form(METADATA)).items())

    def test_the_dates_are_suggested_and_nothing_else_is_chosen_for_the_practitioner(
        self, slack: Slack, api: WebApi
    ) -> None:
        slack.send(payloads.pressed("record_decision"))
        shown = inputs(api.of("views.open")[0].arguments["view"])
        dates = {block_id: each.get("initial_date") for block_id, each in shown.items() if each["type"] == "datepicker"}
        assert dates == {"decided_at": "2026-11-23", "review_on": "2026-12-21"}
        others = [each for block_id, each in shown.items() if block_id not in dates]
        assert not [key for each in others for key in each if key.startswith("initial")]


class TestFillingIn:
    """The decision changes what is asked; what was typed stays."""

    def test_choosing_not_to_share_asks_what_harm_could_come(self, slack: Slack, api: WebApi) -> None:
        typed = {"decision": "not_share", "rationale": "Half a thou"}
        slack.send(payloads.pressed_in_view("decision", decision_form(METADATA), typed))
        update = api.of("views.update")[0].arguments
        assert (update["view_id"], update["hash"]) == ("V1", "h1")
        shown = inputs(update["view"])
        assert "harm_of_not_sharing" in shown
        assert shown["rationale"]["initial_value"] == "Half a thou"
        assert shown["decision"]["initial_option"]["value"] == "not_share"

    def test_more_fields_unfold_and_keep_what_was_chosen(self, slack: Slack, api: WebApi) -> None:
        typed = {"decision": "share", "with_whom": ("police", "gp"), "review_on": "2026-12-07"}
        slack.send(payloads.pressed_in_view("more_fields", form(typed), typed))
        view = api.of("views.update")[0].arguments["view"]
        shown = inputs(view)
        assert list(shown) == [field.id for field in visible_fields("share", more=True)]
        assert {each["value"] for each in shown["with_whom"]["initial_options"]} == {"police", "gp"}
        assert shown["review_on"]["initial_date"] == "2026-12-07"
        assert FormMetadata.read(view["private_metadata"]).more

    def test_unfolded_fields_stay_when_the_decision_changes(self, slack: Slack, api: WebApi) -> None:
        unfolded = form({"decision": "share"}, more=True)
        slack.send(payloads.pressed_in_view("decision", unfolded, {"decision": "not_share", "views": "Not asked yet"}))
        assert inputs(api.of("views.update")[0].arguments["view"])["views"]["initial_value"] == "Not asked yet"

    def test_a_slower_click_does_not_undo_a_later_one(self, slack: Slack, api: WebApi) -> None:
        api.fail("views.update", "hash_conflict")
        assert slack.send(payloads.pressed_in_view("more_fields", decision_form(METADATA))).status == 200
        assert not api.of("chat.postMessage")

    def test_tampered_metadata_is_told_in_the_form(self, slack: Slack, api: WebApi, logs: list[Any]) -> None:
        view = decision_form(METADATA) | {"private_metadata": '{"version":1,"submission_id":"../Jo Bloggs"}'}
        slack.send(payloads.pressed_in_view("more_fields", view))
        assert FORM_OUTDATED in api.of("views.update")[0].words
        assert "Jo Bloggs" not in str(logs)


class TestSubmitting:
    """Errors under the fields, or a record with its reference."""

    def test_a_good_form_is_saved_and_confirmed_with_its_reference(self, slack: Slack, outside: Outside) -> None:
        answered = body_of(submit(slack, GOOD))
        (record,) = outside.records.values()
        assert answered["response_action"] == "update"
        assert record.reference in str(answered["view"])
        assert outside.cards == [record.reference]
        assert (record.owner.team_id, record.owner.user_id) == (TEAM, payloads.PERSON)
        assert (record.guidance_version, record.decision) == ("2026-11", "share")

    def test_a_decision_not_to_share_is_recorded_just_so(self, slack: Slack, outside: Outside) -> None:
        values = GOOD | {
            "decision": "not_share",
            "harm_of_not_sharing": "Little, since the school already knows and is acting on it.",
        }
        assert body_of(submit(slack, values))["response_action"] == "update"
        (record,) = outside.records.values()
        assert record.decision == "not_share"

    @pytest.mark.parametrize("field_id", ["decision", "rationale", "legal_basis", "consent_status", "what_shared"])
    def test_a_field_left_empty_is_told_under_that_field(self, field_id: str, slack: Slack, outside: Outside) -> None:
        assert field_id in errors(submit(slack, GOOD | {field_id: None}))
        assert not outside.records

    def test_submitted_twice_it_is_one_record_with_one_reference(self, slack: Slack, outside: Outside) -> None:
        first, second = submit(slack, GOOD), submit(slack, GOOD)
        (record,) = outside.records.values()
        assert record.reference in str(body_of(first))
        assert record.reference in str(body_of(second))

    def test_what_is_confirmed_is_what_is_kept(self, slack: Slack, outside: Outside) -> None:
        submit(slack, GOOD)
        again = submit(slack, GOOD | {"rationale": "Other words, sent while the first were already being kept safe."})
        (record,) = outside.records.values()
        assert str(record.answers["rationale"]) in str(body_of(again))
        assert "Other words" not in str(body_of(again))

    def test_identifiers_are_taken_out_before_it_is_saved_and_the_person_is_told(
        self, slack: Slack, outside: Outside
    ) -> None:
        words = f"{GOOD['rationale']} Write to jo.bloggs@example.org."
        response = submit(slack, GOOD | {"rationale": words})
        (record,) = outside.records.values()
        assert "[email]" in str(record.answers["rationale"])
        assert "jo.bloggs" not in repr(record) + str(response.body)
        assert "email" in str(body_of(response)["view"]["blocks"])

    def test_unseen_characters_hide_no_identifier_and_lines_stay(self, slack: Slack, outside: Outside) -> None:
        rationale = "Her nurse asked for it.\nRing 07700\u200b 900\u200b123, waiting would leave her without help."
        submit(slack, {**GOOD, "rationale": rationale})
        (record,) = outside.records.values()
        assert record.answers["rationale"] == (
            "Her nurse asked for it.\nRing [phone], waiting would leave her without help."
        )

    def test_words_of_danger_tell_the_leads_saved_or_not_and_once(self, slack: Slack, outside: Outside) -> None:
        danger = "He is outside with a knife right now and the children are in the house, so I must tell somebody."
        refused = errors(submit(slack, {**GOOD, "rationale": danger, "consent_status": None}))
        assert any("999" in message for message in refused.values())
        submit(slack, {**GOOD, "rationale": danger})
        (told,) = outside.requests.values()
        assert (told.alarm, told.danger) == (True, True)

    def test_words_that_tell_of_danger_bring_999_to_the_head(self, slack: Slack) -> None:
        words = "He has just told me that dad is coming tonight and will hurt her, so this went to the police."
        assert "999" in str(body_of(submit(slack, GOOD | {"rationale": words}))["view"]["blocks"][0])

    def test_while_the_store_is_away_the_form_stays_open_and_nothing_is_confirmed(
        self, slack: Slack, outside: Outside
    ) -> None:
        outside.away = True
        assert errors(submit(slack, GOOD)) == {"decision": STORE_AWAY}
        assert not outside.cards
        outside.away = False
        assert body_of(submit(slack, GOOD))["response_action"] == "update"

    def test_a_card_that_cannot_be_queued_does_not_unsay_the_record(self, slack: Slack, outside: Outside) -> None:
        outside.cards_away = True
        answered = body_of(submit(slack, GOOD))
        assert answered["response_action"] == "update"
        assert "no card will come" in str(answered["view"])
        assert outside.records

    @pytest.mark.parametrize(
        "metadata", ["", "{", "null", "[]", '{"version":2,"submission_id":"a"}', '{"version":1}', "x" * 3000]
    )
    def test_tampered_metadata_is_an_error_in_the_form(
        self, metadata: str, slack: Slack, outside: Outside, logs: list[Any]
    ) -> None:
        view = form(GOOD) | {"private_metadata": metadata}
        response = slack.send(payloads.submitted(view, GOOD))
        assert errors(response) == {"decision": FORM_OUTDATED}
        assert not outside.records
        assert "tampered_metadata" in [entry["event"] for entry in logs]

    def test_a_field_that_is_not_ours_saves_nothing(self, slack: Slack, outside: Outside) -> None:
        payload = payloads.submitted(form(GOOD), GOOD)
        payload["view"]["state"]["values"]["owner"] = {"owner": {"type": "plain_text_input", "value": "U0OTHER"}}
        assert errors(slack.send(payload))
        assert not outside.records

    def test_what_was_typed_is_never_logged(self, slack: Slack, logs: list[Any]) -> None:
        submit(slack, GOOD | {"rationale": "Too short"})
        submit(slack, GOOD)
        assert "Too short" not in str(logs)
        assert "outweighs" not in str(logs)


class TestPlacing:
    """Slack refuses an error for a block that the view does not show."""

    def test_an_error_of_a_hidden_field_stands_under_the_nearest_shown_one_above(self) -> None:
        assert placed({"advice_on": "No date."}, ["decision", "rationale", "review_on"]) == {"review_on": "No date."}

    def test_several_under_one_field_are_told_together(self) -> None:
        assert placed({"decision": "A.", "what_shared": "B."}, ["decision"]) == {"decision": "A. B."}

    def test_an_error_of_no_known_field_stands_under_the_first(self) -> None:
        assert placed({"elsewhere": "C."}, ["decision", "rationale"]) == {"decision": "C."}
