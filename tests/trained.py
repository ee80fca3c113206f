"""A model trained once for the whole run; one that stands in SHAREWISE_TEST_MODELS is taken instead."""

import os
from pathlib import Path

import pytest

from bot.nlu import registry
from bot.nlu.training import train
from tests.portion import portion

ONE_IN = 3
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def trained_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A models folder with a model in use, trained from a third of this checkout's data: all of it takes minutes."""
    given = os.environ.get("SHAREWISE_TEST_MODELS")
    if given:
        return Path(given).resolve()
    folder = tmp_path_factory.mktemp("models")
    data = portion(ROOT / "nlu_data" / "training", ONE_IN, tmp_path_factory.mktemp("data") / "training")
    card = train(data, ROOT / "config.yml", folder, lambda _: None)
    registry.keep(folder, card)
    registry.promote(folder, card.id)
    return folder
