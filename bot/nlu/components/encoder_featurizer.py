"""A Rasa featurizer: a message's meaning as one unit vector from all-MiniLM-L6-v2."""

from functools import cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.minilm import SentenceEncoder


@cache
def _encoder() -> SentenceEncoder:
    """One for the process, opened on first use: it takes 90 MB of memory-mapped weights."""
    return SentenceEncoder.load()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class EncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds one sentence feature of 384 numbers; `scale` weighs it against the other featurizers."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`scale`: the vector's length."""
        return {**DenseFeaturizer.get_default_config(), "scale": 1.0}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Any number will do as a scale."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "EncoderFeaturizer":
        """As Rasa's graph asks for it."""
        del model_storage, resource
        return cls(execution_context.node_name, config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Messages without text are passed on as they are."""
        written = [message for message in messages if message.get(TEXT)]
        if written:
            vectors = _encoder().encode([message.get(TEXT) for message in written]) * float(self._config["scale"])
            for message, vector in zip(written, vectors, strict=True):
                message.add_features(
                    Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
                )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training."""
        self.process(training_data.training_examples)
        return training_data
