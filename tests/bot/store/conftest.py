"""What the stores are built on."""

import pytest
from cryptography.fernet import Fernet

from bot.store.cipher import Cipher


@pytest.fixture
def cipher() -> Cipher:
    """A cipher with a key of its own."""
    return Cipher([Fernet.generate_key().decode()])
