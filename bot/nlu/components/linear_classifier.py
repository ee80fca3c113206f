"""A Rasa intent classifier: logistic regression over all sentence features, sparse and dense side by side."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

LABELS = "labels.json"
WEIGHTS = "weights.npz"
RANKING = "intent_ranking"
SEED = 7

Scores = NDArray[np.float32]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(IntentClassifier, GraphComponent):
    """Multinomial logistic regression. `C` is scikit-learn's: higher trusts the examples more."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Any featurizer."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`ranking_length`: how many intents are reported; 0 for all."""
        return {"C": 20.0, "max_iter": 200, "tolerance": 1e-3, "ranking_length": 10}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        labels: Sequence[str] = (),
        weights: Scores | None = None,
        biases: Scores | None = None,
    ) -> None:
        """Untrained without labels."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._labels = list(labels)
        self._weights = weights
        self._biases = biases

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LinearClassifier":
        """An untrained one."""
        del execution_context
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "LinearClassifier":
        """A trained one. Raises what reading raises, where Rasa's own would go on untrained."""
        del execution_context
        with model_storage.read_from(resource) as folder:
            labels = json.loads((folder / LABELS).read_text(encoding="utf-8"))
            with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
                weights, biases = stored["weights"], stored["biases"]
        return cls(config, model_storage, resource, labels, weights, biases)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example with an intent and text; nothing is kept when there is none."""
        examples = [each for each in training_data.intent_examples if each.get(INTENT) and each.get(TEXT)]
        labels = sorted({each.get(INTENT) for each in examples})
        if len(labels) < 2:
            return self._resource
        model = LogisticRegression(
            C=float(self._config["C"]),
            max_iter=int(self._config["max_iter"]),
            tol=float(self._config["tolerance"]),
            multi_class="multinomial",
            random_state=SEED,
        )
        model.fit(_rows(examples), [each.get(INTENT) for each in examples])
        self._keep(model)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets `intent` and `intent_ranking`."""
        written = [message for message in messages if message.get(TEXT)]
        if not written or not self._labels:
            return messages
        for message, scores in zip(written, self._probabilities(_rows(written)), strict=True):
            order = np.argsort(-scores)[: int(self._config["ranking_length"]) or None]
            ranking = [{"name": self._labels[place], "confidence": float(scores[place])} for place in order]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(RANKING, ranking, add_to_output=True)
        return messages

    def _keep(self, model: LogisticRegression) -> None:
        two_sided = len(model.classes_) == 2
        weights = np.vstack([-model.coef_, model.coef_]) if two_sided else model.coef_
        biases = np.hstack([-model.intercept_, model.intercept_]) if two_sided else model.intercept_
        self._labels = model.classes_.tolist()
        self._weights, self._biases = weights.astype(np.float32), biases.astype(np.float32)
        with self._model_storage.write_to(self._resource) as folder:
            (folder / LABELS).write_text(json.dumps(self._labels), encoding="utf-8")
            np.savez(folder / WEIGHTS, weights=self._weights, biases=self._biases)

    def _probabilities(self, rows: csr_matrix) -> Scores:
        assert self._weights is not None and self._biases is not None
        scores = rows @ self._weights.T + self._biases
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), dtype=np.float32)


def _rows(messages: Sequence[Message]) -> csr_matrix:
    """One row a message: its sparse sentence features, then its dense ones."""
    return vstack([_row(message) for message in messages]).tocsr()


def _row(message: Message) -> csr_matrix:
    _, sparse = message.get_sparse_features(TEXT)
    _, dense = message.get_dense_features(TEXT)
    parts = [csr_matrix(found.features) for found in (sparse, dense) if found is not None]
    return hstack(parts).tocsr()
