"""`sharewise train`: train, verify, score on the kept messages, and put the new model to use."""

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.nlu import registry
from bot.nlu.training import TrainingFailed, train
from bot.runtime.failures import Failure
from bot.settings import Settings

DATA = Path("nlu_data") / "training"
TESTS = Path("nlu_data") / "tests"
CONFIG = Path("config.yml")
STEPS = 12


def run() -> int:
    """Raises `Failure` when no model could be made."""
    folder = Settings().models_folder
    console = Console(stderr=True)
    with Progress(
        TextColumn("Training"), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console
    ) as progress:
        task = progress.add_task("reading the data", total=STEPS)
        try:
            card = train(
                DATA,
                CONFIG,
                folder,
                lambda step: progress.update(task, description=step, advance=1),
                TESTS if TESTS.is_dir() else None,
            )
        except TrainingFailed as error:
            raise Failure(f"training failed: {error}") from None
        progress.update(task, description="done", completed=STEPS)
    registry.promote(folder, card.id)
    scored = f" It names {card.scores['strict']:.1%} of the kept messages rightly." if card.scores else ""
    console.print(f"Model {card.id} is in use.{scored}", highlight=False)
    return 0
