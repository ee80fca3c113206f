"""The gate for every block, message and view that an app sends.

Strict by intent: an unknown type, an unknown key, a length, a count, a doubled id or a wrong surface is refused,
each with a JSON pointer. Limits are data in `kit.yaml`.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.playground.block_kit.contents import all_blocks, character_count, elements_of, interactive
from bot.playground.block_kit.fault import Fault
from bot.playground.block_kit.kit import Rule, Surface, load_kit
from bot.playground.block_kit.shapes import Walk, check_shape

Blocks = Sequence[Mapping[str, Any]]
Across = Callable[[Walk, Blocks, str], None]


def validate_blocks(blocks: object, surface: Surface = Surface.MESSAGE, pointer: str = "") -> list[Fault]:
    """Faults of a block array shown on `surface`, empty when Slack would take it; pointers start with `pointer`."""
    kit = load_kit()
    walk = Walk(kit, surface)
    most = kit.payload.message_blocks if surface is Surface.MESSAGE else kit.payload.view_blocks
    walk.check(Rule(kind="list", max=most, of=Rule(kind="typed", family="blocks")), blocks, pointer)
    if not walk.faults and isinstance(blocks, list):
        _check_across(walk, blocks, pointer)
    return walk.faults


def validate_view(view: object, pointer: str = "", surfaces: frozenset[Surface] | None = None) -> list[Fault]:
    """Faults of a modal or Home view; `surfaces` narrows which of the two is wanted."""
    wanted = surfaces or frozenset({Surface.MODAL, Surface.HOME})
    walk = Walk(load_kit(), Surface.MODAL)
    if not isinstance(view, Mapping):
        walk.refuse(pointer, "must be an object", type="type", expected="object")
        return walk.faults
    kind = view.get("type")
    if not isinstance(kind, str) or kind not in wanted:
        walk.refuse(f"{pointer}/type", f"unsupported type: {kind}", type="enum", expected=sorted(wanted))
        return walk.faults
    walk.surface = Surface(kind)
    check_shape(walk, load_kit().views[kind], view, pointer, ("type",))
    if not walk.faults:
        blocks = list(view["blocks"])
        _check_across(walk, blocks, f"{pointer}/blocks")
        if kind == Surface.MODAL and "submit" not in view and _has_input(blocks):
            walk.refuse(pointer, "missing required field: submit, as the view has inputs", type="required")
    return walk.faults


def validate_message(message: object, pointer: str = "") -> list[Fault]:
    """Faults of a message payload's blocks."""
    if not isinstance(message, Mapping):
        return [Fault(pointer, "must be an object")]
    if "blocks" not in message:
        return [] if message.get("text") else [Fault(pointer, "must define text or blocks")]
    return validate_blocks(message["blocks"], Surface.MESSAGE, f"{pointer}/blocks")


def message_too_long(blocks: Blocks) -> bool:
    """Whether the text over all blocks passes Slack's undocumented ceiling (`msg_blocks_too_long`)."""
    return character_count(list(blocks)) > load_kit().payload.message_characters


def view_too_large(view: Mapping[str, Any]) -> bool:
    """Whether the view, as JSON, passes 250 KB (`view_too_large`)."""
    return len(json.dumps(view, ensure_ascii=False).encode()) > load_kit().payload.view_bytes


def _has_input(blocks: Blocks) -> bool:
    return any(block["type"] == "input" for _, block in all_blocks(blocks))


def _check_across(walk: Walk, blocks: Blocks, pointer: str) -> None:
    for check in ACROSS:
        check(walk, blocks, pointer)


def _block_ids(walk: Walk, blocks: Blocks, pointer: str) -> None:
    seen: set[str] = set()
    for here, block in all_blocks(blocks, pointer):
        block_id = block.get("block_id")
        if block_id in seen:
            walk.refuse(f"{here}/block_id", "block_id must be unique", type="unique")
        if block_id is not None:
            seen.add(block_id)


def _action_ids(walk: Walk, blocks: Blocks, pointer: str) -> None:
    for here, block in all_blocks(blocks, pointer):
        counts = Counter(item["action_id"] for _, item in elements_of(block) if "action_id" in item)
        if any(count > 1 for count in counts.values()):
            walk.refuse(here, "action_id must be unique within its block", type="unique")


def _initial_options(walk: Walk, blocks: Blocks, pointer: str) -> None:
    for here, block in all_blocks(blocks, pointer):
        for within, element in elements_of(block):
            offered = options_of(element)
            if not offered or not interactive(element):
                continue
            single = [element["initial_option"]] if "initial_option" in element else []
            if any(option not in offered for option in single + element.get("initial_options", [])):
                walk.refuse(f"{here}{within}", "initial options must be among the options", type="initial")


def options_of(element: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The options that an element offers, those in groups too."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def _focus(walk: Walk, blocks: Blocks, pointer: str) -> None:
    focused = [
        f"{here}{within}"
        for here, block in all_blocks(blocks, pointer)
        for within, element in elements_of(block)
        if element.get("focus_on_load")
    ]
    for place in focused[1:]:
        walk.refuse(place, "only one element can have focus_on_load", type="focus")


def _at_most(walk: Walk, blocks: Blocks, pointer: str) -> None:
    counts = Counter(str(block["type"]) for _, block in all_blocks(blocks))
    for name, most in load_kit().payload.at_most.items():
        if counts[name] > most:
            walk.refuse(pointer, f"no more than {most} {name} allowed", type="max_items", expected=most)


def _markdown(walk: Walk, blocks: Blocks, pointer: str) -> None:
    most = load_kit().payload.markdown
    total = sum(len(block["text"]) for _, block in all_blocks(blocks) if block["type"] == "markdown")
    if total > most:
        walk.refuse(pointer, f"markdown must be less than {most + 1} characters", type="max_length", expected=most)


def _containers(walk: Walk, blocks: Blocks, pointer: str) -> None:
    for here, block in all_blocks(blocks, pointer):
        if block.get("default_collapsed") and not block.get("is_collapsible"):
            walk.refuse(here, "default_collapsed needs is_collapsible", type="requires")
        if block.get("has_header_divider") and block.get("is_collapsible"):
            walk.refuse(here, "has_header_divider cannot stand with is_collapsible", type="conflict")


ACROSS: tuple[Across, ...] = (_block_ids, _action_ids, _initial_options, _focus, _at_most, _markdown, _containers)
