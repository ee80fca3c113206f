"""A cipher, an anchor and a trail, as the store's tests have them."""

from tests.bot.store.conftest import anchor, cipher, trail

__all__ = ["anchor", "cipher", "trail"]
