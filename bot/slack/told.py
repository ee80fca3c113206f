"""What this process has already said, so that a second delivery does not make it say it again."""

from collections import OrderedDict
from threading import Lock


class Told:
    """Remembers the latest keys only. Losing one costs a notice said twice, never one left unsaid."""

    def __init__(self, limit: int = 2000) -> None:
        self._limit = limit
        self._keys: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: str) -> bool:
        with self._lock:
            return key in self._keys

    def remember(self, key: str) -> None:
        """To be called once the words are out."""
        with self._lock:
            self._keys[key] = None
            while len(self._keys) > self._limit:
                self._keys.popitem(last=False)
