"""What is used of crfsuite, which carries no types of its own: they stand in `crfsuite.pyi`."""

from pycrfsuite import Tagger, Trainer

__all__ = ["Tagger", "Trainer"]
