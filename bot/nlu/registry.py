"""The trained models of this machine: archives, what is known of each, and which one is in use.

A model archive is code. Only one that this system made is loaded: its hash, its id and its answers to a smoke set must
be those noted when it was trained.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.nlu.loading import LoadedModel

CURRENT, PREVIOUS = "current", "previous"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
"""Of a model: also its file's name, so nothing that could lead out of the folder."""
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
    code: str = ""
    """Version of the code that trained it: the package's, and a fingerprint of what reads and understands messages."""
    smoke: Mapping[str, tuple[str, float]]
    scores: Mapping[str, float] = {}


def has_model(folder: Path) -> bool:
    """Whether one is in use."""
    name = in_use(folder)
    return name is not None and archive(folder, name).is_file()


def in_use(folder: Path) -> str | None:
    """The id of the model in use, if there is one."""
    return _pointed(folder, CURRENT)


def in_use_before(folder: Path) -> str | None:
    """The id of the model that was in use before this one, if there is one."""
    return _pointed(folder, PREVIOUS)


def load_current(folder: Path) -> LoadedModel:
    """The model in use, verified. Raises `ModelRefused`."""
    name = in_use(folder)
    if name is None:
        raise ModelRefused("no model is in use")
    return load_verified(folder, card(folder, name))


def load_verified(folder: Path, noted: ModelCard) -> LoadedModel:
    """Load a model and hold it against its card. Raises `ModelRefused`."""
    _verify_archive(folder, noted)
    try:
        model = LoadedModel(archive(folder, noted.id))
        found = smoke(model, list(noted.smoke))
    except Exception as error:  # whatever an archive's own code raises, it does not serve
        raise ModelRefused(f"{noted.id} cannot be loaded ({type(error).__name__})") from error
    if model.model_id != noted.model_id:
        raise ModelRefused(f"the archive of {noted.id} holds another model")
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
    if not ID.fullmatch(name):
        raise ModelRefused("that is not a model's id")
    try:
        noted = ModelCard.model_validate_json(_card(folder, name).read_bytes())
    except (OSError, ValidationError):
        raise ModelRefused(f"nothing usable is noted of the model {name}") from None
    if noted.id != name:
        raise ModelRefused(f"what is noted of the model {name} is another's")
    return noted


def keep(folder: Path, noted: ModelCard) -> None:
    """Note a model whose archive stands in the folder."""
    _card(folder, noted.id).write_text(noted.model_dump_json(indent=2), encoding="utf-8")


def promote(folder: Path, name: str) -> None:
    """Put a model to use whose archive is as it was trained; remember the one before. Raises `ModelRefused`."""
    _verify_archive(folder, card(folder, name))
    before = in_use(folder)
    if before is not None and before != name:
        _point(folder, PREVIOUS, before)
    _point(folder, CURRENT, name)


def archive(folder: Path, name: str) -> Path:
    """Where a model's archive stands."""
    return folder / f"{name}.tar.gz"


def sha256(path: Path) -> str:
    """A file's checksum."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_whole(folder: Path, noted: ModelCard) -> bool:
    """Whether a model's archive is the one that was trained."""
    try:
        return sha256(archive(folder, noted.id)) == noted.sha256
    except OSError:
        return False


def _verify_archive(folder: Path, noted: ModelCard) -> None:
    if not is_whole(folder, noted):
        raise ModelRefused(f"the archive of {noted.id} is missing or is not the one that was trained")


def _pointed(folder: Path, pointer: str) -> str | None:
    try:
        name = (folder / pointer).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return name if ID.fullmatch(name) else None


def _point(folder: Path, pointer: str, name: str) -> None:
    """In one step: whoever reads finds the old name or the new one."""
    draft = folder / f".{pointer}.{os.getpid()}"
    draft.write_text(name, encoding="utf-8")
    draft.replace(folder / pointer)


def _card(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"
