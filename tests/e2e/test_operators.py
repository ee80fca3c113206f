"""What operators see of a running system."""

import json

from bot.playground.client import Playground
from bot.runtime.checks import language, records, slack
from bot.runtime.checks.check import State
from tests.system import RunningSystem


def checks(printed: str) -> dict[str, tuple[str, str]]:
    """How each thing was found, and what is said to mend it."""
    return {check["what"]: (check["state"], check["mend"]) for check in json.loads(printed)["checks"]}


def test_the_doctor_finds_a_running_system_well(slack_and_system: tuple[Playground, RunningSystem]) -> None:
    told = slack_and_system[1].command("doctor", "--json")
    found = checks(told.stdout)
    assert {what: state for what, (state, _) in found.items() if state != State.GOOD} == {}
    assert told.returncode == 0
    looked_at = {slack.SCOPES, slack.SOCKET, "The bot is in LEADS_CHANNEL", records.DURABLE, language.SAME}
    assert looked_at <= found.keys()


def test_the_doctor_names_what_is_broken_and_how_to_mend_it(
    slack_and_system: tuple[Playground, RunningSystem],
) -> None:
    system = slack_and_system[1]
    told = system.command("doctor", LEADS_CHANNEL="C0NOBOT001")
    (line,) = [line for line in told.stdout.splitlines() if line.startswith("not good")]
    assert told.returncode == 1
    assert "The bot is in LEADS_CHANNEL: the app is not a member" in line
    assert "/invite @Sharewise" in line
    assert "Traceback" not in told.stderr


def test_models_are_listed_beside_a_running_system(system: RunningSystem) -> None:
    (used,) = [model for model in json.loads(system.command("models", "--json").stdout) if model["in_use"]]
    assert used["whole"]
