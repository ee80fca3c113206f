"""What is used of crfsuite, which carries no types of its own: they stand in `crfsuite.pyi`."""

import ctypes

from pycrfsuite import Tagger, Trainer

__all__ = ["Tagger", "Trainer", "same_shuffle"]


def same_shuffle() -> None:
    """Have the next training shuffle as the first in a process does: crfsuite draws from the C library's `rand`."""
    ctypes.CDLL(None).srand(1)
