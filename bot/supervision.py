"""Several processes kept running as one: a supervisord of our own, for one machine."""

import configparser
import ctypes
import getpass
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1
"""From Linux's prctl(2)."""


@dataclass(frozen=True)
class Program:
    """A process to keep running; a lower `order` starts earlier and stops later."""

    name: str
    command: tuple[str, ...]
    order: int = 100
    stop_seconds: int = 10
    without: tuple[str, ...] = ()
    """Variables of the environment that it does not get to see."""


def sharewise(*arguments: str) -> tuple[str, ...]:
    """The command line of one of our own processes, with this very interpreter."""
    return (sys.executable, "-m", "bot", *arguments)


def write_configuration(programs: Sequence[Program], folder: Path, logs: Path) -> list[str]:
    """Write supervisord's configuration into `folder`; the command that runs it in the foreground.

    What a program prints goes to `logs/NAME.log`, turned over at 10 MB, three kept.
    """
    config = configparser.RawConfigParser()
    config["supervisord"] = {
        "nodaemon": "true",
        "user": getpass.getuser(),
        "logfile": "/dev/null",
        "logfile_maxbytes": "0",
        "pidfile": str(folder / "supervisord.pid"),
        "childlogdir": str(folder),
    }
    for program in programs:
        config[f"program:{program.name}"] = {
            "command": " ".join(_quoted(part) for part in program.command),
            "priority": str(program.order),
            "stopwaitsecs": str(program.stop_seconds),
            "startsecs": "1",
            "startretries": "1000",
            "autorestart": "true",
            "redirect_stderr": "true",
            "environment": ",".join(f'{name}=""' for name in program.without),
            "stdout_logfile": str(logs / f"{program.name}.log"),
            "stdout_logfile_maxbytes": "10MB",
            "stdout_logfile_backups": "3",
        }
    path = folder / "supervisord.conf"
    with path.open("w", encoding="utf-8") as file:
        config.write(file)
    return [sys.executable, "-m", "supervisor.supervisord", "--silent", "-c", str(path)]


def die_with_parent() -> None:
    """Ask Linux to end this process when its parent is gone, so that nothing is left behind by a `kill -9`."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _quoted(part: str) -> str:
    """Quoted for supervisord, which reads shell quotes and treats a percent sign as the start of a name."""
    return '"' + part.replace("%", "%%").replace('"', '\\"') + '"'
