"""Slack's own rate limit on messages, for tests that want it real."""

from bot.playground.clock import Clock
from bot.playground.wire import SlackError

APART = 1.0
"""Seconds between two messages in one channel."""


class RateLimits:
    """One message a second in each channel, when switched on."""

    def __init__(self, clock: Clock, on: bool) -> None:
        self._clock = clock
        self._on = on
        self._last: dict[str, float] = {}

    def check(self, method: str, channel: str) -> None:
        """Counts a message. Raises `SlackError` `ratelimited` when it comes too soon after the last."""
        if not self._on or method != "chat.postMessage":
            return
        now = self._clock.now()
        if now - self._last.get(channel, float("-inf")) < APART:
            raise SlackError("ratelimited", retry_after=1)
        self._last[channel] = now
