"""What a person has before them: shared by the control API and its client."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.playground.acts.outcome import Outcome
from bot.playground.journal import Call, Delivery
from bot.playground.wire import JsonObject

__all__ = ["Call", "Delivery", "Outcome", "Screen", "SeenMessage", "SeenView"]


class SeenMessage(BaseModel):
    """One message as a person sees it in a channel or thread."""

    model_config = ConfigDict(frozen=True)

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[JsonObject] = []
    thread_ts: str | None = None
    ephemeral: bool = False
    from_app: bool = False
    edited: bool = False
    deleted: bool = False
    """A tombstone: its replies still stand."""
    reactions: list[str] = []
    reply_count: int = 0

    @property
    def words(self) -> str:
        """All that can be read in it: the text over its blocks, or its plain text when it has none."""
        return "\n".join(_words(self.blocks)) or self.text

    def has_action(self, action_id: str) -> bool:
        """Whether an element with this action id is on it."""
        return action_id in _action_ids(self.blocks)


class SeenView(BaseModel):
    """A modal or Home tab as it stands before a person."""

    model_config = ConfigDict(frozen=True)

    id: str
    type: Literal["modal", "home"]
    callback_id: str = ""
    title: str = ""
    blocks: list[JsonObject]
    values: dict[str, dict[str, JsonObject]]
    errors: dict[str, str] = {}
    notice: str | None = None
    private_metadata: str = ""
    hash: str

    @property
    def words(self) -> str:
        """All that can be read in it."""
        return "\n".join(_words(self.blocks))

    @property
    def action_ids(self) -> list[str]:
        """The action ids in it, in order."""
        return _action_ids(self.blocks)

    def error_of(self, action_id: str) -> str | None:
        """The error shown under the input with this action id."""
        for block in self.blocks:
            if action_id in _action_ids([block]):
                return self.errors.get(str(block["block_id"]))
        return None


class Screen(BaseModel):
    """Everything beside messages: open modals (the one in sight last), Home, notices, and the agent's own signs."""

    model_config = ConfigDict(frozen=True)

    views: list[SeenView]
    home: SeenView | None
    notices: list[str]
    status: str | None = None
    prompts: JsonObject | None = None
    thread_title: str | None = None


def _words(value: object) -> list[str]:
    if isinstance(value, dict):
        own = value.get("text")
        here = [own] if isinstance(own, str) else []
        return here + [word for key, item in value.items() if key != "text" or not here for word in _words(item)]
    if isinstance(value, list):
        return [word for item in value for word in _words(item)]
    return []


def _action_ids(value: object) -> list[str]:
    if isinstance(value, dict):
        own = value.get("action_id")
        here = [own] if isinstance(own, str) else []
        return here + [found for item in value.values() for found in _action_ids(item)]
    if isinstance(value, list):
        return [found for item in value for found in _action_ids(item)]
    return []
