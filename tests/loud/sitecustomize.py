"""Every process that finds this folder on its PYTHONPATH logs all that its libraries have to say, whatever it asks for.

Python imports `sitecustomize` at the start of a process.
"""

import logging
from typing import Any

import structlog

quiet = structlog.make_filtering_bound_logger


def as_loud_as_can_be(self: logging.Logger, _level: Any) -> None:
    """In the place of every `setLevel`."""
    self.level = logging.DEBUG
    self.manager._clear_cache()


logging.Logger.setLevel = as_loud_as_can_be  # type: ignore[method-assign]
logging.root.setLevel(logging.DEBUG)
structlog.make_filtering_bound_logger = lambda _level: quiet(logging.DEBUG)
