"""Leads are reminded of what is due for review: by reference, once, and by the clock."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from celery.schedules import crontab
from kombu.transport.redis import Channel
from redis import Redis

from bot.jobs.delivery import Delivery, NotDelivered, slack_client
from bot.jobs.queue import IN_TURN, KEY_PREFIX, QUEUE, Job, build_queue
from bot.jobs.reviews import Reminders
from bot.jobs.schedule import WORKING_HOURS
from bot.jobs.tasks import register_reminders
from bot.slack.blocks.review_notice import MOST
from bot.store.anchor import Anchor
from bot.store.cipher import Cipher
from bot.store.decisions import DecisionStore
from bot.store.deliveries import DeliveryStore
from bot.store.reviews import ReviewStore
from bot.store.trail import Trail
from tests.bot.slack.web_api import Running, WebApi
from tests.bot.store.conftest import cipher
from tests.bot.store.samples import NOW, TEAM
from tests.bot.store.test_decisions import record
from tests.redis_server import RedisServer

__all__ = ["cipher"]

PERIOD = timedelta(days=90)
LEADS = "C0LEADS"
WAIT_SECONDS = 30


@pytest.fixture
def api() -> Iterator[WebApi]:
    running = Running()
    yield running.api
    running.stop()
    assert running.api.faults == [], "Slack would refuse what was sent"


class Office:
    """Records in Redis, and the leads' channel of a Slack."""

    def __init__(self, client: Redis, cipher: Cipher, api: WebApi, home: Path) -> None:
        self.now = NOW
        self._decisions, self._trail = DecisionStore(client, cipher), Trail(client, cipher, Anchor(home, cipher))
        delivery = Delivery(slack_client("xoxb-invented", api.url), DeliveryStore(client, cipher))
        self.reviews = ReviewStore(client, cipher, PERIOD)
        self.remind = Reminders(delivery, self.reviews, LEADS, lambda: self.now).remind

    def keep(self, *references: str) -> None:
        for reference in references:
            self._decisions.save(record(reference, f"form-of-{reference}"), self._trail)


@pytest.fixture
def office(redis_client: Redis, cipher: Cipher, api: WebApi, tmp_path: Path) -> Office:
    return Office(redis_client, cipher, api, tmp_path)


def test_nothing_is_said_before_anything_is_due(office: Office, api: WebApi) -> None:
    office.keep("D-1")
    office.now = NOW + PERIOD - timedelta(minutes=1)
    office.remind()
    assert api.said == []


def test_what_is_due_is_named_by_reference_in_the_leads_channel_and_nothing_of_it(office: Office, api: WebApi) -> None:
    office.keep("D-1", "D-2")
    office.now = NOW + PERIOD
    office.remind()
    [said] = api.said
    assert said.arguments["channel"] == LEADS
    assert "D-1, kept since 20 November 2026" in said.words
    assert "D-2" in said.words
    assert "bruise" not in said.words
    assert "U0WREN" not in said.words


def test_each_is_named_once_a_period(office: Office, api: WebApi) -> None:
    office.keep("D-1")
    for days in (90, 90, 100, 179):
        office.now = NOW + timedelta(days=days)
        office.remind()
    assert len(api.said) == 1
    office.now = NOW + timedelta(days=180)
    office.remind()
    assert len(api.said) == 2


def test_a_reminder_that_slack_does_not_take_is_given_again(office: Office, api: WebApi) -> None:
    office.keep("D-1")
    office.now = NOW + PERIOD
    api.fail("conversations.history", "missing_scope")
    api.fail("chat.postMessage", "fatal_error")
    with pytest.raises(NotDelivered):
        office.remind()
    del api.failing["chat.postMessage"]
    office.remind()
    assert office.reviews.untold(TEAM, office.now) == []


def test_many_come_in_several_reminders_and_none_is_left_out(office: Office, api: WebApi) -> None:
    office.keep(*(f"D-{number}" for number in range(MOST + 5)))
    office.now = NOW + PERIOD
    office.remind()
    office.remind()
    first, second = api.said
    assert "follow with the next reminder" in first.words
    named = json.dumps([first.arguments, second.arguments])
    assert all(f"D-{number}," in named for number in range(MOST + 5))


def test_a_worker_runs_the_reminder_as_a_task_that_carries_nothing(office: Office, api: WebApi) -> None:
    office.keep("D-1")
    office.now = NOW + PERIOD
    queue = build_queue("redis://invented")
    register_reminders(queue, office.remind)
    queue.tasks[Job.REMIND_OF_REVIEWS].apply(throw=True)
    assert "D-1" in api.said[0].words


def test_reminders_come_in_working_hours_of_the_united_kingdom() -> None:
    assert isinstance(WORKING_HOURS, crontab)
    hours, days = WORKING_HOURS.hour, WORKING_HOURS.day_of_week
    assert datetime(2026, 11, 20, 9, tzinfo=UTC).isoweekday() in days
    assert (min(hours), max(hours), sorted(days)) == (9, 16, [1, 2, 3, 4, 5])


def test_the_clock_puts_the_reminder_into_the_queue_until_it_is_told_to_stop(redis_server: RedisServer) -> None:
    command = [sys.executable, "-m", "tests.bot.jobs.scheduler_program", redis_server.url, "0.2"]
    scheduler = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        client = Redis.from_url(redis_server.url, socket_timeout=None)
        taken = client.blpop([f"{KEY_PREFIX}{QUEUE}{Channel.sep}{IN_TURN}"], timeout=WAIT_SECONDS)
    finally:
        scheduler.terminate()
        printed, _ = scheduler.communicate(timeout=WAIT_SECONDS)
    assert json.loads(taken[1])["headers"]["task"] == Job.REMIND_OF_REVIEWS
    assert (scheduler.returncode, printed) == (0, "")
