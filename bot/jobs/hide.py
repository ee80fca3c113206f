"""Taking down what was said to one person, or in answer to one message."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from threading import Lock
from typing import Protocol, TypeVar

from bot.jobs.delivery import NotDelivered
from bot.jobs.screen import FAILURES, Place, Screen, together
from bot.messages import Hidden, HideWish, Kind, Origin, Standing
from bot.store.answers import AnswerStore
from bot.store.errors import StoreError
from bot.store.threads import ThreadStore

EPHEMERAL_LASTS = timedelta(hours=24)
"""Slack keeps an ephemeral until it is reloaded: longer than a day it hardly stands before anybody."""

STANDS = "a message still stands"

Found = TypeVar("Found")


class OnScreen(Protocol):
    """What stands before each person beside the answers. Methods raise `StoreUnavailable`."""

    def standing(self, team_id: str, user_id: str, now: datetime) -> list[Standing]:
        """All of it."""

    def forget(self, team_id: str, user_id: str, kind: Kind, standing_id: str) -> None:
        """One of it is gone."""

    def hide(self, team_id: str, user_id: str, at: datetime) -> None:
        """What was asked up to then is not to be answered any more."""

    def hidden_since(self, team_id: str, user_id: str, asked_at: datetime) -> bool:
        """Whether that was wanted after they asked."""


@dataclass
class Outcome:
    """What came of one attempt, gathered from works that run side by side."""

    form: bool = False
    alone: set[str] = field(default_factory=set)
    """What their asker alone sees: ids of answers, else of messages."""
    withdrawn: set[str] = field(default_factory=set)
    """Those of them that are gone."""
    failures: list[Exception] = field(default_factory=list)
    _claimed: set[Place] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def claim(self, places: Iterable[Place]) -> set[Place]:
        """Those that no other work is at: so each is deleted once, and no work waits for another."""
        with self._lock:
            mine = set(places) - self._claimed
            self._claimed |= mine
            return mine

    @property
    def store_away(self) -> bool:
        """Something is not known, for the store could not be asked."""
        return any(isinstance(each, StoreError) for each in self.failures)

    @property
    def hidden(self) -> Hidden:
        """For the person, failures apart."""
        return Hidden(form=self.form, unreached=bool(self.alone - self.withdrawn))

    def attempt(self, work: Callable[[], Found]) -> Found | None:
        """Do it; a failure is kept and holds up no other work."""
        try:
            return work()
        except (*FAILURES, StoreError) as error:
            self.failures.append(error)
            return None


@dataclass(frozen=True)
class Hide:
    """Our own only: Slack lets nobody take down another's message."""

    screen: Screen
    answers: AnswerStore
    threads: ThreadStore
    on_screen: OnScreen

    def at_once(self, wish: HideWish) -> Outcome:
        """All that was said to this person lately, what their threads were about, their forms and their Home tab.

        Everything is tried, side by side; what is away is in the outcome and never raised.
        """
        return self._run(wish, None)

    def until_done(self, wish: HideWish) -> Hidden:
        """The same, sparing what was said after the wish. Raises `NotDelivered`: then call again."""
        outcome = self._run(wish, wish.at)
        if outcome.failures:
            raise NotDelivered(f"not all is hidden ({type(outcome.failures[0]).__name__})")
        return outcome.hidden

    def answer_to(self, origin: Origin) -> None:
        """The answer to one message, which its writer has deleted. Raises `NotDelivered` or `StoreUnavailable`."""
        if origin.message_ts is None:
            return
        shown = self.answers.find(origin.team_id, origin.channel_id, origin.message_ts)
        if shown is None:
            return
        if shown.ts:
            self.message(Place(shown.channel_id, shown.ts))
        self.answers.forget(shown)

    def message(self, place: Place) -> None:
        """One message. Raises `NotDelivered`."""
        self._delete({place})

    def wanted_since(self, team_id: str, user_id: str, asked_at: datetime | None) -> bool:
        """Whether this person wanted all hidden after they asked. Raises `StoreUnavailable`."""
        return asked_at is not None and self.on_screen.hidden_since(team_id, user_id, asked_at)

    def _run(self, wish: HideWish, until: datetime | None) -> Outcome:
        outcome = Outcome(withdrawn={wish.kept_answer} if wish.kept_answer else set())
        works = (self._note, self._forget_threads, self._reset_home, self._standing, self._known, self._direct)
        together(lambda work: outcome.attempt(partial(work, wish, until, outcome)), works)
        return outcome

    def _note(self, wish: HideWish, _until: datetime | None, _outcome: Outcome) -> None:
        self.on_screen.hide(wish.team_id, wish.user_id, wish.at)

    def _forget_threads(self, wish: HideWish, _until: datetime | None, _outcome: Outcome) -> None:
        self.threads.forget(wish.team_id, wish.user_id)

    def _reset_home(self, wish: HideWish, _until: datetime | None, _outcome: Outcome) -> None:
        self.screen.reset_home(wish.user_id)

    def _standing(self, wish: HideWish, until: datetime | None, outcome: Outcome) -> None:
        """Forms, ephemerals with a way to them, and what all in a channel see."""
        found = [
            each
            for each in self.on_screen.standing(wish.team_id, wish.user_id, wish.at)
            if until is None or each.at <= until
        ]
        together(lambda each: outcome.attempt(lambda: self._take_away(each, wish, outcome)), found)

    def _take_away(self, standing: Standing, wish: HideWish, outcome: Outcome) -> None:
        if standing.kind is Kind.FORM:
            outcome.form |= self.screen.empty_form(standing.id)
        elif standing.id != wish.kept_ts:
            if standing.kind is Kind.MESSAGE:
                self._delete({Place(standing.channel_id, standing.id)})
            else:
                gone = self.screen.withdraw(standing.response_url)
                (outcome.withdrawn if gone else outcome.alone).add(standing.answer_id or standing.id)
        self.on_screen.forget(standing.team_id, standing.user_id, standing.kind, standing.id)

    def _direct(self, wish: HideWish, until: datetime | None, outcome: Outcome) -> None:
        """Whatever stands in the direct message, for which no store is needed."""
        said = self.screen.said_to(wish.user_id, until)
        self._delete(outcome.claim(place for place in said if place.ts != wish.kept_ts))

    def _known(self, wish: HideWish, until: datetime | None, outcome: Outcome) -> None:
        """Answers whose place is known, here and in channels."""
        shown = [
            each
            for each in self.answers.messages_in(wish.team_id, wish.user_id)
            if until is None or each.shown_at <= until
        ]
        outcome.alone |= {each.ref.id for each in shown if not each.ts and wish.at - each.shown_at < EPHEMERAL_LASTS}
        places = outcome.claim(Place(each.channel_id, each.ts) for each in shown if each.ts not in ("", wish.kept_ts))
        still = places - self.screen.delete(places)
        for each in shown:
            if Place(each.channel_id, each.ts) not in still:
                self.answers.forget(each)
        if still:
            raise NotDelivered(STANDS)

    def _delete(self, places: set[Place]) -> None:
        if places - self.screen.delete(places):
            raise NotDelivered(STANDS)
