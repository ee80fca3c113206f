"""Training makes a verified model with a card, or says in one line why not."""

from pathlib import Path

import pytest

from bot.nlu import registry
from bot.nlu.registry import ModelRefused
from bot.nlu.training import TrainingFailed, train
from tests.bot.nlu.test_lean import CONFIG, DATA

pytestmark = pytest.mark.nlu


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "nlu.yml").write_text(DATA, encoding="utf-8")
    return folder


def test_a_trained_model_is_measured_and_not_there_before_its_card_is_kept(data: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    card = train(data, CONFIG, tmp_path, steps.append, tests=data)
    with pytest.raises(ModelRefused):
        registry.promote(tmp_path, card.id)
    registry.keep(tmp_path, card)
    assert registry.card(tmp_path, card.id) == card
    assert registry.load_verified(tmp_path, card).model_id == card.model_id
    assert card.scores["strict"] == 1.0
    assert set(card.smoke) == {"hello", "can I tell the school", "dad said no, do I go on", "how long are notes kept"}
    assert not registry.has_model(tmp_path)
    assert "KernelClassifier4" in steps


def test_the_fingerprint_tells_data_apart(data: Path, tmp_path: Path) -> None:
    first = train(data, CONFIG, tmp_path / "a", lambda _: None)
    again = train(data, CONFIG, tmp_path / "b", lambda _: None)
    (data / "more.yml").write_text(DATA.replace("hello", "hey"), encoding="utf-8")
    other = train(data, CONFIG, tmp_path / "c", lambda _: None)
    assert first.data == again.data != other.data
    assert first.code == other.code != ""


def test_no_data_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(TrainingFailed, match="no training data"):
        train(tmp_path, CONFIG, tmp_path / "models", lambda _: None)


def test_a_fault_is_said_in_one_line_and_leaves_no_model(tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hi\n', "utf-8")
    with pytest.raises(TrainingFailed) as failed:
        train(tmp_path, CONFIG, tmp_path / "models", lambda _: None)
    assert len(str(failed.value).splitlines()) == 1
    assert not list((tmp_path / "models").iterdir())
