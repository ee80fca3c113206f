"""`sharewise records`: what is kept of one person, handed over or purged; whether all can be read, by which keys."""

import json
import sys
from datetime import UTC, datetime

from bot.runtime import parts
from bot.runtime.failures import FAILED, Failure
from bot.runtime.sealing import Sealed, sealed, told
from bot.settings import Settings
from bot.store.person import PersonStore
from bot.store.trail import SYSTEM, Act, Entry

DONE = 0


@parts.store_failures()
def run(task: str, person: str, workspace: str) -> int:
    """`export`, `purge` or `verify`. Raises `Failure` when the records are away or the workspace is not plain."""
    settings = Settings()
    client, cipher = parts.redis_needed(settings), parts.cipher(settings)
    store, trail = PersonStore(client, cipher), parts.trail(settings, client, cipher)
    if task == "verify":
        return _verify(store, sealed(settings, client, cipher))
    team_id = workspace or _only(store.workspaces())
    act = Act.EXPORTED if task == "export" else Act.PURGED
    trail.append(Entry(at=datetime.now(UTC), team_id=team_id, user_id=SYSTEM, act=act, reference=person))
    kept = store.kept(team_id, person) if task == "export" else store.purge(team_id, person)
    if task == "export":
        sys.stdout.write(kept.model_dump_json(indent=2) + "\n")
    else:
        sys.stdout.write(f"Purged: {json.dumps(kept.counts)}. The audit trail, which holds no content, stands.\n")
    return DONE


def _verify(store: PersonStore, found: Sealed) -> int:
    faults = {team_id: store.faults(team_id) for team_id in store.workspaces()}
    for team_id, references in faults.items():
        sys.stdout.write(f"{team_id}: {len(store.references(team_id))} records, {len(references)} unreadable\n")
        sys.stdout.writelines(f"  {reference}\n" for reference in references)
    if not faults:
        sys.stdout.write("No record yet.\n")
    return max(told(found), FAILED if any(faults.values()) else DONE)


def _only(workspaces: list[str]) -> str:
    if len(workspaces) != 1:
        raise Failure(f"say which workspace with --workspace; there are {len(workspaces)}")
    return workspaces[0]
