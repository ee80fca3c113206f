"""Where the running system left word of its language process, so that `sharewise ask` need not start another."""

import json
from dataclasses import dataclass
from pathlib import Path

NAME = "nlu.json"


@dataclass(frozen=True)
class RunningNlu:
    """An address and the token it asks for."""

    url: str
    token: str


def note_nlu(folder: Path, url: str, token: str) -> None:
    """Leave word, readable by this user alone."""
    path = folder / NAME
    path.touch(mode=0o600)
    path.write_text(json.dumps({"url": url, "token": token}), encoding="utf-8")


def forget_nlu(folder: Path) -> None:
    """Take the word back."""
    (folder / NAME).unlink(missing_ok=True)


def noted_nlu(folder: Path) -> RunningNlu | None:
    """What was left, if anything can be read."""
    try:
        noted = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return RunningNlu(url=str(noted["url"]), token=str(noted["token"]))
    except (OSError, ValueError, KeyError):
        return None
