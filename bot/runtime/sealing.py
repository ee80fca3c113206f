"""`sharewise records reseal`: every sealed value under the newest key, so that an older one may be dropped."""

import sys
from dataclasses import dataclass

from redis import Redis
from rich.console import Console
from rich.progress import track

from bot.jobs.queue import build_queue
from bot.runtime import parts
from bot.runtime.failures import FAILED
from bot.settings import Settings
from bot.store.anchor import Anchor
from bot.store.cipher import Cipher
from bot.store.resealing import Resealing, Survey

DONE = 0


@dataclass(frozen=True)
class Sealed:
    """What the newest key alone does not open: in Redis, in the trail's anchor, in tasks that wait."""

    values: Survey
    lines: int
    tasks: int
    of_no_kind: int
    """Keys that may hold anything."""

    @property
    def readable(self) -> bool:
        """Whether some key opens each value; the anchor's lines are judged by `sharewise audit verify`."""
        return not self.values.unreadable

    def said(self) -> list[str]:
        """In a few lines, what it means for the keys."""
        older, unreadable = self.values.older, self.values.unreadable
        told = [f"No key opens {number} of kind {kind}." for kind, number in sorted(unreadable.items())]
        told += [f"{number} of kind {kind} need an older key." for kind, number in sorted(older.items())]
        told += [f"{self.lines} lines of the audit trail's anchor need an older key."] * bool(self.lines)
        if older or self.lines:
            told.append("Keep the older keys, and run `sharewise records reseal`.")
        elif self.tasks:
            told.append(
                f"{self.tasks} waiting tasks need an older key: keep it until they are done, then verify again."
            )
        elif self.of_no_kind:
            told.append(f"{self.of_no_kind} keys are of no known kind and were not looked at: keep the older keys.")
        elif not unreadable:
            told.append("Everything is under the newest key: older keys may be dropped.")
        return told


@parts.store_failures()
def run() -> int:
    """Reseal all; stopped half-way, it goes on where it was. Exit 1 when no key opens something. Raises `Failure`."""
    settings = Settings()
    client, cipher = parts.redis_needed(settings), parts.cipher(settings)
    resealing, console = Resealing(client, cipher), Console(stderr=True)
    for place in track(resealing.places(), "Resealing", console=console, disable=not console.is_terminal):
        resealing.reseal(place)
    Anchor(settings.sharewise_home, cipher).reseal()
    return told(sealed(settings, client, cipher))


def sealed(settings: Settings, client: Redis, cipher: Cipher) -> Sealed:
    """Look at everything that is sealed. What waits in the queue stands in its journal."""
    resealing, console = Resealing(client, cipher), Console(stderr=True)
    places = track(resealing.places(), "Looking", console=console, disable=not console.is_terminal)
    waiting = build_queue(parts.redis_url(settings)).journal.payloads()
    return Sealed(
        values=resealing.survey(places),
        lines=Anchor(settings.sharewise_home, cipher).needing_older(),
        of_no_kind=resealing.of_no_kind(),
        tasks=sum(cipher.needs_older(payload) for payload in waiting),
    )


def told(found: Sealed) -> int:
    """Print it; the exit code."""
    sys.stdout.writelines(f"{line}\n" for line in found.said())
    return DONE if found.readable else FAILED
