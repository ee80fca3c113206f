"""Block Kit's shapes and limits, read from `kit.yaml`."""

from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

Kind = Literal["string", "boolean", "integer", "number", "list", "text", "typed", "object"]
Family = Literal["blocks", "elements", "rich", "cells", "views"]


class Surface(StrEnum):
    """Where blocks are shown; some may stand in one place only."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


class Rule(BaseModel):
    """What one key of a shape may hold. The grammar stands at the head of `kit.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    required: bool = False
    min: int | None = None
    max: int | None = None
    values: tuple[str, ...] = ()
    pattern: str | None = None
    types: tuple[str, ...] = ()
    family: Family = "elements"
    shape: str = ""
    of: "Rule | None" = None


class Shape(BaseModel):
    """The keys of one object, and what must hold among them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    keys: dict[str, Rule]
    surfaces: frozenset[Surface] = frozenset(Surface)
    stateful: bool = False
    """The element keeps what the user chose, and so appears in `state.values`."""
    one_of: tuple[tuple[str, ...], ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    ordered: tuple[tuple[str, str], ...] = ()


class PayloadLimits(BaseModel):
    """Limits over a whole message or view: characters, bytes and counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message_blocks: int
    view_blocks: int
    attachments: int
    text: int
    updated_text: int
    markdown: int
    message_characters: int
    view_bytes: int
    view_stack: int
    at_most: dict[str, int]


class Kit(BaseModel):
    """All of Block Kit that the playground accepts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shared: dict[str, Any]
    payload: PayloadLimits
    blocks: dict[str, Shape]
    elements: dict[str, Shape]
    rich: dict[str, Shape]
    cells: dict[str, Shape]
    objects: dict[str, Shape]
    views: dict[str, Shape]

    def family(self, name: Family) -> dict[str, Shape]:
        """The shapes of one family by their `type`."""
        families = {
            "blocks": self.blocks,
            "elements": self.elements,
            "rich": self.rich,
            "cells": self.cells,
            "views": self.views,
        }
        return families[name]


@cache
def load_kit() -> Kit:
    """The packaged kit, read once."""
    return Kit.model_validate(yaml.safe_load(files(__package__).joinpath("kit.yaml").read_text("utf-8")))
