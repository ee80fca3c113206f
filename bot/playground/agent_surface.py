"""What an agent shows beside its messages: status, suggested prompts, thread titles."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.playground.clock import Clock
from bot.playground.wire import JsonObject

Place = tuple[str, str | None]
"""Channel id, and a thread's ts when it is about one thread."""


@dataclass(frozen=True)
class Status:
    """A line such as "is thinking…", until a message comes or its time is over."""

    text: str
    loading_messages: tuple[str, ...]
    until: float


class AgentSurface:
    """Statuses, prompts and titles by place."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._statuses: dict[Place, Status] = {}
        self._prompts: dict[Place, JsonObject] = {}
        self._titles: dict[Place, str] = {}

    def set_status(self, place: Place, text: str, loading: Sequence[str], seconds: float) -> None:
        """Shows a status for `seconds`; an empty one takes it away."""
        if text:
            self._statuses[place] = Status(text, tuple(loading), self._clock.now() + seconds)
        else:
            self._statuses.pop(place, None)

    def clear_status(self, place: Place) -> None:
        """Takes the status away, as a message from the app does."""
        self._statuses.pop(place, None)

    def status(self, place: Place) -> str | None:
        """The status in sight."""
        found = self._statuses.get(place)
        return found.text if found and found.until > self._clock.now() else None

    def set_prompts(self, place: Place, title: str | None, prompts: Sequence[JsonObject]) -> None:
        """Offers prompts in a thread, or in the whole direct message."""
        self._prompts[place] = {"title": title, "prompts": list(prompts)}

    def prompts(self, place: Place) -> JsonObject | None:
        """The prompts in sight: the thread's, else the direct message's."""
        return self._prompts.get(place) or self._prompts.get((place[0], None))

    def set_title(self, place: Place, title: str) -> None:
        """Names a thread."""
        self._titles[place] = title

    def title(self, place: Place) -> str | None:
        """The thread's name."""
        return self._titles.get(place)
