"""Walks over blocks that are already known to be sound: the elements they hold, their text, their ids."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from bot.playground.block_kit.kit import load_kit

ELEMENT_KEYS = ("accessory", "element", "elements", "actions")


def all_blocks(blocks: Sequence[Mapping[str, Any]], pointer: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every block with its pointer, those within a container or carousel too."""
    for index, block in enumerate(blocks):
        here = f"{pointer}/{index}"
        yield here, block
        if block.get("type") == "container":
            yield from all_blocks(block.get("child_blocks", ()), f"{here}/child_blocks")
        if block.get("type") == "carousel":
            yield from all_blocks(block.get("elements", ()), f"{here}/elements")


def elements_of(block: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The interactive elements of one block, with their pointers within it."""
    if block.get("type") in ("rich_text", "context", "carousel"):
        return
    for key in ELEMENT_KEYS:
        held = block.get(key)
        if isinstance(held, dict):
            yield f"/{key}", held
        elif isinstance(held, list):
            yield from ((f"/{key}/{index}", item) for index, item in enumerate(held) if isinstance(item, dict))


def interactive(element: Mapping[str, Any]) -> bool:
    """Whether the element can be used, and so has an `action_id`."""
    shape = load_kit().elements.get(str(element.get("type")))
    return shape is not None and "action_id" in shape.keys


def stateful(element: Mapping[str, Any]) -> bool:
    """Whether the element keeps a value for `state.values`."""
    shape = load_kit().elements.get(str(element.get("type")))
    return shape is not None and shape.stateful


def find_element(
    blocks: Sequence[Mapping[str, Any]], accept: Callable[[Mapping[str, Any], Mapping[str, Any]], bool]
) -> tuple[Mapping[str, Any], dict[str, Any]] | None:
    """The first (block, element) that `accept` takes, or none."""
    for _, block in all_blocks(blocks):
        for _, element in elements_of(block):
            if accept(block, element):
                return block, element
    return None


def with_ids(blocks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A copy in which each block and interactive element has an id, as Slack gives one to those without."""
    copies = [dict(deepcopy(block)) for block in blocks]
    for _, block in all_blocks(copies):
        if isinstance(block, dict):
            block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        for _, element in elements_of(block):
            if interactive(element):
                element.setdefault("action_id", secrets.token_urlsafe(4)[:5])
    return copies


def character_count(value: object) -> int:
    """Characters of text within blocks, whatever they are wrapped in; markdown blocks have a limit of their own."""
    if isinstance(value, Mapping):
        if value.get("type") == "markdown":
            return 0
        own = value.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(character_count(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return sum(character_count(item) for item in value)
    return 0
