"""The `sharewise` command. A command's parts are imported only when it runs: no process carries another's."""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, cast

import typer

app = typer.Typer(
    help="Sharing information about children, answered from the guidance, in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

audit = typer.Typer(help="The audit trail.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(audit, name="audit")

records = typer.Typer(help="Operators' work on the records.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(records, name="records")

Person = Annotated[str, typer.Argument(help="A person's Slack id, such as U0123ABCD.")]
Workspace = Annotated[str, typer.Option(help="A workspace's Slack id; needed where there are several.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program to read.")]


def main() -> None:
    """Run one command: exit 0 when it went well, 1 when it failed (said in one line), 2 on bad usage."""
    app()


def _run(command: str, *arguments: object) -> None:
    """Run `bot.runtime.COMMAND.run(...)` and leave with its exit code."""
    failures = import_module("bot.runtime.failures")
    run = cast("Callable[..., int]", import_module(f"bot.runtime.{command}").run)
    sys.exit(failures.told(run, *arguments))


@app.command()
def up() -> None:
    """Run the whole system on this machine, against Slack or any SLACK_API_URL."""
    _run("up")


@app.command()
def bot() -> None:
    """Run the Slack adapter alone."""
    _run("bot")


@app.command()
def worker() -> None:
    """Run the worker alone: it answers and delivers."""
    _run("worker")


@app.command()
def scheduler() -> None:
    """Run the scheduler alone: it has the leads reminded of records that are due for review."""
    _run("scheduler")


@app.command()
def nlu(
    host: Annotated[str, typer.Option(help="Address to listen on; keep it loopback or a private network.")] = "",
    port: Annotated[int, typer.Option(help="Port to listen on; by default the one in NLU_URL.")] = 0,
) -> None:
    """Run the language understanding alone, over HTTP with a token (NLU_TOKEN)."""
    _run("nlu", host, port)


@app.command(hidden=True)
def redis() -> None:
    """Run the embedded Redis alone."""
    _run("redis")


@app.command()
def ask(
    text: Annotated[str | None, typer.Argument(help="The question, in your own words.")] = None,
    as_json: AsJson = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read {"id", "text"} a line on standard input; write one result a line.')
    ] = False,
) -> None:
    """Answer one question on the terminal, or many with --jsonl."""
    if jsonl == (text is not None):
        raise typer.BadParameter("give either a question or --jsonl")
    _run("ask", text, as_json)


@app.command()
def train() -> None:
    """Train a model from nlu_data, measure it, and put it into use if it is no worse than the one in use."""
    _run("train")


@app.command()
def models(as_json: AsJson = False) -> None:
    """List the trained models: when, how good, which is in use, whether each is as it was trained."""
    _run("models", as_json)


@app.command()
def promote(model: Annotated[str, typer.Argument(help="A model's id, as `sharewise models` lists it.")]) -> None:
    """Put a model to use, once it has loaded and answered as it did when it was trained."""
    _run("promote", model)


@app.command()
def rollback() -> None:
    """Put the model to use that was in use before this one."""
    _run("rollback")


@app.command()
def evaluate(
    file: Annotated[Path | None, typer.Argument(help="Rasa YAML or JSON lines; by default nlu_data/tests.")] = None,
    as_json: AsJson = False,
) -> None:
    """Score a labelled file: strict and lenient, per intent, and what is taken for what."""
    _run("evaluate", file, as_json)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check settings, Slack, Redis, keys, language understanding and files; exit 1 and say how to mend what fails."""
    _run("doctor", as_json)


@audit.callback()
def _audit() -> None:
    """The audit trail."""


@audit.command()
def verify(as_json: AsJson = False) -> None:
    """Check that no entry was changed, removed, moved or put in; exit 1 and say where if one was."""
    _run("audit", as_json)


@records.command()
def export(person: Person, workspace: Workspace = "") -> None:
    """Print all that is kept of one person, as JSON. It holds their words: keep it as carefully as the records."""
    _run("records", "export", person, workspace)


@records.command()
def purge(
    person: Person,
    workspace: Workspace = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Take away all that is kept of one person, for good; the audit trail notes it."""
    if not yes:
        typer.confirm(f"Take away every record, answer, request and opinion of {person}, for good?", abort=True)
    _run("records", "purge", person, workspace)


@records.command(name="verify")
def verify_records() -> None:
    """Check that every record can be opened and lies where it belongs, and whether an older key is still needed."""
    _run("records", "verify", "", "")


@records.command()
def review() -> None:
    """List by reference what has been kept for REVIEW_AFTER_DAYS or longer. Nothing is deleted."""
    _run("reviews")


@records.command(hidden=True)
def reseal() -> None:
    """Put everything that is kept under the newest of SHAREWISE_KEYS; it can be stopped and begun again."""
    _run("sealing")


@app.command()
def manifest(
    http: Annotated[str | None, typer.Option(help="Public address for HTTP mode; without it, Socket Mode.")] = None,
) -> None:
    """Print the Slack app manifest, made from what the code registers."""
    _run("manifest", http)


@app.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="Play the conversation, then stop.")] = False,
) -> None:
    """Start everything with a local Slack, play a short conversation, then take typed messages."""
    _run("demo", once)
