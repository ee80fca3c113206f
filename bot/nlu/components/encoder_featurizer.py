"""A Rasa featurizer: a message's meaning as one unit vector from all-MiniLM-L6-v2."""

from functools import cache
from typing import Any

from bot.nlu.components.rasa_api import (
    FEATURE_TYPE_SENTENCE,
    TEXT,
    DefaultV1Recipe,
    DenseFeaturizer,
    ExecutionContext,
    Features,
    GraphComponent,
    Message,
    ModelStorage,
    Resource,
    TrainingData,
)
from bot.nlu.minilm import SentenceEncoder


@cache
def _encoder() -> SentenceEncoder:
    """One for the process, opened on first use: a model has nothing of its own in it."""
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
        """It keeps nothing with a model."""
        del model_storage, resource
        return cls(execution_context.node_name, config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Messages without text are passed on as they are."""
        written = [message for message in messages if message.get(TEXT)]
        vectors = _encoder().encode([message.get(TEXT) for message in written]) * float(self._config["scale"])
        for message, vector in zip(written, vectors, strict=True):
            message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training."""
        self.process(training_data.training_examples)
        return training_data
