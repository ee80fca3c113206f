"""What Slack said a moment ago, so that it is not asked at every click."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """The latest answers by key, with their age. Safe to share by threads."""

    def __init__(self, now: Callable[[], datetime], limit: int = 2000) -> None:
        self._now = now
        self._limit = limit
        self._kept: OrderedDict[str, tuple[datetime, T]] = OrderedDict()
        self._lock = Lock()

    def keep(self, key: str, value: T) -> None:
        """Remember it from now; the oldest go when there are too many."""
        with self._lock:
            self._kept[key] = (self._now(), value)
            self._kept.move_to_end(key)
            while len(self._kept) > self._limit:
                self._kept.popitem(last=False)

    def get(self, key: str, within: timedelta) -> T | None:
        """What was said of it, if that is not longer ago; none otherwise."""
        with self._lock:
            found = self._kept.get(key)
        if found is None or self._now() - found[0] > within:
            return None
        return found[1]

    def forget(self, key: str) -> None:
        """It is to be asked anew."""
        with self._lock:
            self._kept.pop(key, None)
