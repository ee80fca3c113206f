"""Fixtures for every room."""

from hypothesis import settings

pytest_plugins = ("tests.redis_server", "tests.trained")

# Machines are shared and noisy: how long an example takes is measured in `make bench`, never asserted. The same
# examples every time, so that no change fails for what it did not do; `--hypothesis-profile=explore` takes others.
settings.register_profile("explore", deadline=None)
settings.register_profile("sharewise", deadline=None, derandomize=True)
settings.load_profile("sharewise")
