"""`sharewise models`: every model of this machine, and which one is in use."""

import json
import sys

from rich.console import Console
from rich.table import Table

from bot.nlu.listing import Listed, listed
from bot.settings import Settings

UNKNOWN = "–"


def run(as_json: bool) -> int:
    """Print them, the newest first."""
    found = listed(Settings().models_folder)
    if as_json:
        sys.stdout.write(json.dumps([each.model_dump(mode="json") for each in found]) + "\n")
    elif not found:
        sys.stdout.write("No model yet: run `sharewise train`.\n")
    else:
        Console().print(_table(found))
    return 0


def _table(found: list[Listed]) -> Table:
    table = Table("model", "trained (UTC)", "strict", "use", "archive")
    for each in found:
        trained = f"{each.trained_at:%Y-%m-%d %H:%M}" if each.trained_at else UNKNOWN
        strict = UNKNOWN if each.strict is None else f"{each.strict:.1%}"
        use = "in use" if each.in_use else "previous" if each.previous else ""
        table.add_row(each.id, trained, strict, use, "whole" if each.whole else "NOT AS TRAINED")
    return table
