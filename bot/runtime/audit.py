"""`sharewise audit verify`: whether the audit trail is whole."""

import json
import sys
from dataclasses import asdict, dataclass

from bot.runtime import parts
from bot.runtime.failures import FAILED
from bot.settings import Settings
from bot.store import keys
from bot.store.trail import Broken, Trail

DONE = 0
NOT_ANCHORED = (
    "nothing of it is anchored on this machine, so an older state put back would not show;"
    " check where the bot runs, or find out who removed the anchor"
)


@dataclass(frozen=True)
class Checked:
    """One workspace's trail; `anchored` is the last place that this machine's anchor tells of."""

    entries: int
    anchored: int
    broken: Broken | None

    @property
    def proven(self) -> bool:
        """Whole, and seen to be no older state."""
        return self.broken is None and (self.anchored > 0 or self.entries == 0)

    @property
    def said(self) -> str:
        """In one line."""
        if self.broken:
            return f"broken at entry {self.broken.number}: {self.broken.fault}"
        if not self.proven:
            return f"{self.entries} entries, whole in themselves, but {NOT_ANCHORED}"
        return f"{self.entries} entries, whole; anchored up to entry {self.anchored}"


@parts.store_failures()
def run(as_json: bool) -> int:
    """Check every workspace's trail; exit 1 when one is not proven whole. Raises `Failure` when records are away."""
    settings = Settings()
    trail = parts.trail(settings, parts.redis_needed(settings), parts.cipher(settings))
    found = {team_id: checked(trail, team_id) for team_id in trail.workspaces()}
    if as_json:
        told = {team_id: {**asdict(each), "broken": _broken(each)} for team_id, each in found.items()}
        sys.stdout.write(json.dumps(told) + "\n")
    else:
        for team_id, each in found.items():
            sys.stdout.write(f"{'models' if team_id == keys.ANY_TEAM else team_id}: {each.said}\n")
        if not found:
            sys.stdout.write("No entry yet, in Redis or in the anchor.\n")
    return DONE if all(each.proven for each in found.values()) else FAILED


def checked(trail: Trail, team_id: str) -> Checked:
    """How a workspace's trail stands. Raises `StoreUnavailable`."""
    broken = trail.broken(team_id)
    return Checked(entries=trail.length(team_id), anchored=trail.anchored(team_id), broken=broken)


def _broken(checked: Checked) -> dict[str, object] | None:
    return checked.broken.model_dump() if checked.broken else None
