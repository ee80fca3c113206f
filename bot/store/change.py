"""A write to the store that is made together with the audit trail's entry of it, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass

from redis.client import Pipeline

Writes = Callable[[Pipeline], object]
"""Puts commands into the transaction."""


@dataclass(frozen=True)
class Change:
    """What a store would write, once the trail takes the entry."""

    watched: tuple[str, ...]
    """Keys that `plan` looks at: when one changes before the transaction is run, it is planned anew."""
    plan: Callable[[Pipeline], Writes | None]
    """What to write; none when it was written before. It may refuse by raising a `StoreError`."""


NOTHING = Change((), lambda _: lambda _: None)
"""Only the entry is written."""
