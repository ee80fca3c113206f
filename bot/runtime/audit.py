"""`sharewise audit verify`: whether the audit trail is whole."""

import json
import sys

from bot.runtime import parts
from bot.runtime.failures import FAILED
from bot.settings import Settings
from bot.store.trail import Trail

DONE = 0


def run(as_json: bool) -> int:
    """Check every workspace's trail; exit 1 when one was changed. Raises `Failure` when the records are away."""
    settings = Settings()
    trail = Trail(parts.redis_needed(settings), parts.cipher(settings))
    found = {team_id: (trail.length(team_id), trail.broken(team_id)) for team_id in trail.workspaces()}
    if as_json:
        told = {team_id: {"entries": n, "broken": b and b.model_dump()} for team_id, (n, b) in found.items()}
        sys.stdout.write(json.dumps(told) + "\n")
    else:
        for team_id, (entries, broken) in found.items():
            said = f"broken at entry {broken.number}: {broken.fault}" if broken else f"{entries} entries, whole"
            sys.stdout.write(f"{team_id}: {said}\n")
        if not found:
            sys.stdout.write("No entry yet.\n")
    return FAILED if any(broken for _, broken in found.values()) else DONE
