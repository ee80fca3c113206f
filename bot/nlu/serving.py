"""The model in use as the language process serves it: taken up anew, without a restart, when another is put to use."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import structlog

from bot.nlu import registry
from bot.nlu.registry import ModelRefused

LOOK_EVERY = 2.0
"""Seconds between two looks at which model is in use: one short file."""

log = structlog.get_logger(__name__)


class Parser(Protocol):
    """What the language process serves."""

    @property
    def model_id(self) -> str:
        """The id that every answer names."""

    def parse(self, texts: Sequence[object]) -> list[dict[str, Any]]:
        """As `bot.nlu.loading.LoadedModel.parse`."""


class ModelInUse:
    """A verified model, exchanged for another only once that one is loaded and has answered its smoke set."""

    def __init__(self, folder: Path) -> None:
        """Raises `ModelRefused` when there is no model in use, or it is not the one that was trained."""
        self._folder = folder
        self._seen = registry.in_use(folder)
        self._model = registry.load_current(folder)

    @property
    def model_id(self) -> str:
        """Of the model that answers now."""
        return self._model.model_id

    def parse(self, texts: Sequence[object]) -> list[dict[str, Any]]:
        """All texts by one model, whatever is put to use meanwhile."""
        return self._model.parse(texts)

    def look(self) -> None:
        """Take up the model that is in use now. One that is refused is tried once; the one before goes on serving."""
        name = registry.in_use(self._folder)
        if name is None or name == self._seen:
            return
        self._seen = name
        try:
            self._model = registry.load_verified(self._folder, registry.card(self._folder, name))
        except ModelRefused as error:
            log.critical("model_refused", model=name, reason=str(error))
        else:
            log.warning("model_taken_up", model=name)

    def follow(self, stop: threading.Event) -> None:
        """Look again and again until told to stop."""
        while not stop.wait(LOOK_EVERY):
            self.look()
