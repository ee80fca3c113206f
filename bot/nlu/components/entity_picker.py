"""A Rasa component: where extractors marked overlapping stretches, one stays."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.components.rasa_api import (
    ENTITIES,
    DefaultV1Recipe,
    ExecutionContext,
    GraphComponent,
    Message,
    ModelStorage,
    Resource,
)

Found = Mapping[str, Any]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityPicker(GraphComponent):
    """Of overlapping stretches the longest stays; of equal ones, that of the extractor earliest in the pipeline."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "EntityPicker":
        """It needs nothing of what Rasa offers."""
        del config, model_storage, resource, execution_context
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Entities in the order of the text, none overlapping another."""
        for message in messages:
            found = message.get(ENTITIES)
            if found:
                message.set(ENTITIES, apart(found), add_to_output=True)
        return messages


def apart(found: Sequence[Found]) -> list[Found]:
    """The entities that stay, in the order of the text."""
    kept: list[Found] = []
    for entity in sorted(found, key=lambda each: int(each["start"]) - int(each["end"])):
        if all(entity["end"] <= other["start"] or other["end"] <= entity["start"] for other in kept):
            kept.append(entity)
    return sorted(kept, key=lambda each: int(each["start"]))
