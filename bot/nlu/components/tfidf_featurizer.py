"""A Rasa featurizer: which word or letter sequences a message holds, weighed by how rare they are."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.components.rasa_api import (
    FEATURE_TYPE_SENTENCE,
    TEXT,
    DefaultV1Recipe,
    ExecutionContext,
    Features,
    GraphComponent,
    Message,
    ModelStorage,
    Resource,
    SparseFeaturizer,
    TrainingData,
)

TERMS = "terms.json"
RARITY = "rarity.safetensors"
LEAST = 1e-12
"""Keeps an empty row empty."""
Row = Callable[[str], csr_matrix]

WORDS = r"(?u)\b\w+\b"
"""One-letter words count: "a", "i" and single digits tell intents apart."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class TfidfFeaturizer(SparseFeaturizer, GraphComponent):
    """Adds one sentence feature: sublinear TF-IDF over n-grams of words or letters, of unit length times `scale`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`analyzer` and the n-gram range are scikit-learn's own."""
        defaults = {"analyzer": "word", "min_ngram": 1, "max_ngram": 2, "scale": 1.0}
        return {**SparseFeaturizer.get_default_config(), **defaults}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """scikit-learn checks the rest when it is fitted."""

    def __init__(self, name: str, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._row: Row | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TfidfFeaturizer":
        """An untrained one: it adds nothing."""
        return cls(execution_context.node_name, config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: object,
    ) -> "TfidfFeaturizer":
        """A trained one. Raises what reading raises: a half-loaded featurizer would answer nonsense."""
        with model_storage.read_from(resource) as folder:
            terms = json.loads((folder / TERMS).read_text(encoding="utf-8"))
            rarity = load_file(folder / RARITY)["rarity"]
        featurizer = cls.create(config, model_storage, resource, execution_context)
        featurizer._row = row_of(_vectorizer(config).build_analyzer(), terms, rarity)
        return featurizer

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the terms and their rarity from every example with text."""
        texts = [message.get(TEXT) for message in training_data.training_examples if message.get(TEXT)]
        fitted = _vectorizer(self._config).fit(texts)
        terms = fitted.get_feature_names_out().tolist()
        self._row = row_of(fitted.build_analyzer(), terms, fitted.idf_)
        with self._model_storage.write_to(self._resource) as folder:
            (folder / TERMS).write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
            save_file({"rarity": fitted.idf_}, folder / RARITY)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Messages without text are passed on as they are."""
        written = [message for message in messages if message.get(TEXT)]
        if written and self._row is not None:
            for message in written:
                row = self._row(message.get(TEXT)) * np.float32(self._config["scale"])
                message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training."""
        self.process(training_data.training_examples)
        return training_data


def row_of(analyse: Callable[[str], Iterable[str]], terms: Sequence[str], rarity: NDArray[np.floating[Any]]) -> Row:
    """What scikit-learn's own `transform` makes of one text, without its checks, which took longer than the work."""
    places = {term: place for place, term in enumerate(terms)}
    rare = rarity.astype(np.float32)

    def row(text: str) -> csr_matrix:
        seen = Counter(place for place in map(places.get, analyse(text)) if place is not None)
        found = np.fromiter(sorted(seen), dtype=np.int32, count=len(seen))
        times = np.array([seen[place] for place in found.tolist()], dtype=np.float32)
        weights = (1 + np.log(times)) * rare[found]
        weights /= max(float(np.linalg.norm(weights)), LEAST)
        return csr_matrix((weights, found, np.array([0, len(found)], dtype=np.int32)), shape=(1, len(terms)))

    return row


def _vectorizer(config: dict[str, Any]) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=config["analyzer"],
        ngram_range=(config["min_ngram"], config["max_ngram"]),
        sublinear_tf=True,
        token_pattern=WORDS if config["analyzer"] == "word" else None,
        dtype=np.float32,
    )
