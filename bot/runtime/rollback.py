"""`sharewise rollback`: put the model to use that was in use before."""

from rich.console import Console

from bot.logs import configure_logs
from bot.nlu import registry
from bot.runtime.failures import Failure
from bot.runtime.put_to_use import put_to_use
from bot.settings import Settings
from bot.store.trail import Act


def run() -> int:
    """Raises `Failure`, the model in use unchanged, when there is none to go back to or it may not serve."""
    configure_logs()
    settings = Settings()
    name = registry.in_use_before(settings.models_folder)
    if name is None:
        raise Failure("no model was in use before this one: there is nothing to go back to")
    put_to_use(settings, name, Act.MODEL_ROLLED_BACK, Console(stderr=True))
    return 0
