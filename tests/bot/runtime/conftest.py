"""Somebody in a local Slack, as the jobs' tests have them; a cipher, an anchor and a trail, as the store's have."""

from tests.bot.jobs.conftest import told
from tests.bot.store.conftest import anchor, cipher, trail

__all__ = ["anchor", "cipher", "told", "trail"]
