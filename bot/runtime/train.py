"""`sharewise train`: train, score on the kept messages, and put the new model to use if it is no worse."""

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.logs import configure_logs
from bot.nlu import registry
from bot.nlu.examples import ExamplesError
from bot.nlu.gate import STRICT, Gate
from bot.nlu.registry import ModelCard, ModelRefused
from bot.nlu.training import TrainingFailed, train
from bot.nlu.trial import tried
from bot.runtime import operator_trail
from bot.runtime.failures import Failure
from bot.runtime.put_to_use import put_to_use, without_secrets
from bot.settings import Settings
from bot.store.trail import Act

DATA = Path("nlu_data") / "training"
TESTS = Path("nlu_data") / "tests"
CONFIG = Path("config.yml")
STEPS = 13


def run() -> int:
    """Raises `Failure` when no model could be made, or the one made is kept but not put to use."""
    configure_logs()
    settings, console = Settings(), Console(stderr=True)
    folder, tests = settings.models_folder, TESTS if TESTS.is_dir() else None
    operator_trail.must_take_entries(settings)
    with Progress(
        TextColumn("Training"), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console
    ) as progress:
        task = progress.add_task("reading the data", total=STEPS)

        def told(step: str) -> None:
            progress.update(task, description=step, advance=1)

        try:
            card = train(DATA, CONFIG, folder, told, tests)
        except (TrainingFailed, ExamplesError) as error:
            raise Failure(f"training failed: {error}") from None
        _keep(settings, folder, card)
        told("weighing against the model in use")
        before = _in_use(folder, tests, console)
        progress.update(task, description="done", completed=STEPS)
    if before is not None and (faults := Gate().faults(card.scores, before)):
        raise Failure(
            f"model {card.id} is trained and kept, but not put to use: {'; '.join(faults)}."
            f" To use it all the same: sharewise promote {card.id}"
        )
    if STRICT in card.scores:
        console.print(f"It names {card.scores[STRICT]:.1%} of the kept messages rightly.", highlight=False)
    put_to_use(settings, card.id, Act.MODEL_PROMOTED, console)
    return 0


def _keep(settings: Settings, folder: Path, card: ModelCard) -> None:
    """Noted first: without an entry there is no model."""
    try:
        operator_trail.note(settings, Act.MODEL_TRAINED, card)
    except Failure:
        registry.archive(folder, card.id).unlink(missing_ok=True)
        raise
    registry.keep(folder, card)


def _in_use(folder: Path, tests: Path | None, console: Console) -> Mapping[str, float] | None:
    """Scores of the model in use on the messages as they are today; none where no model can serve."""
    name = registry.in_use(folder)
    if name is None:
        return None
    try:
        return tried(folder, name, without_secrets(), tests)
    except ModelRefused as error:
        console.print(f"There is nothing to hold it against: {error}.", highlight=False, soft_wrap=True)
        return None
