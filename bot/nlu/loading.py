"""A packaged model in memory, run by Rasa's own graph engine without TensorFlow."""

import logging
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog

from actions.wording import Plain
from bot.nlu.guard import guarded
from bot.nlu.lean import rasa_module


class LoadedModel:
    """Parses texts, one batch at a time: Rasa's graph is not made to be entered twice at once."""

    def __init__(self, archive: Path) -> None:
        """Unpack and load. Raises what Rasa raises for an archive that is not whole."""
        silence()
        loader = rasa_module("rasa.engine.loader")
        storage = rasa_module("rasa.engine.storage.local_model_storage").LocalModelStorage
        runner = rasa_module("rasa.engine.runner.dask").DaskGraphRunner
        self._message = rasa_module("rasa.core.channels.channel").UserMessage
        self._placeholder = rasa_module("rasa.engine.constants").PLACEHOLDER_MESSAGE
        with tempfile.TemporaryDirectory(prefix="sharewise-model-") as folder:
            metadata, self._runner = loader.load_predict_graph_runner(Path(folder), archive, storage, runner)
        self.model_id = str(metadata.model_id)
        self._target = metadata.nlu_target
        self._one_at_a_time = threading.Lock()

    def parse(self, texts: Sequence[object]) -> list[dict[str, Any]]:
        """Rasa's own output for each text, with `model_id`; offsets count characters of the text as given.

        Raises:
            TextRefused: one of the texts cannot be parsed.
        """
        words = [guarded(text) for text in texts]
        batch = [self._message(each.text) for each in words]
        with self._one_at_a_time:
            outputs = self._runner.run(inputs={self._placeholder: batch}, targets=[self._target])
        found = [message.as_dict(only_output_properties=True) for message in outputs[self._target]]
        return [self._result(*each) for each in zip(texts, words, found, strict=True)]

    def _result(self, text: object, words: Plain, found: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "text": text,
            "intent": found["intent"],
            "intent_ranking": found["intent_ranking"],
            "entities": [_traced(entity, words) for entity in found.get("entities", [])],
            "model_id": self.model_id,
        }


def _traced(entity: Mapping[str, Any], words: Plain) -> dict[str, Any]:
    """The entity where it stands in the text as given."""
    start, last = words.original_offset(int(entity["start"])), words.original_offset(int(entity["end"]) - 1)
    return {**entity, "start": start, "end": last + 1}


def silence() -> None:
    """Rasa logs every message that it parses, and in another's process structlog's defaults print it."""
    logging.getLogger("rasa").setLevel(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
