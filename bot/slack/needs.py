"""What a feature asks of Slack: the manifest is made from these, so that it cannot drift from the code."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class SlashCommand:
    """A slash command as people see it."""

    command: str
    description: str
    usage_hint: str


@dataclass(frozen=True)
class ShortcutEntry:
    """A shortcut as people see it; `message` ones stand in a message's menu."""

    callback_id: str
    kind: Literal["global", "message"]
    name: str
    description: str


@dataclass(frozen=True)
class Needs:
    """Events, scopes and entry points of one feature."""

    events: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    commands: tuple[SlashCommand, ...] = ()
    shortcuts: tuple[ShortcutEntry, ...] = ()
    interactive: bool = False
