"""`make bench`: what Sharewise takes, from start to answer, and its language understanding beside stock Rasa's.

Prints figures and judges none: machines differ. Quote ratios taken in one run.
"""

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.nlu.examples import ExamplesError
from tests.bench.language_part import Asked, measure_language
from tests.bench.our_model import TESTS
from tests.bench.processes import ProcessFailed
from tests.bench.slack_part import measure_slack
from tests.bench.stock_diet import EPOCHS

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

SkipDiet = Annotated[
    bool, typer.Option("--skip-diet", help="Leave out stock Rasa with DIET, which trains for minutes.")
]


@app.callback(invoke_without_command=True)
def both(context: typer.Context, skip_diet: SkipDiet = False) -> None:
    """Measure and judge nothing: by default the Slack part, then the language part."""
    if context.invoked_subcommand is None:
        measure_slack(Console())
        _language(Asked(TESTS, 1, None if skip_diet else EPOCHS, None))
    elif skip_diet:
        raise typer.BadParameter("--skip-diet stands after the part's name")


@app.command()
def slack() -> None:
    """Start to ready, idle memory, from an event to its answer, and from a press to all hidden."""
    measure_slack(Console())


@app.command()
def language(
    messages: Annotated[Path, typer.Option(help="Labelled messages: Rasa YAML, JSON lines, or a folder.")] = TESTS,
    one_in: Annotated[int, typer.Option(min=1, help="Train both on one message in so many.")] = 1,
    epochs: Annotated[int, typer.Option(min=1, help="Of stock DIET's training.")] = EPOCHS,
    skip_diet: SkipDiet = False,
    stock_model: Annotated[
        Path | None, typer.Option(help="A .tar.gz: stock DIET as trained before, or where to keep it once trained.")
    ] = None,
) -> None:
    """Our language process beside stock Rasa with DIET: training, memory, speed, accuracy."""
    _language(Asked(messages, one_in, None if skip_diet else epochs, stock_model))


def _language(asked: Asked) -> None:
    console = Console()
    if asked.stock_model and not asked.stock_model.name.endswith(".tar.gz"):
        raise typer.BadParameter("a model's name must end with .tar.gz", param_hint="--stock-model")
    try:
        measure_language(console, asked)
    except (ExamplesError, ProcessFailed) as error:
        console.print(str(error), markup=False, style="red")
        raise typer.Exit(1) from None


if __name__ == "__main__":
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):  # a shell may have had one ignored
        signal.signal(each, lambda number, _: sys.exit(128 + number))
    app()
