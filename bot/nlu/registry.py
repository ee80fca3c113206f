"""The trained models of this machine: archives, what is known of each, and which one is in use.

A model archive is code. Only one that this system made is loaded: its hash, its id and its answers to a smoke set must
be those noted when it was trained.
"""

import hashlib
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.nlu.loading import LoadedModel

CURRENT = "current"
NEARLY = 1e-3
"""Scores may differ by this much between processors."""


class ModelRefused(Exception):
    """A model that must not serve; the message says why."""


class ModelCard(BaseModel):
    """What was noted when a model was trained. `smoke` holds one training message an intent, and its answer."""

    model_config = ConfigDict(frozen=True)

    id: str
    sha256: str
    model_id: str
    trained_at: datetime
    data: str
    """Fingerprint of the training data and the configuration."""
    smoke: Mapping[str, tuple[str, float]]
    scores: Mapping[str, float] = {}


def has_model(folder: Path) -> bool:
    """Whether one is in use."""
    name = _current(folder)
    return name is not None and _archive(folder, name).is_file()


def load_current(folder: Path) -> LoadedModel:
    """The model in use, verified. Raises `ModelRefused`."""
    name = _current(folder)
    if name is None:
        raise ModelRefused("no model is in use")
    return load_verified(folder, card(folder, name))


def load_verified(folder: Path, noted: ModelCard) -> LoadedModel:
    """Load a model and hold it against its card. Raises `ModelRefused`."""
    archive = _archive(folder, noted.id)
    if not archive.is_file() or sha256(archive) != noted.sha256:
        raise ModelRefused(f"the archive of {noted.id} is missing or is not the one that was trained")
    model = LoadedModel(archive)
    if model.model_id != noted.model_id:
        raise ModelRefused(f"the archive of {noted.id} holds another model")
    found = smoke(model, list(noted.smoke))
    for text, (intent, confidence) in noted.smoke.items():
        if found[text][0] != intent or abs(found[text][1] - confidence) > NEARLY:
            raise ModelRefused(f"{noted.id} does not answer as it did when it was trained")
    return model


def smoke(model: LoadedModel, texts: list[str]) -> dict[str, tuple[str, float]]:
    """A model's answers to a few texts."""
    return {
        result["text"]: (result["intent"]["name"], float(result["intent"]["confidence"]))
        for result in model.parse(texts)
    }


def card(folder: Path, name: str) -> ModelCard:
    """What was noted of a model. Raises `ModelRefused`."""
    try:
        return ModelCard.model_validate_json(_card(folder, name).read_bytes())
    except (OSError, ValidationError):
        raise ModelRefused(f"nothing usable is noted of the model {name}") from None


def keep(folder: Path, noted: ModelCard) -> None:
    """Note a model whose archive stands in the folder."""
    _card(folder, noted.id).write_text(noted.model_dump_json(indent=2), encoding="utf-8")


def promote(folder: Path, name: str) -> None:
    """Put a model to use; processes take it up when they next start. Raises `ModelRefused`."""
    card(folder, name)
    draft = folder / f".{CURRENT}.{os.getpid()}"
    draft.write_text(name, encoding="utf-8")
    draft.replace(folder / CURRENT)


def sha256(path: Path) -> str:
    """A file's checksum."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _current(folder: Path) -> str | None:
    try:
        return (folder / CURRENT).read_text(encoding="utf-8").strip()
    except OSError:
        return None


def _archive(folder: Path, name: str) -> Path:
    return folder / f"{name}.tar.gz"


def _card(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"
