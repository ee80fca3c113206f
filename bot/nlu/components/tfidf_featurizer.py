"""A Rasa featurizer: which word or letter sequences a message holds, weighed by how rare they are."""

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer

TERMS = "terms.json"
RARITY = "rarity.npy"
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

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        vectorizer: TfidfVectorizer | None = None,
    ) -> None:
        """Untrained without a vectorizer."""
        super().__init__(execution_context.node_name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._vectorizer = vectorizer or _vectorizer(config)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TfidfFeaturizer":
        """An untrained one."""
        return cls(config, model_storage, resource, execution_context)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "TfidfFeaturizer":
        """A trained one. Raises what reading raises: a half-loaded featurizer would answer nonsense."""
        with model_storage.read_from(resource) as folder:
            terms = json.loads((folder / TERMS).read_text(encoding="utf-8"))
            rarity = np.load(folder / RARITY, allow_pickle=False)
        vectorizer = _vectorizer(config, vocabulary={term: place for place, term in enumerate(terms)})
        vectorizer.idf_ = rarity
        return cls(config, model_storage, resource, execution_context, vectorizer)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the terms and their rarity from every example with text."""
        texts = [message.get(TEXT) for message in training_data.training_examples if message.get(TEXT)]
        if texts:
            self._vectorizer.fit(texts)
            with self._model_storage.write_to(self._resource) as folder:
                terms = self._vectorizer.get_feature_names_out().tolist()
                (folder / TERMS).write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
                np.save(folder / RARITY, self._vectorizer.idf_, allow_pickle=False)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Messages without text are passed on as they are."""
        written = [message for message in messages if message.get(TEXT)]
        if written:
            rows = self._vectorizer.transform([message.get(TEXT) for message in written]) * float(self._config["scale"])
            for place, message in enumerate(written):
                message.add_features(
                    Features(rows[place].tocoo(), FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
                )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training."""
        self.process(training_data.training_examples)
        return training_data


def _vectorizer(config: dict[str, Any], vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=config["analyzer"],
        ngram_range=(config["min_ngram"], config["max_ngram"]),
        sublinear_tf=True,
        token_pattern=WORDS,
        dtype=np.float32,
        vocabulary=vocabulary,
    )
