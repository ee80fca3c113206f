"""Holds one value against the rules of `kit.yaml`: types, keys, lengths, counts and surfaces."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.block_kit.fault import Fault
from bot.playground.block_kit.kit import Kind, Kit, Rule, Shape, Surface


@dataclass
class Walk:
    """One walk over a payload, gathering every fault on the way."""

    kit: Kit
    surface: Surface
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, pointer: str, message: str, **constraint: Any) -> None:
        """Records a fault."""
        self.faults.append(Fault(pointer, message, tuple(constraint.items())))

    def check(self, rule: Rule, value: object, pointer: str) -> None:
        """Holds `value` against `rule`."""
        CHECKS[rule.kind](self, rule, value, pointer)


def _check_string(walk: Walk, rule: Rule, value: object, pointer: str) -> None:
    if not isinstance(value, str):
        walk.refuse(pointer, "must be a string", type="type", expected="string")
        return
    least = 1 if rule.min is None else rule.min
    if len(value) < least:
        walk.refuse(pointer, f"must be more than {least - 1} characters", type="min_length", expected=least)
    if rule.max is not None and len(value) > rule.max:
        walk.refuse(pointer, f"must be less than {rule.max + 1} characters", type="max_length", expected=rule.max)
    if rule.values and value not in rule.values:
        walk.refuse(pointer, "must be one of the allowed values", type="enum", expected=list(rule.values))
    if rule.pattern and not re.search(rule.pattern, value):
        walk.refuse(pointer, "must match the expected format", type="pattern", expected=rule.pattern)


def _check_boolean(walk: Walk, rule: Rule, value: object, pointer: str) -> None:
    del rule
    if not isinstance(value, bool):
        walk.refuse(pointer, "must be a boolean", type="type", expected="boolean")


def _check_number(walk: Walk, rule: Rule, value: object, pointer: str) -> None:
    allowed = (int,) if rule.kind == "integer" else (int, float)
    if isinstance(value, bool) or not isinstance(value, allowed):
        walk.refuse(pointer, f"must be of type {rule.kind}", type="type", expected=rule.kind)
        return
    if rule.min is not None and value < rule.min:
        walk.refuse(pointer, f"must be {rule.min} or more", type="minimum", expected=rule.min)
    if rule.max is not None and value > rule.max:
        walk.refuse(pointer, f"must be {rule.max} or less", type="maximum", expected=rule.max)


def _check_list(walk: Walk, rule: Rule, value: object, pointer: str) -> None:
    if not isinstance(value, list):
        walk.refuse(pointer, "must be an array", type="type", expected="array")
        return
    if rule.min is not None and len(value) < rule.min:
        walk.refuse(pointer, f"no fewer than {rule.min} items allowed", type="min_items", expected=rule.min)
    if rule.max is not None and len(value) > rule.max:
        walk.refuse(pointer, f"no more than {rule.max} items allowed", type="max_items", expected=rule.max)
    if rule.of is not None:
        for index, item in enumerate(value):
            walk.check(rule.of, item, f"{pointer}/{index}")


def _check_text(walk: Walk, rule: Rule, value: object, pointer: str) -> None:
    before = len(walk.faults)
    _check_typed(walk, rule, value, pointer)
    if len(walk.faults) == before and isinstance(value, Mapping):
        _check_string(walk, Rule(kind="string", max=rule.max), value["text"], f"{pointer}/text")


def _check_typed(walk: Walk, rule: Rule, value: object, pointer: str) -> None:
    if not isinstance(value, Mapping):
        walk.refuse(pointer, "must be an object", type="type", expected="object")
        return
    family = walk.kit.family(rule.family)
    allowed = rule.types or tuple(family)
    name = value.get("type")
    if name is None:
        walk.refuse(pointer, "missing required field: type", type="required", expected=["type"])
    elif not isinstance(name, str) or name not in allowed:
        walk.refuse(f"{pointer}/type", f"unsupported type: {name}", type="enum", expected=list(allowed))
    elif walk.surface not in family[name].surfaces:
        walk.refuse(f"{pointer}/type", f"{name} is not available in a {walk.surface}", type="surface")
    else:
        common = ("type", "block_id") if rule.family == "blocks" else ("type",)
        check_shape(walk, family[name], value, pointer, common)


def _check_object(walk: Walk, rule: Rule, value: object, pointer: str) -> None:
    if not isinstance(value, Mapping):
        walk.refuse(pointer, "must be an object", type="type", expected="object")
        return
    check_shape(walk, walk.kit.objects[rule.shape], value, pointer)


BLOCK_ID = Rule(kind="string", max=255)


def check_shape(walk: Walk, shape: Shape, value: Mapping[str, Any], pointer: str, common: tuple[str, ...] = ()) -> None:
    """Holds every key of an object against its shape; `common` names the keys that its whole family has."""
    for key, item in value.items():
        if key in shape.keys:
            walk.check(shape.keys[key], item, f"{pointer}/{key}")
        elif key == "block_id" and key in common:
            walk.check(BLOCK_ID, item, f"{pointer}/{key}")
        elif key not in common:
            walk.refuse(pointer, f"invalid additional property: {key}", type="additional_property")
    for key, rule in shape.keys.items():
        if rule.required and key not in value:
            walk.refuse(pointer, f"missing required field: {key}", type="required", expected=[key])
    _check_together(walk, shape, value, pointer)


def _check_together(walk: Walk, shape: Shape, value: Mapping[str, Any], pointer: str) -> None:
    for group in shape.one_of:
        if sum(key in value for key in group) != 1:
            walk.refuse(pointer, f"must define exactly one of {', '.join(group)}", type="one_of", expected=list(group))
    for group in shape.any_of:
        if not any(key in value for key in group):
            walk.refuse(pointer, f"must define at least one of {', '.join(group)}", type="any_of", expected=list(group))
    for low, high in shape.ordered:
        if low in value and high in value and _above(value[low], value[high]):
            walk.refuse(f"{pointer}/{low}", f"must not be greater than {high}", type="ordered", expected=high)


def _above(low: object, high: object) -> bool:
    try:
        return float(str(low)) > float(str(high))
    except ValueError:
        return False


CHECKS: Mapping[Kind, Callable[[Walk, Rule, object, str], None]] = {
    "string": _check_string,
    "boolean": _check_boolean,
    "integer": _check_number,
    "number": _check_number,
    "list": _check_list,
    "text": _check_text,
    "typed": _check_typed,
    "object": _check_object,
}
