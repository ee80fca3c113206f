"""Every builder, with the shortest and the longest that could ever come: Slack must take it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, get_type_hints

import pytest
from pydantic import SecretStr

from actions.answer import Answer, Applied, Coverage, Offer, Quote
from actions.assessment import Code, Outcome, questions
from actions.decisions import DecisionRecord, Owner, fields, visible_fields
from actions.intents import Intent
from actions.urgency import Urgency
from bot.escalation import Escalation, EscalationState, Hand
from bot.jobs.delivery import Delivery
from bot.messages import Hidden, Rest
from bot.playground.block_kit.kit import Surface
from bot.playground.block_kit.validator import validate_message, validate_view
from bot.slack.blocks.admin import admin_part, overview_blocks
from bot.slack.blocks.answer import answer_blocks, ask_back_blocks
from bot.slack.blocks.ask import ask_view
from bot.slack.blocks.assessment import assessment_view, outcome_view
from bot.slack.blocks.confirmation import confirmation_blocks, confirmation_view
from bot.slack.blocks.decision_form import decision_form
from bot.slack.blocks.emergency import danger_question, emergency
from bot.slack.blocks.errors import error_blocks, error_view
from bot.slack.blocks.help import help_blocks
from bot.slack.blocks.home import hidden_home, home_view, neutral_home
from bot.slack.blocks.kit import MESSAGE_CHARACTERS, Blocks, escape, shorten, shown
from bot.slack.blocks.lead import (
    danger_told,
    lead_claimed,
    lead_done,
    lead_request_view,
    lead_requested,
    lead_requested_view,
    no_leads_view,
)
from bot.slack.blocks.lead_notice import lead_notice_blocks
from bot.slack.blocks.lead_queue import queue_blocks
from bot.slack.blocks.notices import hidden, hidden_view, notice, notice_view
from bot.slack.blocks.review_notice import review_notice_blocks
from bot.slack.blocks.when import moment, waited
from bot.slack.blocks.wording import NO_ACTIVE_LEADS, NOTIFICATION, Notification
from bot.slack.config import Contact, SlackConfig
from bot.slack.metadata import FormMetadata, RequestMetadata
from bot.slack.ports import LeadUrgency, Overview, RecordLine
from bot.slack.reply import OverResponseUrl, Reply

CONFIG = SlackConfig(bot_token=SecretStr("xoxb-invented"), guidance_version="2026-11")
LONG = "<&> every character of it needs care " * 400
ID = "a" * 100
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
METADATA = FormMetadata(submission_id=ID, answer=ID, more=True)
LINES = [RecordLine(LONG, date(2026, 11, 23), LONG)] * 200
CONTACTS = [Contact(label="L" * 80, number="0" * 40, checked=date(2026, 11, 23))] * 50

HAND = Hand(user_id="U0LEAD0001", at=NOW)
REQUEST = Escalation(
    reference=ID, team_id="T1", user_id="U1", urgency="urgent", asked_at=NOW - timedelta(days=400), danger=True
)
TAKEN = REQUEST.model_copy(update={"state": EscalationState.CLAIMED, "claimed": HAND, "alarm": True, "outsider": True})
DONE = TAKEN.model_copy(update={"state": EscalationState.RESOLVED, "resolved": HAND})

SHORT_ANSWER = Answer(intent=Intent.ASK_CONSENT, title="T", opening="O", coverage=Coverage.FULL)
LONG_ANSWER = Answer(
    intent=Intent.ASK_CONSENT,
    title=LONG,
    opening=LONG,
    quotes=(Quote(text=LONG, heading=LONG),) * 20,
    principles=(Applied(id="timely", name=LONG, why=LONG),) * 7,
    golden_rules=(Applied(id="3", name=LONG, why=LONG),) * 7,
    next_steps=(LONG,) * 40,
    not_covered=LONG,
    coverage=Coverage.PARTIAL,
    sources=(LONG,) * 5,
    offers=tuple(Offer) * 3,
)
LONG_VALUES: dict[str, Any] = {
    field.id: {
        "choice": field.choices[0].value if field.choices else "",
        "choices": tuple(choice.value for choice in field.choices),
        "date": "2026-11-23",
    }.get(field.kind, "<&> " * 1000)
    for field in fields()
}
LONG_RECORD = DecisionRecord(
    reference="D-ABCDEFGH",
    submission_id=ID,
    owner=Owner(team_id="T1", user_id="U1"),
    recorded_at=NOW,
    guidance_version="2026-11",
    original=LONG_VALUES,
)
LONG_OUTCOME = Outcome(
    code=Code.ADVICE_NOW,
    row="R1",
    title=LONG,
    text=LONG,
    principles=("timely", "secure"),
    key_questions=(1, 2, 3, 4),
    golden_rules=(1, 2, 3, 4, 5, 6, 7),
    cites_unsure=True,
    urgent=True,
    blocked=True,
    fix_first=(LONG,) * 10,
    also=(LONG,) * 10,
)

MESSAGES: dict[str, Callable[[], Blocks]] = {
    "short answer": lambda: answer_blocks(SHORT_ANSWER, ID),
    "long answer": lambda: answer_blocks(
        LONG_ANSWER, ID, urgency=Urgency.ALERT, kinds=(LONG,) * 5, from_keywords=True, contacts=CONTACTS
    ),
    "answer with the question of danger": lambda: answer_blocks(LONG_ANSWER, ID, urgency=Urgency.CHECK),
    "ask back": lambda: ask_back_blocks(LONG_ANSWER, ID, [(intent, LONG) for intent in Intent]),
    "ask back with nothing to offer": lambda: ask_back_blocks(SHORT_ANSWER, ID, []),
    "emergency": lambda: emergency(CONTACTS, ID),
    "emergency that all can see": lambda: emergency(CONTACTS, said_to=ID),
    "emergency without numbers": lambda: emergency([]),
    "danger": lambda: danger_question(ID),
    "help": help_blocks,
    "notice": lambda: notice(LONG),
    "hidden": hidden,
    "hidden with all to be said": lambda: hidden(Hidden(form=True, unreached=True, rest=Rest.STAYS)),
    "error": lambda: error_blocks(LONG),
    "lead requested": lambda: lead_requested(LONG, LeadUrgency.URGENT),
    "lead told": lambda: danger_told(LONG, NOW),
    "lead notice": lambda: lead_notice_blocks(REQUEST),
    "lead notice, taken": lambda: lead_notice_blocks(TAKEN),
    "lead notice, done": lambda: lead_notice_blocks(DONE),
    "lead notice that is not kept": lambda: lead_notice_blocks(REQUEST, kept=False),
    "lead claimed": lambda: lead_claimed(TAKEN),
    "lead done": lambda: lead_done(DONE),
    "overview": lambda: overview_blocks(Overview(LONG, LONG, LONG), CONFIG),
    "review notice": lambda: review_notice_blocks([(LONG, NOW.date())] * 40, 90, more=True),
    "confirmation": lambda: confirmation_blocks(LONG_RECORD),
}

VIEWS: dict[str, Callable[[], dict[str, Any]]] = {
    "decision form": lambda: decision_form(FormMetadata(submission_id=ID)),
    **{
        f"decision form, {choice.value}": partial(decision_form, METADATA, LONG_VALUES | {"decision": choice.value})
        for choice in visible_fields(None)[0].choices
    },
    "confirmation": lambda: confirmation_view(LONG_RECORD, kinds=(LONG,) * 5, danger=True, card_comes=False),
    "assessment": lambda: assessment_view(METADATA.written()),
    "outcome": lambda: outcome_view(LONG_OUTCOME, ID),
    "lead": lambda: lead_request_view(RequestMetadata(request_id=ID, answer=ID).written()),
    "lead requested": lambda: lead_requested_view(LONG, LeadUrgency.TODAY),
    "no leads": lambda: no_leads_view(NO_ACTIVE_LEADS),
    "ask": lambda: ask_view(RequestMetadata(request_id=ID).written()),
    "notice": lambda: notice_view(LONG, LONG),
    "error": lambda: error_view(LONG),
    "hidden form": hidden_view,
    "home": lambda: home_view(LINES),
    "home without records": lambda: home_view([]),
    "home without the store": lambda: home_view(None),
    "home of a lead who is an administrator": lambda: home_view(LINES, queue_blocks([REQUEST, TAKEN] * 99, NOW)),
    "home of a lead with nothing to do": lambda: home_view(LINES, queue_blocks([], NOW)),
    "home of a lead without the store": lambda: home_view(LINES, queue_blocks(None, NOW)),
    "home of an administrator": lambda: home_view(LINES, admin_part(None, CONFIG)),
    "hidden home": hidden_home,
    "neutral home": neutral_home,
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_keeps_slacks_limits(name: str) -> None:
    assert validate_message({"text": NOTIFICATION, "blocks": MESSAGES[name]()}) == []


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_stays_below_what_slack_takes_in_all(name: str) -> None:
    assert sum(map(len, texts(MESSAGES[name]()))) <= MESSAGE_CHARACTERS


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_keeps_slacks_limits(name: str) -> None:
    assert validate_view(VIEWS[name](), surfaces=frozenset({Surface.MODAL, Surface.HOME})) == []


def test_the_gate_would_notice() -> None:
    assert validate_message({"text": "", "blocks": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]})
    assert validate_view({"type": "modal", "blocks": []})


@pytest.mark.parametrize("name", MESSAGES)
def test_a_buttons_value_is_an_id_and_nothing_else(name: str) -> None:
    values = [
        each.get("value") for block in MESSAGES[name]() for each in block.get("elements", []) if "action_id" in each
    ]
    assert set(values) <= {None, ID}


def test_a_card_shows_the_reference_and_the_whole_answer_shows_its_parts() -> None:
    assert "D-ABCDEFGH" in str(confirmation_blocks(LONG_RECORD))
    answer = SHORT_ANSWER.model_copy(
        update={
            "quotes": (Quote(text="Seek consent where appropriate.", heading="Golden rules"),),
            "golden_rules": (Applied(id="4", name="Consent", why="It was refused."),),
            "not_covered": "Parental responsibility.",
            "next_steps": ("Ask your lead.",),
            "sources": ("The guidance, 2026",),
            "offers": (Offer.RECORD_DECISION,),
        }
    )
    said = "\n".join(texts(answer_blocks(answer, ID)))
    for part in ("Seek consent", "Golden rules", "Golden rule 4", "Parental", "Ask your lead", "2026", "Record a"):
        assert part in said


def test_words_from_elsewhere_cannot_bring_markup_of_their_own() -> None:
    answer = SHORT_ANSWER.model_copy(update={"opening": "<!channel> <https://example.org|press> & go"})
    said = "\n".join(texts(answer_blocks(answer, ID)))
    assert "<!channel>" not in said
    assert "&lt;!channel&gt;" in said


def test_an_escaped_sign_is_never_cut_in_two() -> None:
    for limit in range(1, 40):
        cut = shown("&<>" * 30, limit)
        assert len(cut) <= limit
        assert escape("&<>" * 30).startswith(cut.removesuffix("…"))
        assert cut.count("&") == cut.count(";")


def test_what_fits_is_left_as_it_is() -> None:
    assert shorten("as it is", 8) == "as it is"


TELLING = ("child", "consent", "danger", "emergency", "999", "safeguarding", "police", "famil", "decision", "record")


@pytest.mark.parametrize("text", Notification)
def test_a_lock_screen_tells_nothing_of_what_it_is_about(text: str) -> None:
    assert not [word for word in TELLING if word in text.casefold()]


@pytest.mark.parametrize("sends", [Reply.say, OverResponseUrl.replace, Delivery.show, Delivery.post, Delivery.replace])
def test_nothing_else_can_be_given_as_a_notification(sends: Callable[..., object]) -> None:
    assert get_type_hints(sends)["text"] is Notification


@pytest.mark.parametrize(
    "outcome", [Hidden(), Hidden(form=True, unreached=True, rest=Rest.COMING), Hidden(rest=Rest.STAYS)]
)
def test_what_stands_where_something_was_hidden_tells_nothing_of_it(outcome: Hidden) -> None:
    shown = texts(hidden(outcome)) + texts(hidden_view(outcome)) + texts(hidden_home())
    assert not [word for word in TELLING if word in " ".join(shown).casefold()]


def test_every_question_of_the_guided_decision_can_be_left_open() -> None:
    blocks = [block for block in assessment_view("")["blocks"] if block["type"] == "input"]
    assert len(blocks) == len(questions())
    assert all(block["optional"] for block in blocks)


def texts(value: object) -> list[str]:
    """Every text in the blocks."""
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for each in value.values() for text in texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return []


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (timedelta(0), "less than a minute"),
        (timedelta(seconds=61), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(days=2, hours=3), "2 days"),
    ],
)
def test_waiting_is_told_in_the_largest_unit(since: timedelta, said: str) -> None:
    assert waited(NOW - since, NOW) == said


def test_a_moment_is_told_in_the_time_of_the_united_kingdom() -> None:
    assert moment(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "00:30 on 2 July 2026"


def test_what_was_taken_out_is_told_when_asked_back_too():
    blocks = ask_back_blocks(SHORT_ANSWER, ID, [], kinds=("nhs_number",), still_in_slack=True)
    told = str(blocks)
    assert "nhs number" in told
    assert "please delete it" in told
