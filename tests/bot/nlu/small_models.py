"""Two small models, trained in seconds, that name the same messages alike and have ids of their own."""

from pathlib import Path

from bot.nlu import registry
from bot.nlu.training import train
from tests.bot.nlu.test_lean import CONFIG, DATA

HELLO = "hello"


def small_models(folder: Path) -> tuple[str, str]:
    """Train both into `folder`; the first one is in use."""
    data = folder.parent / "small-data"
    data.mkdir(exist_ok=True)
    (data / "nlu.yml").write_text(DATA, encoding="utf-8")
    first, second = (_kept(data, folder) for _ in range(2))
    registry.promote(folder, first)
    return first, second


def _kept(data: Path, folder: Path) -> str:
    card = train(data, CONFIG, folder, lambda _: None, tests=data)
    registry.keep(folder, card)
    return card.id
