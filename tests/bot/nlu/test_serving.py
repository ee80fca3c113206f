"""A language process that runs takes up another model without a restart, or keeps the one it has."""

import shutil
import threading
from pathlib import Path

import pytest
import structlog

from bot.nlu import registry, serving
from bot.nlu.registry import ModelRefused
from bot.nlu.serving import ModelInUse
from bot.nlu.trial import tried
from bot.runtime.put_to_use import without_secrets
from tests.bot.nlu.small_models import HELLO, small_models

pytestmark = pytest.mark.nlu


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    folder = tmp_path_factory.mktemp("small") / "models"
    return (folder, *small_models(folder))


@pytest.fixture
def models(trained: tuple[Path, str, str], tmp_path: Path) -> tuple[Path, str, str]:
    """A copy of the folder, to change."""
    folder, first, second = trained
    return shutil.copytree(folder, tmp_path / "models"), first, second


def spoil(folder: Path, name: str) -> None:
    """A card whose smoke answers the model does not give, under a checksum that holds."""
    noted = registry.card(folder, name)
    registry.keep(folder, noted.model_copy(update={"smoke": {HELLO: ("ask_retention", 0.5)}}))


def test_what_is_put_to_use_is_taken_up(models: tuple[Path, str, str]) -> None:
    folder, first, second = models
    served = ModelInUse(folder)
    assert served.model_id == registry.card(folder, first).model_id
    registry.promote(folder, second)
    served.look()
    assert served.model_id == registry.card(folder, second).model_id
    assert served.parse([HELLO])[0]["model_id"] == served.model_id


def test_a_model_that_fails_its_smoke_set_leaves_the_one_before_serving(models: tuple[Path, str, str]) -> None:
    folder, first, second = models
    served = ModelInUse(folder)
    spoil(folder, second)
    registry.promote(folder, second)
    with structlog.testing.capture_logs() as logged:
        served.look()
        served.look()
    assert [(each["event"], each["model"]) for each in logged] == [("model_refused", second)]
    assert served.model_id == registry.card(folder, first).model_id
    assert served.parse([HELLO])[0]["intent"]["name"] == "greet"


def test_after_a_refusal_the_way_back_is_open(models: tuple[Path, str, str]) -> None:
    folder, first, second = models
    served = ModelInUse(folder)
    spoil(folder, second)
    registry.promote(folder, second)
    served.look()
    registry.promote(folder, first)
    served.look()
    assert served.model_id == registry.card(folder, first).model_id


def test_a_pointer_that_is_gone_changes_nothing(models: tuple[Path, str, str]) -> None:
    folder, first, _ = models
    served = ModelInUse(folder)
    (folder / registry.CURRENT).unlink()
    served.look()
    assert served.model_id == registry.card(folder, first).model_id


def test_it_follows_by_itself_until_told_to_stop(
    models: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "LOOK_EVERY", 0.01)
    folder, _, second = models
    served, stop, looked = ModelInUse(folder), threading.Event(), threading.Event()
    look = served.look

    def looking() -> None:
        look()
        if served.model_id == registry.card(folder, second).model_id:
            looked.set()

    monkeypatch.setattr(served, "look", looking)
    thread = threading.Thread(target=served.follow, args=(stop,))
    thread.start()
    registry.promote(folder, second)
    assert looked.wait(60)
    stop.set()
    thread.join(60)
    assert not thread.is_alive()


class TestTrial:
    """The trial of a model before it is used, in a process of its own."""

    def test_a_sound_model_gives_its_scores(self, models: tuple[Path, str, str], tmp_path: Path) -> None:
        folder, _, second = models
        tests = tmp_path / "tests.jsonl"
        tests.write_text('{"text": "hello", "intent": "greet"}\n', encoding="utf-8")
        assert tried(folder, second, without_secrets(), tests) == {"strict": 1.0, "lenient": 1.0, "greet": 1.0}

    def test_a_spoilt_one_is_refused_with_its_reason(self, models: tuple[Path, str, str]) -> None:
        folder, _, second = models
        spoil(folder, second)
        with pytest.raises(ModelRefused, match="does not answer as it did"):
            tried(folder, second, without_secrets())

    @pytest.mark.parametrize("name", ["gone", "../models"])
    def test_one_that_is_not_there_is_refused(self, models: tuple[Path, str, str], name: str) -> None:
        with pytest.raises(ModelRefused):
            tried(models[0], name, without_secrets())

    def test_it_sees_no_secret(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
        monkeypatch.setenv("SHAREWISE_KEYS", "a-key")
        assert not {"xoxb-secret", "a-key"} & set(without_secrets().values())
