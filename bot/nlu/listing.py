"""The models of this machine as a list: also those that cannot be used, so that nobody wonders where one went."""

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.nlu import registry
from bot.nlu.gate import STRICT
from bot.nlu.registry import ModelCard, ModelRefused


class Listed(BaseModel):
    """One model; what its card would tell is unset where the card cannot be read."""

    model_config = ConfigDict(frozen=True)

    id: str
    trained_at: datetime | None = None
    strict: float | None = None
    """Share of the kept messages that it named rightly, measured when it was trained."""
    model_id: str | None = None
    data: str | None = None
    code: str | None = None
    in_use: bool
    previous: bool
    whole: bool
    """Whether its card can be read and its archive has the checksum noted there."""


def listed(folder: Path) -> list[Listed]:
    """Every model with a card, and those pointed at as in use or before, the newest first."""
    pointed = {name for name in (registry.in_use(folder), registry.in_use_before(folder)) if name}
    found = [_listed(folder, name) for name in pointed | {path.stem for path in folder.glob("*.json")}]
    return sorted(
        found, key=lambda each: (each.trained_at.timestamp() if each.trained_at else 0.0, each.id), reverse=True
    )


def _listed(folder: Path, name: str) -> Listed:
    noted = _card(folder, name)
    return Listed(
        id=name,
        in_use=name == registry.in_use(folder),
        previous=name == registry.in_use_before(folder),
        whole=noted is not None and registry.is_whole(folder, noted),
        **(_told(noted) if noted else {}),
    )


def _told(noted: ModelCard) -> dict[str, object]:
    told = noted.model_dump(include={"trained_at", "model_id", "data", "code"})
    return {**told, "strict": noted.scores.get(STRICT)}


def _card(folder: Path, name: str) -> ModelCard | None:
    try:
        return registry.card(folder, name)
    except ModelRefused:
        return None
