"""A Rasa intent classifier: kernel ridge regression over all sentence features, sparse and dense."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_matrix

from bot.nlu.components.kernel import KernelModel, Matrix, Settings, fit
from bot.nlu.components.rasa_api import (
    FEATURE_TYPE_SENTENCE,
    INTENT,
    INTENT_RANKING_KEY,
    TEXT,
    DefaultV1Recipe,
    ExecutionContext,
    Features,
    Featurizer,
    GraphComponent,
    IntentClassifier,
    Message,
    ModelStorage,
    Resource,
    TrainingData,
)

LABELS = "labels.json"
WEIGHTS = "weights.safetensors"
PARTS = ("words", "centre", "landmarks", "pull")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KernelClassifier(IntentClassifier, GraphComponent):
    """Sets `intent` and `intent_ranking` of every message that has text and features."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Any featurizers, sparse and dense ones both."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What `Settings` says, and `ranking_length`: intents reported, 0 for all."""
        return {
            "ridge": 0.3,
            "reach": 1.5,
            "meaning": 2.0,
            "views": 1,
            "landmarks": 2000,
            "ranking_length": 10,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._settings = Settings(
            ridge=float(config["ridge"]),
            reach=float(config["reach"]),
            meaning=float(config["meaning"]),
            views=int(config["views"]),
            landmarks=int(config["landmarks"]),
        )
        self._model_storage = model_storage
        self._resource = resource
        self._model: KernelModel | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "KernelClassifier":
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
    ) -> "KernelClassifier":
        """A trained one. Raises what reading raises, where Rasa's own would go on untrained."""
        with model_storage.read_from(resource) as folder:
            noted = json.loads((folder / LABELS).read_text(encoding="utf-8"))
            stored = load_file(folder / WEIGHTS)
        classifier = cls.create(config, model_storage, resource, execution_context)
        parts = {part: stored[part] for part in PARTS}
        classifier._model = KernelModel(labels=tuple(noted["labels"]), sharpness=noted["sharpness"], **parts)
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example with an intent and text.

        Raises:
            ValueError: fewer than two intents have examples, or the messages have no features.
        """
        examples = [each for each in training_data.intent_examples if each.get(INTENT) and each.get(TEXT)]
        labels = [each.get(INTENT) for each in examples]
        if len(set(labels)) < 2:
            raise ValueError("a classifier needs examples of at least two intents")
        model = self._model = fit(*_rows(examples), labels, self._settings)
        with self._model_storage.write_to(self._resource) as folder:
            noted = {"labels": model.labels, "sharpness": model.sharpness}
            (folder / LABELS).write_text(json.dumps(noted), encoding="utf-8")
            save_file({part: getattr(model, part) for part in PARTS}, folder / WEIGHTS)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Messages without text are passed on as they are."""
        written = [message for message in messages if message.get(TEXT)]
        if not written or self._model is None:
            return messages
        length = int(self._config["ranking_length"]) or None
        probabilities = self._model.probabilities(*_rows(written), self._settings)
        for message, row in zip(written, probabilities, strict=True):
            order = np.argsort(-row, kind="stable")[:length]
            ranking = [{"name": self._model.labels[place], "confidence": float(row[place])} for place in order]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _rows(messages: Sequence[Message]) -> tuple[csr_matrix, Matrix]:
    """One row a message: its sparse sentence features side by side, and its dense ones.

    Rasa's own `get_sparse_features` says the same of one message, at a copy and a stacking for each.

    Raises:
        ValueError: the pipeline has no sparse or no dense featurizer.
    """
    by_featurizer = list(zip(*map(_sentence_features, messages), strict=True))
    sparse = [[csr_matrix(each.features) for each in column] for column in by_featurizer if column[0].is_sparse()]
    dense = [np.vstack([each.features for each in column]) for column in by_featurizer if column[0].is_dense()]
    if not sparse or not dense:
        raise ValueError("the classifier needs a sparse and a dense featurizer before it")
    return side_by_side(list(zip(*sparse, strict=True))), np.hstack(dense).astype(np.float32)


def side_by_side(rows: Sequence[Sequence[csr_matrix]]) -> csr_matrix:
    """One row of each message's rows, joined; scipy's own stacking checks every piece again."""
    widths = [part.shape[1] for part in rows[0]]
    starts = np.cumsum([0, *widths[:-1]])
    joined = [np.concatenate([part.indices + start for part, start in zip(row, starts, strict=True)]) for row in rows]
    data = [part.data for row in rows for part in row]
    ends = np.cumsum([0, *map(len, joined)])
    return csr_matrix((np.concatenate(data).astype(np.float32), np.concatenate(joined), ends), (len(rows), sum(widths)))


def _sentence_features(message: Message) -> list[Features]:
    return [each for each in message.features if (each.attribute, each.type) == (TEXT, FEATURE_TYPE_SENTENCE)]
