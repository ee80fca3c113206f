"""What a message names, sorted by kind; values that nobody knows fall away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeVar

from actions.entities import Agency, ConsentState, Entity, EntityName

Value = TypeVar("Value", bound=StrEnum)

RULES = range(1, 8)


@dataclass(frozen=True)
class Named:
    """Agencies, states of consent and golden rules, each once, in the message's order."""

    agencies: tuple[Agency, ...] = ()
    consent: frozenset[ConsentState] = frozenset()
    rules: tuple[int, ...] = ()
    absent_rule: bool = False
    """A number was named that no rule has."""

    @classmethod
    def of(cls, entities: Sequence[Entity]) -> Self:
        """Sort a message's entities."""
        numbers = _values(entities, EntityName.GOLDEN_RULE)
        rules = tuple(int(number) for number in numbers if number in map(str, RULES))
        return cls(
            agencies=_members(Agency, _values(entities, EntityName.AGENCY)),
            consent=frozenset(_members(ConsentState, _values(entities, EntityName.CONSENT_STATUS))),
            rules=rules,
            absent_rule=len(rules) < len(numbers),
        )


def _values(entities: Iterable[Entity], name: EntityName) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entity.value for entity in entities if entity.entity == name))


def _members(kind: type[Value], values: Iterable[str]) -> tuple[Value, ...]:
    return tuple(kind(value) for value in values if value in set(kind))
