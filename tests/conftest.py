"""Fixtures for every room."""

pytest_plugins = ("tests.redis_server", "tests.trained")
