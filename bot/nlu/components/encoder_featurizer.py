"""A Rasa featurizer: a message's meaning as unit vectors from all-MiniLM-L6-v2."""

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
from bot.nlu.encoder import SentenceEncoder


@cache
def _encoder(layers: tuple[int, ...]) -> SentenceEncoder:
    """One for the process, opened on first use: a model has nothing of its own in it."""
    return SentenceEncoder.load(layers)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class EncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds one sentence feature: for each of the `layers`, 384 numbers of unit length."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`layers`: of the encoder, 1 to 6; early ones keep more of the words, late ones more of the meaning."""
        return {**DenseFeaturizer.get_default_config(), "layers": [6]}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """The graph is built from `layers` when first used, and fails there if there is no such layer."""

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
        vectors = _encoder(tuple(self._config["layers"])).encode([message.get(TEXT) for message in written])
        for message, vector in zip(written, vectors, strict=True):
            message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training."""
        self.process(training_data.training_examples)
        return training_data
