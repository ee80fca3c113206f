"""What a Web API method is: a name, its arguments, the scopes it needs, and what it does."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from bot.playground.local_slack import LocalSlack
from bot.playground.wire import JsonObject

CallerKind = Literal["bot", "app"]


def _decoded(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


Blocks = Annotated[list[JsonObject], BeforeValidator(_decoded)]
"""An array of objects, given as JSON or as a string that holds JSON."""
Object = Annotated[JsonObject, BeforeValidator(_decoded)]
"""An object, given as JSON or as a string that holds JSON."""
Strings = Annotated[list[str], BeforeValidator(_decoded)]


class Arguments(BaseModel):
    """Arguments of one method. Unknown ones are refused, so that a misspelt one never passes unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    team_id: str | None = None
    """Any method takes it; Bolt's clients send it with every call."""


@dataclass(frozen=True)
class Method:
    """One method as the server calls it."""

    name: str
    arguments: type[Arguments]
    run: Callable[[LocalSlack, Any], JsonObject]
    scopes: frozenset[str]
    """Any one of these is enough; empty means that none is needed."""
    caller: CallerKind


A = TypeVar("A", bound=Arguments)


def method(
    name: str,
    arguments: type[A],
    run: Callable[[LocalSlack, A], JsonObject],
    scopes: Sequence[str] = (),
    caller: CallerKind = "bot",
) -> Method:
    """A method whose function takes exactly the arguments that it declares."""
    return Method(name, arguments, run, frozenset(scopes), caller)


Registry = Mapping[str, Method]
