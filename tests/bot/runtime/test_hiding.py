"""Hiding from the bot's own process: at once, from memory where the store is away, and the rest by a worker."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.jobs.hide import Hide
from bot.jobs.queue import Job, Queue, build_queue
from bot.jobs.screen import Screen
from bot.messages import Hidden, Kind, Rest
from bot.runtime.hiding import PromptHiding, RememberedScreen
from bot.slack.ports import Unavailable
from bot.store.answers import AnswerStore
from bot.store.connect import connect
from bot.store.on_screen import OnScreenStore
from bot.store.threads import ThreadStore
from tests.bot.jobs.hiding import CHANNEL, HANDLE, PERSON, TEAM, Told
from tests.redis_server import RedisServer


class RecordingQueue(Queue):
    """A real queue that tells what was handed over."""

    def __init__(self, url: str, told: Told) -> None:
        super().__init__(build_queue(url), told.cipher)
        self.queued: list[tuple[str, object, bool]] = []

    def enqueue(self, job: str, job_id: str, payload: object, *, urgent: bool = False) -> None:
        super().enqueue(job, job_id, payload, urgent=urgent)  # type: ignore[arg-type]
        self.queued.append((job, payload, urgent))


class Prompt:
    """The bot's process on one Redis."""

    def __init__(self, told: Told, url: str) -> None:
        client = connect(url)
        self.keeping = ThreadPoolExecutor(1)
        self.queue = RecordingQueue(url, told)
        answers = AnswerStore(client, told.cipher)
        self.screen = RememberedScreen(OnScreenStore(client, told.cipher), self.keeping)
        works = Hide(Screen(told.client), answers, ThreadStore(client, told.cipher), self.screen)
        self.hiding = PromptHiding(works, self.screen, answers, self.queue, ThreadPoolExecutor(2))

    def kept(self) -> None:
        """Wait until what was noted is in the store."""
        self.keeping.submit(lambda: None).result()


@pytest.fixture
def prompt(told: Told, shared_redis: RedisServer) -> Prompt:
    return Prompt(told, shared_redis.url)


@pytest.fixture
def without_redis(told: Told, tmp_path: Path) -> Prompt:
    return Prompt(told, f"unix://{tmp_path}/redis.sock")


def test_what_goes_at_once_leaves_nothing_to_the_queue(told: Told, prompt: Prompt) -> None:
    told.say("an answer")
    assert prompt.hiding.hide(told.wish()) == Hidden()
    assert told.words() == []
    assert prompt.queue.queued == []


def test_what_slack_does_not_take_now_is_queued_before_all_else(told: Told, prompt: Prompt) -> None:
    told.say("an answer")
    wish = told.wish()
    told.people.fail_next("chat.delete", error="ratelimited")
    assert prompt.hiding.hide(wish).rest is Rest.COMING
    assert prompt.queue.queued == [(Job.HIDE, wish, True)]


def test_a_slack_that_hangs_is_not_waited_for(told: Told, prompt: Prompt) -> None:
    told.people.fail_next("conversations.history", delay=3.0)
    assert prompt.hiding.hide(told.wish()).rest is Rest.COMING
    ((job, _, urgent),) = prompt.queue.queued
    assert (job, urgent) == (Job.HIDE, True)


def test_with_redis_away_what_is_on_the_screen_goes_and_the_rest_is_told(told: Told, without_redis: Prompt) -> None:
    told.say("an answer")
    form = told.stands(Kind.FORM, told.open_form())
    without_redis.hiding.note(form)
    hidden = without_redis.hiding.hide(told.wish())
    assert (hidden.form, hidden.rest) == (True, Rest.STAYS)
    assert told.words() == []
    view = told.people.view(HANDLE)
    assert view is not None
    assert "child" not in view.words


def test_a_form_that_another_process_opened_is_found(told: Told, prompt: Prompt, shared_redis: RedisServer) -> None:
    other = Prompt(told, shared_redis.url)
    other.hiding.note(told.stands(Kind.FORM, told.open_form()))
    other.kept()
    assert prompt.hiding.hide(told.wish()).form is True


def test_a_form_that_was_closed_is_forgotten(told: Told, prompt: Prompt) -> None:
    form = told.stands(Kind.FORM, told.open_form())
    prompt.hiding.note(form)
    prompt.hiding.closed(TEAM, PERSON, form.id)
    prompt.kept()
    assert prompt.screen.standing(TEAM, PERSON, form.at) == []


def test_whose_answer_it_is_is_told_or_said_to_be_unknown(told: Told, prompt: Prompt, without_redis: Prompt) -> None:
    told.answered("answer1", CHANNEL, "1.1")
    assert prompt.hiding.said_to(TEAM, PERSON, "answer1")
    assert not prompt.hiding.said_to(TEAM, "U0OTHER", "answer1")
    assert not prompt.hiding.said_to(TEAM, PERSON, "another")
    with pytest.raises(Unavailable):
        without_redis.hiding.said_to(TEAM, PERSON, "answer1")
