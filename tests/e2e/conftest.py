"""One trained model and one running system for all end-to-end tests that do not break it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.playground.client import Playground
from tests.system import RunningSystem, local_slack, running_system

PEOPLE = {
    "LEADS_CHANNEL": "C0LEADS001",
    "LEADS_GROUP": "S0LEADS001",
    "ADMINS": "U0ADMIN001, U0NOBODY01",
    "ALLOWED_CHANNELS": "C0GUEST001",
}


@pytest.fixture(scope="session")
def slack_and_system(
    tmp_path_factory: pytest.TempPathFactory, trained_models: Path
) -> Iterator[tuple[Playground, RunningSystem]]:
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(trained_models)
    with local_slack() as (config, slack), running_system(home, config, **PEOPLE) as system:
        yield slack, system


@pytest.fixture
def slack(slack_and_system: tuple[Playground, RunningSystem]) -> Iterator[Playground]:
    """The local Slack, with no modal open and no fault set."""
    playground = slack_and_system[0]
    yield playground
    playground.clear_faults()
    for person in ("practitioner", "colleague"):
        if playground.view(person) is not None:
            playground.close_view(person, every=True)


@pytest.fixture
def system(slack_and_system: tuple[Playground, RunningSystem]) -> RunningSystem:
    return slack_and_system[1]
