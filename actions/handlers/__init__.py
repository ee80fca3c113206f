"""From an intent, entities and context to an answer: pure, one handler registered for each intent."""

from actions.handlers.context import Context
from actions.handlers.registry import Handlers, build_handlers

__all__ = ["Context", "Handlers", "build_handlers"]
