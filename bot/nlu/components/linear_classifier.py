"""A Rasa intent classifier: logistic regression over all sentence features, sparse and dense side by side."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_matrix, hstack, vstack

from bot.nlu.components.rasa_api import (
    INTENT,
    INTENT_RANKING_KEY,
    TEXT,
    DefaultV1Recipe,
    ExecutionContext,
    Featurizer,
    GraphComponent,
    IntentClassifier,
    Message,
    ModelStorage,
    Resource,
    TrainingData,
)
from bot.nlu.components.regression import LinearModel, fit

LABELS = "labels.json"
WEIGHTS = "weights.safetensors"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(IntentClassifier, GraphComponent):
    """Sets `intent` and `intent_ranking` of every message that has text and features."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Any featurizer."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: trust in the examples; `sharpness`: see `LinearModel`; `ranking_length`: intents reported, 0 for all."""
        return {"C": 20.0, "max_iter": 200, "tolerance": 1e-2, "sharpness": 1.35, "ranking_length": 10}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model: LinearModel | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LinearClassifier":
        """An untrained one: it says nothing."""
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
    ) -> "LinearClassifier":
        """A trained one. Raises what reading raises, where Rasa's own would go on untrained."""
        with model_storage.read_from(resource) as folder:
            labels = json.loads((folder / LABELS).read_text(encoding="utf-8"))
            stored = load_file(folder / WEIGHTS)
        classifier = cls.create(config, model_storage, resource, execution_context)
        classifier._model = LinearModel(tuple(labels), stored["weights"], stored["biases"])
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example with an intent and text.

        Raises:
            ValueError: fewer than two intents have examples.
        """
        examples = [each for each in training_data.intent_examples if each.get(INTENT) and each.get(TEXT)]
        labels = [each.get(INTENT) for each in examples]
        if len(set(labels)) < 2:
            raise ValueError("a classifier needs examples of at least two intents")
        settings = {"trust": float(self._config["C"]), "tolerance": float(self._config["tolerance"])}
        self._model = fit(_rows(examples), labels, most_rounds=int(self._config["max_iter"]), **settings)
        with self._model_storage.write_to(self._resource) as folder:
            (folder / LABELS).write_text(json.dumps(self._model.labels), encoding="utf-8")
            save_file({"weights": self._model.weights, "biases": self._model.biases}, folder / WEIGHTS)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Messages without text are passed on as they are."""
        written = [message for message in messages if message.get(TEXT)]
        if not written or self._model is None:
            return messages
        length = int(self._config["ranking_length"]) or None
        probabilities = self._model.probabilities(_rows(written), float(self._config["sharpness"]))
        for message, row in zip(written, probabilities, strict=True):
            order = np.argsort(-row, kind="stable")[:length]
            ranking = [{"name": self._model.labels[place], "confidence": float(row[place])} for place in order]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _rows(messages: Sequence[Message]) -> csr_matrix:
    """One row a message: its sparse sentence features, then its dense ones."""
    return vstack([_row(message) for message in messages]).tocsr()


def _row(message: Message) -> csr_matrix:
    _, sparse = message.get_sparse_features(TEXT)
    _, dense = message.get_dense_features(TEXT)
    return hstack([csr_matrix(found.features) for found in (sparse, dense) if found is not None]).tocsr()
