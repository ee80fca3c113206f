"""The audit trail's side outside Redis: a line for each entry, in a file that is only added to.

An older state of Redis put back, or a trail deleted with its end, is whole in itself; that file still tells of what
was there. It holds workspace, number and digest, sealed, and is its owner's alone. Each machine keeps its own, of the
entries that were made on it: lines follow their entry, so an entry beyond the last line may be there, a line without
its entry is a loss.
"""

import fcntl
import os
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.store.cipher import Cipher
from bot.store.disk import sync_folder
from bot.store.errors import CipherError, StoreUnavailable

FILE = Path("audit") / "anchor"
"""Under SHAREWISE_HOME."""


class Anchored(BaseModel):
    """That a workspace's trail had this entry at this place, counted from 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    team_id: str
    number: int
    digest: str


class Lines(BaseModel):
    """What the file tells: digests by workspace and place, and how many lines no key opens.

    A place has two digests where a trail was cut back and went on.
    """

    model_config = ConfigDict(frozen=True)

    digests: Mapping[str, Mapping[int, frozenset[str]]]
    unreadable: int


class Anchor:
    """One machine's file. Methods raise `StoreUnavailable` when it cannot be read or written."""

    def __init__(self, home: Path, cipher: Cipher) -> None:
        self._path = home / FILE
        self._cipher = cipher

    @property
    def exists(self) -> bool:
        """Whether anything was ever anchored here."""
        return self._path.exists()

    def make_ready(self) -> None:
        """See, before an act is noted, that a line can be added after it."""
        with _guarded(), self._added_to():
            pass

    def add(self, anchored: Anchored) -> None:
        """Add a line, on disk when this returns. It begins with its line break: one cut short spoils no other."""
        with _guarded(), self._locked(), self._added_to() as file:
            os.write(file, b"\n" + self._cipher.seal(anchored))
            os.fsync(file)

    def lines(self) -> Lines:
        """All that was ever added."""
        digests: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        unreadable = 0
        for token in self._tokens():
            try:
                line = self._cipher.unseal(token, Anchored)
            except CipherError:
                unreadable += 1
            else:
                digests[line.team_id][line.number].add(line.digest)
        told = {team: {number: frozenset(each) for number, each in of.items()} for team, of in digests.items()}
        return Lines(digests=told, unreadable=unreadable)

    def needing_older(self) -> int:
        """How many lines the newest key alone does not open."""
        return sum(self._cipher.needs_older(token) for token in self._tokens())

    def reseal(self) -> None:
        """Put every line under the newest key, all at once; one that no key opens stays as it is."""
        if not self.exists:
            return
        with _guarded(), self._locked():
            draft = self._path.with_name(f".{self._path.name}.{secrets.token_hex(8)}")
            try:
                with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.writelines(b"\n" + self._resealed(token) for token in self._tokens())
                    file.flush()
                    os.fsync(file.fileno())
                draft.replace(self._path)
                sync_folder(self._path.parent)
            finally:
                draft.unlink(missing_ok=True)

    def _resealed(self, token: bytes) -> bytes:
        try:
            return self._cipher.rotate(token)
        except CipherError:
            return token

    def _tokens(self) -> list[bytes]:
        with _guarded():
            return self._path.read_bytes().split() if self.exists else []

    @contextmanager
    def _added_to(self) -> Iterator[int]:
        """The file, made when absent, open for adding only."""
        new = not self.exists
        if new:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if new:
                sync_folder(self._path.parent)
            yield file
        finally:
            os.close(file)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One writer at a time, of all processes on this machine: none adds to a file that is being replaced."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(f"the audit trail's anchor cannot be used ({type(error).__name__})") from None
