"""Files: the local numbers that an emergency shows, and whether the disk takes what is written."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import disk_usage

from bot.runtime import parts
from bot.runtime.checks.check import Check, bad, good
from bot.runtime.failures import Failure
from bot.settings import Settings

NUMBERS, DISK = "Local emergency numbers", "Disk"
WRITTEN = bytes(1_000_000)


def file_checks(settings: Settings, today: date) -> Iterator[Check]:
    """The numbers are never rung, their age is shown and not judged."""
    yield _numbers(settings, today)
    yield _disk(settings.sharewise_home)


def _numbers(settings: Settings, today: date) -> Check:
    try:
        contacts = parts.contacts(settings)
    except Failure as error:
        fault, _, mend = str(error).partition(": ")
        return bad(NUMBERS, fault, mend)
    if not contacts:
        return good(NUMBERS, "none given; the bot says so, and names 999")
    future = [contact.label for contact in contacts if contact.checked > today]
    if future:
        return bad(NUMBERS, f"checked on a day that is still to come: {', '.join(future)}", "give the day it was rung")
    oldest = min(contact.checked for contact in contacts)
    return good(NUMBERS, f"{len(contacts)}, the one rung longest ago on {oldest}")


def _disk(home: Path) -> Check:
    """Where the home is still to be made, the folder it goes into is tried."""
    folder = next(path for path in (home.resolve(), *home.resolve().parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(WRITTEN)
            file.flush()
        free = disk_usage(folder).free // 1_000_000
    except OSError as error:
        return bad(DISK, f"{folder} cannot be written ({error.strerror})", "make room, or give SHAREWISE_HOME's owner")
    return good(DISK, f"{folder} can be written, {free:,} MB free")
