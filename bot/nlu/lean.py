"""Rasa's modules without the ones that a linear pipeline never calls.

Importing any of Rasa's extractors or its recipe pulls in TensorFlow (7 s, 350 MB) and the SDKs of a dozen chat
channels, for training code and connectors that no component of ours touches. Here those few modules are answered with
empty ones. A pipeline that does use them (DIET, say) fails at once with `ImportError` rather than misbehave: train and
serve it with Rasa's own commands.
"""

import importlib
import importlib.machinery
import importlib.util
import os
import sys
import warnings
from types import ModuleType

LEFT_OUT = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
    "rasa.engine.recipes.default_components": ("DEFAULT_COMPONENTS",),
    "rasa.graph_components.validators.default_recipe_validator": ("DefaultV1RecipeValidator",),
}
"""Modules that import every component of Rasa's, or that neural networks need, and what others import from them."""

CHANNELS = "rasa.core.channels"
"""A package whose `__init__` imports every chat channel; only `UserMessage` is wanted of it."""


class NotInLeanRasa:
    """Stands for a class that is left out; making one says so."""

    def __init__(self, *_: object, **__: object) -> None:
        raise ImportError("this part of Rasa needs TensorFlow: use Rasa's own commands")


def rasa_module(name: str) -> ModuleType:
    """Import a module of Rasa, or one built on Rasa, without TensorFlow.

    In a process that has imported all of Rasa already it is the same as an ordinary import.
    """
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Rasa's pinned dependencies warn of each other
        if f"{CHANNELS}.channel" not in sys.modules:
            _leave_out()
        return importlib.import_module(name)


def _leave_out() -> None:
    for name, members in LEFT_OUT.items():
        if name not in sys.modules:
            module = ModuleType(name, "Left out by bot.nlu.lean.")
            module.__dict__.update(dict.fromkeys(members, NotInLeanRasa))
            sys.modules[name] = module
    if CHANNELS not in sys.modules:
        _channels_without_sdks()


def _channels_without_sdks() -> None:
    """The real package's folder under a module whose own code is not run."""
    core = importlib.util.find_spec("rasa.core")
    if core is None or not core.submodule_search_locations:
        raise ImportError("Rasa is not installed: install the `nlu` dependency group")
    found = importlib.machinery.PathFinder.find_spec(CHANNELS, list(core.submodule_search_locations))
    if found is None or found.submodule_search_locations is None:
        raise ImportError("this version of Rasa has no package of channels")
    package = ModuleType(CHANNELS, "Left out by bot.nlu.lean.")
    package.__path__ = list(found.submodule_search_locations)
    package.__spec__ = found
    sys.modules[CHANNELS] = package
    channel = importlib.import_module(f"{CHANNELS}.channel")
    for name in ("UserMessage", "InputChannel", "OutputChannel", "CollectingOutputChannel"):
        setattr(package, name, getattr(channel, name))
