"""What the leads' channel and the one who asked are shown of a request, however often and in whatever order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from slack_sdk import WebClient

from bot.escalation import EscalationState, Hand, Step
from bot.jobs.delivery import Delivery, NotDelivered, slack_client
from bot.jobs.notices import Notices
from bot.messages import LeadNotice, LeadStep
from bot.slack.blocks.when import moment
from bot.store.anchor import Anchor
from bot.store.cipher import Cipher
from bot.store.decisions import DecisionStore
from bot.store.deliveries import DeliveryStore
from bot.store.escalations import EscalationNote, EscalationNotes
from bot.store.trail import Trail
from tests.bot.jobs.hiding import hiding
from tests.bot.slack.web_api import DIRECT, Running, WebApi
from tests.bot.store.conftest import cipher
from tests.bot.store.samples import NOW, PERSON, TEAM

__all__ = ["cipher"]

LEADS, LEAD, REFERENCE = "C0LEADS", "U0LEAD", "L-2345ABCDEF"
CLAIM, RESOLVE = "escalation_claim", "escalation_resolve"
NOTICE = LeadNotice(reference=REFERENCE, team_id=TEAM)


@pytest.fixture
def api() -> Iterator[WebApi]:
    running = Running()
    running.api.answers["chat.postMessage"] = {"ts": "1700000900.000100", "channel": LEADS}
    yield running.api
    running.stop()
    assert running.api.faults == [], "Slack would refuse what was sent"


class Office:
    """A request in Redis, and a Slack to tell of it."""

    def __init__(self, client: Redis, cipher: Cipher, api: WebApi, home: Path) -> None:
        self.notes, self.trail = EscalationNotes(client, cipher), Trail(client, cipher, Anchor(home, cipher))
        delivery = Delivery(slack_client("xoxb-invented", api.url), DeliveryStore(client, cipher))
        hide = hiding(WebClient(token="xoxb-invented", base_url=api.url), client, cipher)
        self.notices = Notices(delivery, DecisionStore(client, cipher), self.notes, hide, LEADS)

    def asked(self, **more: object) -> None:
        note = {"reference": REFERENCE, "request_id": "r1", "team_id": TEAM, "user_id": PERSON, "urgency": "urgent"}
        self.notes.save(EscalationNote.model_validate({**note, "asked_at": NOW, **more}), self.trail)

    def stepped(self, to: EscalationState) -> LeadStep:
        step = Step(team_id=TEAM, reference=REFERENCE, to=to, by=Hand(user_id=LEAD, at=NOW))
        self.notes.move(step, self.trail)
        return LeadStep(reference=REFERENCE, team_id=TEAM, state=to)


@pytest.fixture
def office(redis_client: Redis, cipher: Cipher, api: WebApi, tmp_path: Path) -> Office:
    return Office(redis_client, cipher, api, tmp_path)


def test_the_notice_offers_to_take_it_and_its_place_is_kept(office: Office, api: WebApi) -> None:
    office.asked()
    for _ in range(2):
        office.notices.leads(NOTICE)
    (notice,) = api.of("chat.postMessage")
    assert CLAIM in notice.words
    note = office.notes.get(TEAM, REFERENCE)
    assert note is not None
    assert note.notice is not None
    assert note.notice.channel_id == LEADS


def test_a_step_shows_in_the_notice_and_is_told_once_to_the_one_who_asked(office: Office, api: WebApi) -> None:
    office.asked()
    office.notices.leads(NOTICE)
    step = office.stepped(EscalationState.CLAIMED)
    for _ in range(2):
        office.notices.stepped(step)
    assert f"Taken by *<@{LEAD}>*, {moment(NOW)}" in api.of("chat.update")[-1].words
    assert RESOLVE in api.of("chat.update")[-1].words
    _, told = api.of("chat.postMessage")
    assert told.arguments["channel"] == DIRECT
    assert f"<@{LEAD}> has said that they are taking your request" in told.words


def test_what_is_done_has_no_button_and_says_what_to_do_if_nobody_spoke(office: Office, api: WebApi) -> None:
    office.asked()
    office.notices.leads(NOTICE)
    office.stepped(EscalationState.CLAIMED)
    office.notices.stepped(office.stepped(EscalationState.RESOLVED))
    notice = api.of("chat.update")[-1].words
    assert not any(action in notice for action in (CLAIM, RESOLVE))
    assert "If nobody has spoken to you" in api.of("chat.postMessage")[-1].words


def test_a_request_that_was_taken_before_its_notice_stood_is_shown_as_taken(office: Office, api: WebApi) -> None:
    office.asked()
    step = office.stepped(EscalationState.CLAIMED)
    office.notices.stepped(step)
    office.notices.leads(NOTICE)
    _, notice = api.of("chat.postMessage")
    assert f"Taken by *<@{LEAD}>*" in notice.words
    assert CLAIM not in notice.words


def test_an_outsider_is_told_nothing(office: Office, api: WebApi) -> None:
    office.asked(outsider=True, danger=True, alarm=True)
    office.notices.leads(NOTICE)
    office.notices.stepped(office.stepped(EscalationState.CLAIMED))
    (notice,) = api.of("chat.postMessage")
    assert "not known to be a member here" in notice.words
    assert api.of("chat.update")


def test_a_slack_that_fails_is_tried_again(office: Office, api: WebApi) -> None:
    office.asked()
    office.notices.leads(NOTICE)
    step = office.stepped(EscalationState.CLAIMED)
    api.fail("chat.update", "internal_error")
    with pytest.raises(NotDelivered):
        office.notices.stepped(step)
    api.failing.clear()
    office.notices.stepped(step)
    assert len(api.of("chat.postMessage")) == 2


def test_a_request_that_was_purged_meanwhile_is_told_to_nobody(office: Office, api: WebApi) -> None:
    office.notices.leads(NOTICE)
    office.notices.stepped(LeadStep(reference=REFERENCE, team_id=TEAM, state=EscalationState.CLAIMED))
    assert not api.said
