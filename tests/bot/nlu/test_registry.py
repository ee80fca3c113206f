"""Only the model that was trained, whole and answering as it did, comes into use."""

import json
import shutil
from pathlib import Path

import pytest

from bot.nlu import registry
from bot.nlu.listing import listed
from bot.nlu.registry import ModelRefused

pytestmark = pytest.mark.nlu


@pytest.fixture
def folder(trained_models: Path, tmp_path: Path) -> Path:
    """A copy of the models folder, to break."""
    copy = tmp_path / "models"
    shutil.copytree(trained_models, copy)
    return copy


def current(folder: Path) -> str:
    name = registry.in_use(folder)
    assert name is not None
    return name


def second(folder: Path) -> str:
    """Another model in the folder: the same one under another id."""
    noted = registry.card(folder, current(folder)).model_copy(update={"id": "second"})
    shutil.copy(registry.archive(folder, current(folder)), registry.archive(folder, "second"))
    registry.keep(folder, noted)
    return noted.id


def amend(folder: Path, **changes: object) -> None:
    """Change what is noted of the model in use."""
    path = folder / f"{current(folder)}.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")


def test_the_model_in_use_loads_and_has_the_id_that_was_noted(folder: Path) -> None:
    assert registry.load_current(folder).model_id == registry.card(folder, current(folder)).model_id


def test_an_empty_folder_has_no_model(tmp_path: Path) -> None:
    assert not registry.has_model(tmp_path)
    with pytest.raises(ModelRefused, match="no model is in use"):
        registry.load_current(tmp_path)


def test_a_changed_archive_is_refused(folder: Path) -> None:
    archive = registry.archive(folder, current(folder))
    archive.write_bytes(archive.read_bytes()[:-1])
    with pytest.raises(ModelRefused, match="not the one that was trained"):
        registry.load_current(folder)


def test_a_missing_archive_is_refused_though_others_stand_beside_it(folder: Path) -> None:
    second(folder)
    registry.archive(folder, current(folder)).unlink()
    with pytest.raises(ModelRefused, match="missing"):
        registry.load_current(folder)


def test_an_archive_that_is_no_model_is_refused(folder: Path) -> None:
    archive = registry.archive(folder, current(folder))
    archive.write_bytes(b"not an archive")
    amend(folder, sha256=registry.sha256(archive))
    with pytest.raises(ModelRefused, match="cannot be loaded"):
        registry.load_current(folder)


def test_a_model_with_another_id_is_refused(folder: Path) -> None:
    amend(folder, model_id="0" * 32)
    with pytest.raises(ModelRefused, match="another model"):
        registry.load_current(folder)


def test_a_model_that_answers_otherwise_is_refused(folder: Path) -> None:
    amend(folder, smoke={"hello there": ["ask_retention", 0.99]})
    with pytest.raises(ModelRefused, match="does not answer as it did"):
        registry.load_current(folder)


@pytest.mark.parametrize("name", ["../models", "", "a/b", ".hidden", "gone", "x" * 100])
def test_only_a_model_of_this_folder_can_be_promoted(folder: Path, name: str) -> None:
    before = current(folder)
    with pytest.raises(ModelRefused):
        registry.promote(folder, name)
    assert current(folder) == before


def test_a_pointer_that_leads_elsewhere_is_no_model(folder: Path) -> None:
    (folder / registry.CURRENT).write_text("../../elsewhere", encoding="utf-8")
    assert not registry.has_model(folder)


def test_promotion_can_be_taken_back(folder: Path) -> None:
    first = current(folder)
    registry.promote(folder, second(folder))
    assert current(folder) == "second"
    assert registry.in_use_before(folder) == first
    registry.promote(folder, first)
    assert (registry.in_use(folder), registry.in_use_before(folder)) == (first, "second")


def test_at_first_there_is_nothing_to_go_back_to(tmp_path: Path) -> None:
    assert registry.in_use_before(tmp_path) is None


def test_models_are_listed_with_what_is_wrong_with_them(folder: Path) -> None:
    second(folder)
    registry.archive(folder, "second").write_bytes(b"another")
    (folder / "broken.json").write_text("{}", encoding="utf-8")
    (folder / registry.PREVIOUS).write_text("gone", encoding="utf-8")
    found = {each.id: each for each in listed(folder)}
    used = found[current(folder)]
    assert (used.in_use, used.whole, used.strict) == (True, True, registry.card(folder, used.id).scores.get("strict"))
    assert (found["second"].whole, found["broken"].whole, found["gone"].whole) == (False, False, False)
    assert found["gone"].previous
