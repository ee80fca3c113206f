"""Fixtures for every room."""

from hypothesis import settings

pytest_plugins = ("tests.redis_server", "tests.trained")

# Machines are shared and noisy: how long an example takes is measured in `make bench`, never asserted.
settings.register_profile("sharewise", deadline=None)
settings.load_profile("sharewise")
