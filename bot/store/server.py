"""The embedded Redis as others see it: the command that runs it, where it listens, and when it is ready."""

import sys
from pathlib import Path
from urllib.parse import quote

from bot.store import connect, embedded
from bot.store.errors import ServerError


def command(home: Path, maxmemory: str | None = None) -> list[str]:
    """The command line that runs Redis on `home` in the foreground, for a supervisor or for exec.

    The process it starts is Redis itself (it execs), so signals reach it; SIGTERM ends it well. It refuses, in one
    line on standard error and with exit code 1, when another runs on the same home.
    `maxmemory` is Redis's own notation (`256mb`); unset, Redis takes what it needs and never drops anything.
    """
    return [sys.executable, "-m", embedded.__name__, str(home.resolve()), *([maxmemory] if maxmemory else [])]


def url(home: Path) -> str:
    """Where the embedded Redis of `home` listens, as redis-py's `unix://`. Raises `ServerError`."""
    try:
        return f"unix://{quote(str(embedded.socket_path(home)))}"
    except embedded.CannotStart as error:
        raise ServerError(str(error)) from None


def wait_until_ready(home: Path, seconds: float = 10.0) -> None:
    """Return once the embedded Redis of `home` takes commands. Raises `StoreUnavailable` when that takes longer."""
    connect.wait_until_ready(url(home), seconds)
