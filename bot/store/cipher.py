"""Sealing what is kept: Fernet with rotation, and the key file of a single machine."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import structlog
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import BaseModel, ValidationError

from bot.store.disk import sync_folder
from bot.store.errors import CipherError

KEY_FILE = Path("keys") / "fernet.key"
"""Under SHAREWISE_HOME; read only by its owner."""

log = structlog.get_logger(__name__)

Model = TypeVar("Model", bound=BaseModel)


class Cipher:
    """Seals with the newest key and opens with any: so keys can be turned over while records stand."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Keys are Fernet's (32 bytes in URL-safe base64), newest first. Raises `CipherError`, naming which is bad."""
        if not keys:
            raise CipherError("no key to seal records with")
        fernets = [_fernet(key, place) for place, key in enumerate(keys, start=1)]
        self._newest, self._fernet = fernets[0], MultiFernet(fernets)

    def encrypt(self, content: bytes) -> bytes:
        """A token that only these keys open, and that shows any change to it."""
        return self._fernet.encrypt(content)

    def decrypt(self, token: bytes | str) -> bytes:
        """What was sealed. Raises `CipherError`."""
        try:
            return self._fernet.decrypt(token)
        except InvalidToken:
            raise CipherError("none of the keys opens this record") from None

    def rotate(self, token: bytes | str) -> bytes:
        """The same content under the newest key. Raises `CipherError`."""
        try:
            return self._fernet.rotate(token)
        except InvalidToken:
            raise CipherError("none of the keys opens this record") from None

    def needs_older(self, token: bytes | str) -> bool:
        """Whether the newest key alone does not open it."""
        try:
            self._newest.decrypt(token)
        except InvalidToken:
            return True
        return False

    def seal(self, model: BaseModel) -> bytes:
        """A model as a token, through its JSON."""
        return self.encrypt(model.model_dump_json().encode())

    def unseal(self, token: bytes | str, model: type[Model]) -> Model:
        """A token as a model. Raises `CipherError`, also when what it holds is of another shape."""
        try:
            return model.model_validate_json(self.decrypt(token))
        except ValidationError as error:
            faults = error.error_count()
        raise CipherError(f"a sealed {model.__name__} does not have its shape ({faults} faults)")


def load_cipher(keys: Sequence[str], home: Path) -> Cipher:
    """The cipher of `SHAREWISE_KEYS`, newest first; without any, of the key file under `home`, made when absent.

    A key file left from before keys were set still opens what it sealed. Raises `CipherError`.
    """
    path = home / KEY_FILE
    if keys:
        return Cipher([*keys, *([_read(path)] if path.exists() else [])])
    if not path.exists() and _create(path):
        log.warning("key_made", advice="keep a copy of keys/fernet.key, or set SHAREWISE_KEYS: no key, no records")
    return Cipher([_read(path)])


def _fernet(key: str, place: int) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        raise CipherError(f"key {place} is not a Fernet key: 32 bytes in URL-safe base64") from None


def _read(path: Path) -> str:
    try:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
            log.warning("key_file_closed", was="readable by others")
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CipherError(f"the key file cannot be read ({type(error).__name__})") from None


def _create(path: Path) -> bool:
    """Put a new key at `path`, whole or not at all; false when another process was first."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Fernet.generate_key())
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
        sync_folder(path.parent)
    except FileExistsError:
        return False
    except OSError as error:
        raise CipherError(f"the key file cannot be made ({type(error).__name__})") from None
    finally:
        draft.unlink(missing_ok=True)
    return True
