"""A packaged model in memory, run by Rasa's own graph engine without TensorFlow."""

import logging
import tempfile
import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import structlog

from bot.nlu.without_tensorflow import leave_out_tensorflow

MAX_CHARACTERS = 4000
"""Longer texts are refused: a question is a few lines."""


class TextRefused(ValueError):
    """A text that Rasa must not see; the message says why and holds nothing of it."""


class LoadedModel:
    """Parses texts, one batch at a time: the entity tagger keeps state between its steps."""

    def __init__(self, archive: Path) -> None:
        """Unpack and load. Raises what Rasa raises for an archive that is not whole."""
        leave_out_tensorflow()
        silence()
        self._unpacked = tempfile.TemporaryDirectory(prefix="sharewise-model-")
        metadata, runner = import_module("rasa.engine.loader").load_predict_graph_runner(
            Path(self._unpacked.name),
            archive,
            import_module("rasa.engine.storage.local_model_storage").LocalModelStorage,
            import_module("rasa.engine.runner.dask").DaskGraphRunner,
        )
        self.model_id = str(metadata.model_id)
        self._target = metadata.nlu_target
        self._runner = runner
        self._message = import_module("rasa.core.channels.channel").UserMessage
        self._placeholder = import_module("rasa.engine.constants").PLACEHOLDER_MESSAGE
        self._one_at_a_time = threading.Lock()

    def parse(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """Rasa's own output for each text, with `model_id`. Raises `TextRefused`."""
        guarded = [guard(text) for text in texts]
        with self._one_at_a_time:
            outputs = self._runner.run(
                inputs={self._placeholder: [self._message(text) for text in guarded]}, targets=[self._target]
            )
        messages = outputs[self._target]
        return [
            self._result(text, len(text) - len(kept), message)
            for text, kept, message in zip(texts, guarded, messages, strict=True)
        ]

    def _result(self, text: str, cut: int, message: Any) -> dict[str, Any]:
        found = message.as_dict(only_output_properties=True)
        entities = [
            {**entity, "start": int(entity["start"]) + cut, "end": int(entity["end"]) + cut}
            for entity in found.get("entities", [])
        ]
        return {
            "text": text,
            "intent": found["intent"],
            "intent_ranking": found["intent_ranking"],
            "entities": entities,
            "model_id": self.model_id,
        }


def guard(text: object) -> str:
    """The text as Rasa may see it: a leading slash would be obeyed as a command. Raises `TextRefused`."""
    if not isinstance(text, str):
        raise TextRefused("text must be a string")
    if len(text) > MAX_CHARACTERS:
        raise TextRefused(f"text is longer than {MAX_CHARACTERS} characters")
    kept = text.lstrip(" \t\r\n/")
    if not any(character.isalnum() for character in kept):
        raise TextRefused("text holds no word")
    return kept


def silence() -> None:
    """Rasa prints every message through structlog's defaults when it runs in another's process."""
    logging.getLogger("rasa").setLevel(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
