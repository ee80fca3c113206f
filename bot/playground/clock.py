"""The playground's time, which tests can move on without waiting."""

import time


class Clock:
    """Wall-clock time plus what was added to it. Seconds since the epoch."""

    def __init__(self) -> None:
        self._added = 0.0

    def now(self) -> float:
        """The time now."""
        return time.time() + self._added

    def advance(self, seconds: float) -> None:
        """Moves time on. Raises `ValueError` for a negative number, as time does not run back."""
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self._added += seconds


class Timestamps:
    """Message timestamps: seconds with six places, never the same twice, always later than the last."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """A fresh `ts`, such as `1700000000.000100`."""
        self._last = max(self._last + 100, int(self._clock.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
