"""A Rasa component: where extractors marked overlapping stretches, one stays."""

from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Found = Mapping[str, Any]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityPicker(GraphComponent):
    """The longer stretch stays; of equal ones, that of the extractor that comes first in the pipeline."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "EntityPicker":
        """It needs nothing."""
        del config, model_storage, resource, execution_context
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Entities in the order of the text, none overlapping another."""
        for message in messages:
            found = message.get(ENTITIES)
            if found:
                message.set(ENTITIES, _apart(found), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples are as their writers marked them."""
        return training_data


def _apart(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for entity in sorted(found, key=lambda each: each["start"] - each["end"]):
        if all(entity["end"] <= other["start"] or other["end"] <= entity["start"] for other in kept):
            kept.append(entity)
    return sorted(kept, key=lambda each: int(each["start"]))
