"""A Rasa entity extractor: marks stretches of text together with their normalised values, by the words around them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from bot.nlu.components.crfsuite import Tagger
from bot.nlu.components.naming import named, train_namer
from bot.nlu.components.rasa_api import (
    ENTITIES,
    INTENT,
    TEXT,
    DefaultV1Recipe,
    ExecutionContext,
    GraphComponent,
    Message,
    ModelStorage,
    Resource,
    TrainingData,
)
from bot.nlu.components.tagging import Phrases, Span, features, spans, tokenised, train_tagger

TAGGER, NAMER = "tagger.crfsuite", "namer.crfsuite"
PHRASES = "phrases.json"
NAME = "SpanTagger"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SpanTagger(GraphComponent):
    """Marks what it learnt to mark; lookup tables and the message's intent, found before it, serve as hints.

    It stands in for Rasa's CRF extractor, which keeps the training messages in the model and trains anew at each load.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`rounds`: passes over the training messages."""
        return {"rounds": 15}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._phrases = Phrases({})
        self._tagger: Tagger | None = None
        self._namer: Tagger | None = None
        self._stored: list[bytes] = []  # crfsuite reads from these very bytes for as long as it tags
        self._one_at_a_time = Lock()  # crfsuite's tagger holds the text that it is at

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SpanTagger":
        """An untrained one: it marks nothing."""
        del execution_context
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: object,
    ) -> "SpanTagger":
        """A trained one; one that marks nothing where the training data had no entities."""
        extractor = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            extractor._phrases = Phrases(json.loads((folder / PHRASES).read_text(encoding="utf-8")))
            if (folder / TAGGER).exists():
                extractor._tagger = extractor._opened(folder / TAGGER)
                extractor._namer = extractor._opened(folder / NAMER)
        return extractor

    def _opened(self, path: Path) -> Tagger:
        stored, tagger = path.read_bytes(), Tagger()
        self._stored.append(stored)
        tagger.open_inmemory(stored)
        return tagger

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all messages with text; those without entities teach it where to mark nothing."""
        lookups = [table for table in training_data.lookup_tables if isinstance(table["elements"], list)]
        listed = {table["name"]: table["elements"] for table in lookups}
        written = [each for each in training_data.nlu_examples if each.get(TEXT)]
        examples = [(each.get(TEXT), _intent(each), _marked(each)) for each in written]
        with self._model_storage.write_to(self._resource) as folder:
            (folder / PHRASES).write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
            if any(marked for *_, marked in examples):
                phrases = Phrases(listed)
                train_tagger(examples, phrases, int(self._config["rounds"]), folder / TAGGER)
                train_namer([(tokenised(text), marked) for text, _, marked in examples], phrases, folder / NAMER)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds what it marks to what earlier extractors marked."""
        for message in messages:
            text = message.get(TEXT)
            if text and self._tagger is not None:
                earlier = message.get(ENTITIES, [])
                message.set(
                    ENTITIES, [*earlier, *map(_entity, self._spans(text, _intent(message)))], add_to_output=True
                )
        return messages

    def _spans(self, text: str, intent: str) -> Iterable[Span]:
        tokens = tokenised(text)
        if not tokens or self._tagger is None or self._namer is None:
            return ()
        known = features(tokens, self._phrases, intent)
        with self._one_at_a_time:
            return named(self._namer, tokens, spans(tokens, self._tagger.tag(known)), self._phrases)


def _intent(message: Message) -> str:
    """A label as training data gives it, or as a classifier earlier in the pipeline found it; nothing without one."""
    intent = message.get(INTENT) or ""
    return str(intent["name"] or "") if isinstance(intent, Mapping) else str(intent)


def _marked(message: Message) -> list[Span]:
    marked: Iterable[Mapping[str, Any]] = message.get(ENTITIES, [])
    return [Span(each["start"], each["end"], each["entity"], str(each["value"])) for each in marked]


def _entity(span: Span) -> dict[str, Any]:
    return {"entity": span.entity, "start": span.start, "end": span.end, "value": span.value, "extractor": NAME}
