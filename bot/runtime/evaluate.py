"""`sharewise evaluate`: labelled messages through the same path as in Slack, and how many were understood."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from actions.screening import screen
from bot.jobs.answering import Answering, Heard
from bot.logs import configure_logs
from bot.nlu.evaluation import Evaluation, score
from bot.nlu.examples import Example, ExamplesError, read_examples
from bot.runtime.failures import Failure
from bot.runtime.parts import answering
from bot.runtime.understanding import understanding
from bot.settings import Settings

TESTS = Path("nlu_data") / "tests"
BATCH = 64
CONFUSIONS = 12


def run(file: Path | None, as_json: bool) -> int:
    """Score `file`, or the project's own held-out messages."""
    configure_logs()
    try:
        examples = read_examples(file or TESTS)
    except ExamplesError as error:
        raise Failure(str(error)) from None
    if not examples:
        raise Failure(f"{file or TESTS} holds no labelled message")
    with understanding(Settings()) as parser:
        evaluation = score(examples, _found(examples, answering(parser)))
    if as_json:
        sys.stdout.write(evaluation.model_dump_json() + "\n")
    else:
        _print(evaluation)
    return 0


def _found(examples: Sequence[Example], answers: Answering) -> list[str]:
    console = Console(stderr=True)
    starts = range(0, len(examples), BATCH)
    intents: list[str] = []
    for start in track(starts, "Asking", console=console, disable=not console.is_terminal):
        screened = [screen(example.text) for example in examples[start : start + BATCH]]
        intents += [reply.intent for reply in answers.replies([Heard(each.text, each.urgency) for each in screened])]
    return intents


def _print(evaluation: Evaluation) -> None:
    console = Console()
    console.print(
        f"{evaluation.messages} messages: strict {evaluation.strict:.1%}, lenient {evaluation.lenient:.1%}",
        highlight=False,
    )
    table = Table("intent", "messages", "recall", "precision")
    for intent, found in evaluation.intents.items():
        table.add_row(intent, str(found.messages), f"{found.recall:.0%}", f"{found.precision:.0%}")
    console.print(table)
    for label, intent, times in evaluation.taken_for[:CONFUSIONS]:
        console.print(f"{label} taken for {intent}: {times}", highlight=False)
