"""What the components use of Rasa, in one place. Rasa carries no types of its own: they stand in `rasa_api.pyi`."""

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

__all__ = [
    "ENTITIES",
    "FEATURE_TYPE_SENTENCE",
    "INTENT",
    "INTENT_RANKING_KEY",
    "TEXT",
    "DefaultV1Recipe",
    "DenseFeaturizer",
    "ExecutionContext",
    "Features",
    "Featurizer",
    "GraphComponent",
    "IntentClassifier",
    "Message",
    "ModelStorage",
    "Resource",
    "SparseFeaturizer",
    "TrainingData",
]
