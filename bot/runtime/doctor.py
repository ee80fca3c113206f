"""`sharewise doctor`: looks at the settings and at every part, and says how to mend what is not good."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from rich.console import Console

from bot.runtime.checks.check import Check, State
from bot.runtime.checks.files import file_checks
from bot.runtime.checks.language import language_checks
from bot.runtime.checks.records import key_checks, redis_checks
from bot.runtime.checks.slack import slack_checks
from bot.runtime.checks.variables import given, readable_settings, variable_checks
from bot.runtime.failures import FAILED

DONE = 0


def run(as_json: bool) -> int:
    """One line a check; exit 1 when any is not good."""
    with Console(stderr=True).status("Looking…"):
        found = list(checks())
    failed = any(check.state is State.BAD for check in found)
    if as_json:
        told = {"good": not failed, "checks": [check.model_dump(mode="json") for check in found]}
        sys.stdout.write(json.dumps(told) + "\n")
    else:
        sys.stdout.writelines(f"{_line(check)}\n" for check in found)
    return FAILED if failed else DONE


def checks() -> Iterator[Check]:
    """Everything there is to look at; what is away never keeps the rest from being looked at."""
    settings, unreadable = readable_settings()
    known = {check.what for check in unreadable}
    yield from unreadable
    yield from (check for check in variable_checks(given()) if check.what not in known)
    yield from slack_checks(settings)
    yield from redis_checks(settings)
    yield from key_checks(settings)
    yield from language_checks(settings)
    yield from file_checks(settings, datetime.now(UTC).date())


def _line(check: Check) -> str:
    lead = "To mend it: " if check.state is State.BAD else ""
    return f"{check.state:<11}  {check.what}: {check.found}{f'. {lead}{check.mend}' if check.mend else ''}"
