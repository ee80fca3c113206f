"""What the stores are built on."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.store.anchor import Anchor
from bot.store.cipher import Cipher


@pytest.fixture
def cipher() -> Cipher:
    """A cipher with a key of its own."""
    return Cipher([Fernet.generate_key().decode()])


@pytest.fixture
def anchor(tmp_path: Path, cipher: Cipher) -> Anchor:
    """A machine's own side of the audit trail."""
    return Anchor(tmp_path, cipher)
