"""Hiding from the bot's own process, at once; a worker does what is left."""

import concurrent.futures
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock

import structlog

from bot.jobs.hide import Hide, Outcome
from bot.jobs.queue import Job, Queue, QueueUnavailable
from bot.messages import Hidden, HideWish, Kind, Rest, Standing
from bot.slack.ports import Unavailable
from bot.store.answers import AnswerStore
from bot.store.errors import StoreError
from bot.store.on_screen import OnScreenStore

WAITED_SECONDS = 1.4
"""Longer than the store takes to be given up; Slack waits three seconds, and the queue takes one or so to say no."""

HIDING_THREADS = 8
KEEPING_THREADS = 2
REMEMBERED = 2000

log = structlog.get_logger(__name__)

Key = tuple[str, str, Kind, str]


class RememberedScreen:
    """What stands before each person: in this process's memory at once, and sealed in the store a moment later.

    So nobody waits on the store to open a form, and hiding finds it while the store is away.
    """

    def __init__(self, store: OnScreenStore, behind: Executor | None = None) -> None:
        """`behind` does the keeping; by default threads of its own."""
        self._store = store
        self._behind = behind or ThreadPoolExecutor(KEEPING_THREADS, thread_name_prefix="on-screen")
        self._memory: OrderedDict[Key, Standing] = OrderedDict()
        self._lock = Lock()

    def note(self, standing: Standing) -> None:
        """Never waits, never raises."""
        with self._lock:
            self._memory[_key(standing)] = standing
            while len(self._memory) > REMEMBERED:
                self._memory.popitem(last=False)
        self._behind.submit(_kept, lambda: self._store.note(standing))

    def drop(self, team_id: str, user_id: str, kind: Kind, standing_id: str) -> None:
        """As `forget`, but never waits."""
        self._behind.submit(self.forget, team_id, user_id, kind, standing_id)

    def standing(self, team_id: str, user_id: str, now: datetime) -> list[Standing]:
        """What this process remembers and what the store does, as far as it can be asked."""
        with self._lock:
            mine = {key: each for key, each in self._memory.items() if key[:2] == (team_id, user_id)}
        try:
            kept = {_key(each): each for each in self._store.standing(team_id, user_id, now)}
        except StoreError as error:
            log.warning("screen_from_memory", error=type(error).__name__)
            kept = {}
        return list((mine | kept).values())

    def forget(self, team_id: str, user_id: str, kind: Kind, standing_id: str) -> None:
        """Never raises: what the store keeps of it goes by itself."""
        with self._lock:
            self._memory.pop((team_id, user_id, kind, standing_id), None)
        _kept(lambda: self._store.forget(team_id, user_id, kind, standing_id))

    def hide(self, team_id: str, user_id: str, at: datetime) -> None:
        """Raises `StoreUnavailable`."""
        self._store.hide(team_id, user_id, at)

    def hidden_since(self, team_id: str, user_id: str, asked_at: datetime) -> bool:
        """Raises `StoreUnavailable`."""
        return self._store.hidden_since(team_id, user_id, asked_at)


@dataclass(frozen=True)
class PromptHiding:
    """At once, as far as it goes in the time that a person and Slack wait; then before all else in the queue."""

    works: Hide
    screen: RememberedScreen
    answers: AnswerStore
    queue: Queue
    pool: ThreadPoolExecutor

    def hide(self, wish: HideWish) -> Hidden:
        """What is still at it when the time is up goes on beside the worker: whatever is gone twice is gone."""
        running = self.pool.submit(self.works.at_once, wish)
        try:
            outcome = running.result(WAITED_SECONDS)
        except concurrent.futures.TimeoutError:
            return Hidden(rest=self._rest(wish, None))
        return outcome.hidden.model_copy(update={"rest": self._rest(wish, outcome)})

    def note(self, standing: Standing) -> None:
        """Keep what stands before a person."""
        self.screen.note(standing)

    def closed(self, team_id: str, user_id: str, view_id: str) -> None:
        """A form is open no longer."""
        self.screen.drop(team_id, user_id, Kind.FORM, view_id)

    def said_to(self, team_id: str, user_id: str, answer_id: str) -> bool:
        """Whether this person asked for that answer."""
        try:
            shown = self.answers.get(team_id, answer_id)
        except StoreError as error:
            raise Unavailable(str(error)) from None
        return shown is not None and shown.user_id == user_id

    def _rest(self, wish: HideWish, outcome: Outcome | None) -> Rest:
        if outcome is not None and not outcome.failures:
            return Rest.NONE
        log.warning("not_all_hidden", failures=_kinds(outcome))
        if outcome is not None and outcome.store_away:
            return Rest.STAYS  # the queue is in the same Redis
        try:
            self.queue.enqueue(Job.HIDE, _id(wish), wish, urgent=True)
        except QueueUnavailable:
            return Rest.STAYS
        return Rest.COMING


def _key(standing: Standing) -> Key:
    return (standing.team_id, standing.user_id, standing.kind, standing.id)


def _kept(work: Callable[[], None]) -> None:
    try:
        work()
    except StoreError as error:
        log.warning("screen_not_kept", error=type(error).__name__)


def _kinds(outcome: Outcome | None) -> list[str]:
    return sorted({type(each).__name__ for each in outcome.failures}) if outcome else ["TimeoutError"]


def _id(wish: HideWish) -> str:
    return sha256(f"hide\x1f{wish.team_id}\x1f{wish.user_id}\x1f{wish.at.isoformat()}".encode()).hexdigest()[:32]
