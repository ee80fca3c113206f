"""`sharewise promote ID`: put a model to use."""

from rich.console import Console

from bot.logs import configure_logs
from bot.nlu import registry
from bot.runtime.put_to_use import put_to_use
from bot.settings import Settings
from bot.store.trail import Act


def run(name: str) -> int:
    """Raises `Failure`, the model in use unchanged, when it may not serve."""
    configure_logs()
    settings, console = Settings(), Console(stderr=True)
    if registry.in_use(settings.models_folder) == name:
        console.print(f"Model {name} is in use already.", highlight=False)
        return 0
    put_to_use(settings, name, Act.MODEL_PROMOTED, console)
    return 0
