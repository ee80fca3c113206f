"""What an interaction lets the app do once or for a while: trigger ids and response URLs."""

from dataclasses import dataclass
from typing import Literal

from bot.playground.clock import Clock
from bot.playground.config import Timing
from bot.playground.ids import secret, trigger_id
from bot.playground.wire import SlackError

Via = Literal["message", "view", "home", "command", "shortcut"]


@dataclass
class Trigger:
    """The right to open one view for one person within three seconds."""

    id: str
    user: str
    via: Via
    born: float
    used: bool = False


@dataclass
class ResponseUrl:
    """The right to answer one interaction: five times within thirty minutes."""

    secret: str
    user: str
    channel: str
    born: float
    source_ts: str | None
    """The message that was used, which the app may replace or delete."""
    source_is_ephemeral: bool
    thread_ts: str | None
    uses: int = 0


class Permits:
    """Hands out triggers and response URLs, and holds the app to their limits."""

    def __init__(self, clock: Clock, timing: Timing) -> None:
        self.timing = timing
        self._clock = clock
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def trigger(self, user: str, via: Via) -> str:
        """A new trigger id for what the person has just done."""
        made = Trigger(trigger_id(), user, via, self._clock.now())
        self._triggers[made.id] = made
        return made.id

    def exchange(self, given: str) -> Trigger:
        """Uses a trigger up. Raises `SlackError` when it is unknown, used or older than it may be."""
        trigger = self._triggers.get(given)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock.now() - trigger.born > self.timing.trigger:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def response_url(
        self,
        user: str,
        channel: str,
        source_ts: str | None = None,
        thread_ts: str | None = None,
        ephemeral: bool = False,
    ) -> str:
        """The secret part of a new response URL."""
        made = ResponseUrl(secret(), user, channel, self._clock.now(), source_ts, ephemeral, thread_ts)
        self._urls[made.secret] = made
        return made.secret

    def use_url(self, given: str) -> ResponseUrl:
        """Counts one use of a response URL. Raises `SlackError` when it is unknown, worn out or too old."""
        found = self.look_up(given)
        if self._clock.now() - found.born > self.timing.response_url:
            raise SlackError("expired_url")
        if found.uses >= self.timing.response_url_uses:
            raise SlackError("used_url")
        found.uses += 1
        return found

    def look_up(self, given: str) -> ResponseUrl:
        """A response URL without using it. Raises `SlackError` when it is unknown."""
        found = self._urls.get(given)
        if found is None:
            raise SlackError("invalid_url")
        return found
