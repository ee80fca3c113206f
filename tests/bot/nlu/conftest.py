"""A trained model for the tests of this room, loaded once."""

from pathlib import Path

import pytest

from bot.nlu.loading import LoadedModel
from bot.nlu.registry import load_current


@pytest.fixture(scope="session")
def model(trained_models: Path) -> LoadedModel:
    """The model that this checkout trains, verified."""
    return load_current(trained_models)
