from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final, TypeVar

from numpy.typing import NDArray

_Component = TypeVar("_Component", bound=type)

TEXT: Final = "text"
INTENT: Final = "intent"
INTENT_RANKING_KEY: Final = "intent_ranking"
ENTITIES: Final = "entities"
FEATURE_TYPE_SENTENCE: Final = "sentence"

class Resource:
    name: str

class ModelStorage:
    def write_to(self, resource: Resource) -> AbstractContextManager[Path]: ...
    def read_from(self, resource: Resource) -> AbstractContextManager[Path]: ...

class ExecutionContext:
    node_name: str

class GraphComponent: ...
class IntentClassifier: ...

class Featurizer:
    _config: dict[str, Any]
    _identifier: str
    def __init__(self, name: str, config: dict[str, Any]) -> None: ...
    @staticmethod
    def get_default_config() -> dict[str, Any]: ...

class DenseFeaturizer(Featurizer): ...
class SparseFeaturizer(Featurizer): ...

class Features:
    features: Any
    attribute: str
    type: str
    def is_sparse(self) -> bool: ...
    def is_dense(self) -> bool: ...
    def __init__(self, features: NDArray[Any], feature_type: str, attribute: str, origin: str) -> None: ...

class Message:
    features: list[Features]
    def get(self, prop: str, default: Any = ...) -> Any: ...
    def set(self, prop: str, info: object, add_to_output: bool = ...) -> None: ...
    def add_features(self, features: Features) -> None: ...

class TrainingData:
    training_examples: list[Message]
    intent_examples: list[Message]
    nlu_examples: list[Message]
    lookup_tables: list[dict[str, Any]]

class DefaultV1Recipe:
    class ComponentType:
        MESSAGE_FEATURIZER: Final = 2
        INTENT_CLASSIFIER: Final = 3
        ENTITY_EXTRACTOR: Final = 4

    @classmethod
    def register(cls, *component_types: int, is_trainable: bool) -> Callable[[_Component], _Component]: ...
