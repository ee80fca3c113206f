"""What the stores are built on."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from redis import Redis

from bot.store.anchor import Anchor
from bot.store.cipher import Cipher
from bot.store.trail import Trail


@pytest.fixture
def cipher() -> Cipher:
    """A cipher with a key of its own."""
    return Cipher([Fernet.generate_key().decode()])


@pytest.fixture
def anchor(tmp_path: Path, cipher: Cipher) -> Anchor:
    """A machine's own side of the audit trail."""
    return Anchor(tmp_path, cipher)


@pytest.fixture
def trail(redis_client: Redis, cipher: Cipher, anchor: Anchor) -> Trail:
    """The audit trail of the shared Redis, empty."""
    return Trail(redis_client, cipher, anchor)
