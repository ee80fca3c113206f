"""Rasa without TensorFlow, for pipelines that use none of it.

Rasa imports TensorFlow whether or not a component needs it, which costs seven seconds and 350 MB. Here stand-ins take
its place before Rasa is imported. They hold nothing: a component that really needs TensorFlow fails at once.
`tests/bot/nlu` holds the answers against those of Rasa with the real TensorFlow.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

ABSENT = frozenset({"tensorflow", "tensorflow_hub", "tensorflow_text", "tensorflow_addons", "keras", "jax"})


class _StandIn(type):
    """A class any of whose attributes is a class like it, so that type hints and base classes can name it."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _StandIn(name, (), {})

    def __call__(cls, *_: Any, **__: Any) -> Any:
        return _StandIn("StandIn", (), {})

    def __mro_entries__(cls, _: tuple[Any, ...]) -> tuple[type, ...]:
        return (cls,)


class _StandInModule(ModuleType):
    __version__ = "0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _StandIn(name, (), {})


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> Any:
        del path, target
        absent = fullname.partition(".")[0] in ABSENT
        return ModuleSpec(fullname, self, is_package=True) if absent else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        del module


def leave_out_tensorflow() -> None:
    """To be called before the first import of Rasa; does nothing where TensorFlow is loaded already."""
    if "tensorflow" not in sys.modules and not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
