"""A real Bolt app on the other end, by Socket Mode and by signed HTTP alike."""

import pytest

from bot.playground.form_state import REQUIRED
from bot.playground.views import TROUBLE
from bot.playground.wire import ControlError
from tests.bot.playground.conftest import Connected
from tests.bot.playground.small_app import EXTRA, form


def opened_form(connected: Connected) -> None:
    people = connected.people
    card = people.wait_for_reply("practitioner", people.dm("practitioner", "hello"))
    assert people.click("practitioner", card, "open_form").acknowledged
    people.wait_for_view("practitioner", "form")


def test_a_direct_message_is_answered_in_its_thread(connected: Connected) -> None:
    ts = connected.people.dm("practitioner", "hello")
    reply = connected.people.wait_for_reply("practitioner", ts)
    assert reply.thread_ts == ts
    assert "Shall we?" in reply.words


def test_a_message_event_has_slacks_shape(connected: Connected) -> None:
    ts = connected.people.dm("practitioner", "hello <@U0LEAD0001>")
    body = connected.app.next()
    assert body["type"] == "event_callback"
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["is_bot"] is True
    assert body["is_ext_shared_channel"] is False
    event = body["event"]
    assert (event["type"], event["channel_type"], event["ts"], event["event_ts"]) == ("message", "im", ts, ts)
    assert event["user"] == "U0PRACT001"
    assert "thread_ts" not in event
    assert {"type": "user", "user_id": "U0LEAD0001"} in event["blocks"][0]["elements"][0]["elements"]


def test_a_mention_comes_as_two_events_of_one_message(connected: Connected) -> None:
    ts = connected.people.mention("practitioner", "harbour-team", "are you there?")
    bodies = [connected.app.next(), connected.app.next()]
    assert {body["event"]["type"] for body in bodies} == {"message", "app_mention"}
    assert {body["event"]["ts"] for body in bodies} == {ts}
    assert len({body["event_id"] for body in bodies}) == 2
    assert "are you there?" in connected.people.wait_for_reply("practitioner", ts, "harbour-team").words


def test_an_edit_brings_both_versions(connected: Connected) -> None:
    ts = connected.people.say("practitioner", "harbour-team", "one")
    assert connected.app.next()["event"]["text"] == "one"
    connected.people.edit("practitioner", ts, "two", "harbour-team")
    event = connected.app.next()["event"]
    assert event["subtype"] == "message_changed"
    assert (event["message"]["text"], event["previous_message"]["text"]) == ("two", "one")
    assert event["message"]["edited"]["user"] == "U0PRACT001"


def test_a_deletion_brings_what_was_there(connected: Connected) -> None:
    ts = connected.people.say("practitioner", "harbour-team", "one")
    connected.app.next()
    connected.people.delete("practitioner", ts, "harbour-team")
    event = connected.app.next()["event"]
    assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", ts)
    assert event["previous_message"]["text"] == "one"


def test_a_strangers_message_says_whence_it_comes(connected: Connected) -> None:
    connected.people.say("stranger", "multi-agency", "hello from next door")
    body = connected.app.next()
    assert body["is_ext_shared_channel"] is True
    assert body["event"]["user_team"] == "T0PENROSE1"


def test_another_bots_message_is_delivered_with_its_bot_id(connected: Connected) -> None:
    connected.people.say("other_bot", "harbour-team", "beep")
    assert connected.app.next()["event"]["bot_id"] == "B0OTHERBOT"


def test_nothing_is_delivered_from_channels_without_the_app(connected: Connected) -> None:
    connected.people.say("practitioner", "no-bot-here", "psst")
    connected.people.say("practitioner", "harbour-team", "aloud")
    assert connected.app.next()["event"]["text"] == "aloud"


def test_a_slash_command_is_answered_at_once_and_again_by_its_response_url(connected: Connected) -> None:
    outcome = connected.people.slash("practitioner", "harbour-team", "help me")
    assert outcome.response == {"text": "Heard: help me"}
    command = connected.app.next()
    assert (command["channel_name"], command["user_id"]) == ("harbour-team", "U0PRACT001")

    def shown() -> bool:
        texts = {item.text for item in connected.people.seen_by("practitioner", "harbour-team") if item.ephemeral}
        return texts == {"Heard: help me", "And again, later."}

    connected.people.wait_until(shown)
    assert not connected.people.seen_by("colleague", "harbour-team")


def test_a_command_from_a_direct_message_withholds_the_name(connected: Connected) -> None:
    connected.people.slash("practitioner", None, "")
    assert connected.app.next()["channel_name"] == "directmessage"


def test_an_unknown_command_fails_in_slacks_words(connected: Connected) -> None:
    outcome = connected.people.slash("practitioner", None, "", command="/unheard")
    assert outcome.notice == "/unheard failed with the error “dispatch_failed”" or outcome.failure == "timeout"
    assert connected.people.screen("practitioner").notices


def test_a_buttons_payload_has_slacks_shape(connected: Connected) -> None:
    people = connected.people
    ts = people.dm("practitioner", "hello")
    card = people.wait_for_reply("practitioner", ts)
    connected.app.next()
    people.click("practitioner", card, "more", value="cake")
    body = next(item for item in iter(connected.app.next, None) if item["type"] == "block_actions")
    assert body["container"]["message_ts"] == card.ts
    assert body["container"]["thread_ts"] == ts
    assert body["message"]["blocks"] == card.blocks
    assert body["actions"][0]["selected_option"]["value"] == "cake"
    assert body["actions"][0]["block_id"] == "choices"
    assert body["response_url"].startswith(people.base_url)
    assert body["channel"]["name"] == "directmessage"


def test_an_element_that_is_not_there_cannot_be_used(connected: Connected) -> None:
    card = connected.people.wait_for_reply("practitioner", connected.people.dm("practitioner", "hello"))
    with pytest.raises(ControlError, match="action id"):
        connected.people.click("practitioner", card, "not_there")


def test_a_message_is_replaced_through_its_response_url(connected: Connected) -> None:
    people = connected.people
    ts = people.dm("practitioner", "hello")
    card = people.wait_for_reply("practitioner", ts)
    people.click("practitioner", card, "replace_me")
    people.wait_until(lambda: people.seen_by("practitioner", thread_ts=ts)[-1].text == "Replaced.")


def test_a_form_is_held_back_by_slacks_own_client_while_a_required_input_is_empty(connected: Connected) -> None:
    opened_form(connected)
    outcome = connected.people.submit("practitioner")
    assert not outcome.delivered
    assert outcome.errors == {"why_block": REQUIRED}


def test_a_form_is_submitted_with_its_values_and_closes(connected: Connected) -> None:
    opened_form(connected)
    connected.people.fill("practitioner", {"why": "because"})
    assert connected.people.submit("practitioner").acknowledged
    body = next(item for item in iter(connected.app.next, None) if item["type"] == "view_submission")
    assert body["view"]["state"]["values"] == {
        "why_block": {"why": {"type": "plain_text_input", "value": "because"}},
        "which_block": {"which": {"type": "static_select", "selected_option": None}},
    }
    assert body["view"]["private_metadata"] == "kept"
    assert connected.people.view("practitioner") is None


def test_an_inputs_own_limit_is_held_by_slacks_client(connected: Connected) -> None:
    opened_form(connected)
    connected.people.fill("practitioner", {"why": "x" * 21})
    assert "20" in connected.people.submit("practitioner").errors["why_block"]


def test_errors_are_shown_under_the_input_and_the_form_stays(connected: Connected) -> None:
    opened_form(connected)
    connected.people.fill("practitioner", {"why": "because"})
    connected.app.answer = {"response_action": "errors", "errors": {"why_block": "Say more."}}
    assert connected.people.submit("practitioner").errors == {"why_block": "Say more."}
    view = connected.people.view("practitioner")
    assert view is not None
    assert view.error_of("why") == "Say more."
    assert view.values["why_block"]["why"]["value"] == "because"


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"no_such_block": "Oh."}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal", "title": {"type": "plain_text", "text": "T"}}},
        {"response_action": "dance"},
    ],
)
def test_an_answer_that_makes_no_sense_leaves_the_form_with_slacks_trouble_notice(
    connected: Connected, answer: dict[str, object]
) -> None:
    opened_form(connected)
    connected.people.fill("practitioner", {"why": "because"})
    connected.app.answer = answer
    assert connected.people.submit("practitioner").notice == TROUBLE
    view = connected.people.view("practitioner")
    assert view is not None
    assert view.notice == TROUBLE


def test_a_submission_that_is_not_acknowledged_in_time_leaves_the_form_open(connected: Connected) -> None:
    opened_form(connected)
    connected.people.fill("practitioner", {"why": "because"})
    connected.people.retime(acknowledge=0.1)
    connected.app.hold.clear()
    outcome = connected.people.submit("practitioner")
    connected.app.hold.set()
    assert (outcome.acknowledged, outcome.notice) == (False, TROUBLE)
    assert connected.people.view("practitioner") is not None


def test_a_submission_can_update_push_and_clear(connected: Connected) -> None:
    people = connected.people
    opened_form(connected)
    people.fill("practitioner", {"why": "because"})
    connected.app.answer = {"response_action": "update", "view": form(EXTRA)}
    people.submit("practitioner")
    view = people.view("practitioner")
    assert view is not None
    assert view.values["why_block"]["why"]["value"] == "because"
    assert view.blocks[-1]["block_id"] == "extra"
    connected.app.answer = {"response_action": "push", "view": form()}
    people.submit("practitioner")
    assert len(people.screen("practitioner").views) == 2
    people.fill("practitioner", {"why": "again"})
    connected.app.answer = {"response_action": "clear"}
    people.submit("practitioner")
    assert people.screen("practitioner").views == []


def test_an_input_that_dispatches_lets_the_app_change_the_form_and_values_stay(connected: Connected) -> None:
    opened_form(connected)
    (outcome,) = connected.people.fill("practitioner", {"why": "because", "which": "no"})
    assert outcome.acknowledged

    def grown() -> bool:
        view = connected.people.view("practitioner")
        return view is not None and view.blocks[-1]["block_id"] == "extra"

    connected.people.wait_until(grown)
    view = connected.people.view("practitioner")
    assert view is not None
    assert view.values["why_block"]["why"]["value"] == "because"
    assert view.values["which_block"]["which"]["selected_option"]["value"] == "no"


def test_a_closed_form_tells_the_app_when_it_asked_to_be_told(connected: Connected) -> None:
    opened_form(connected)
    assert connected.people.close_view("practitioner").acknowledged
    body = next(item for item in iter(connected.app.next, None) if item["type"] == "view_closed")
    assert body["is_cleared"] is False


def test_shortcuts_come_with_and_without_a_message(connected: Connected) -> None:
    people = connected.people
    people.shortcut("practitioner", "ask")
    assert connected.app.next()["type"] == "shortcut"
    ts = people.say("practitioner", "harbour-team", "ask about me")
    connected.app.next()
    (message,) = [item for item in people.seen_by("practitioner", "harbour-team") if item.ts == ts]
    people.shortcut("practitioner", "ask", message)
    body = connected.app.next()
    assert body["type"] == "message_action"
    assert body["message"]["text"] == "ask about me"


def test_the_home_is_published_and_can_be_used(connected: Connected) -> None:
    people = connected.people
    people.open_home("practitioner")
    people.wait_until(lambda: people.home("practitioner"))
    connected.app.next()
    people.click("practitioner", "home", "more", value="tea")
    body = connected.app.next()
    assert body["container"]["type"] == "view"
    assert body["view"]["type"] == "home"


def test_an_event_that_is_not_acknowledged_comes_again_and_says_so(connected: Connected) -> None:
    connected.people.fail_deliveries("drop_acknowledgement")
    connected.people.say("practitioner", "harbour-team", "once")
    first, second = connected.app.next(), connected.app.next()
    assert first["event_id"] == second["event_id"]
    headers = [connected.app.headers.get(timeout=5) for _ in range(2)]
    assert headers[-1]["x-slack-retry-num"] == ["1"]
    assert headers[-1]["x-slack-retry-reason"][0].endswith("timeout")


def test_an_event_that_cannot_be_delivered_is_tried_four_times_in_all(connected: Connected) -> None:
    connected.people.fail_deliveries("lose", times=10)
    connected.people.say("practitioner", "harbour-team", "lost")
    deliveries = connected.people.wait_until(
        lambda: found if len(found := connected.people.deliveries()) == 4 else None
    )
    assert [item.attempt for item in deliveries] == [0, 1, 2, 3]


def test_a_duplicate_has_the_same_event_id(connected: Connected) -> None:
    connected.people.fail_deliveries("duplicate")
    connected.people.say("practitioner", "harbour-team", "twice")
    assert connected.app.next()["event_id"] == connected.app.next()["event_id"]
