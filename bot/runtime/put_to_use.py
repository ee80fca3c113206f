"""Putting a model to use: tried first, noted in the audit trail, then pointed at; the processes that run follow."""

import os
import time

from rich.console import Console

from bot.nlu import registry
from bot.nlu.client import NluClient
from bot.nlu.registry import ModelCard, ModelRefused
from bot.nlu.trial import tried
from bot.runtime import operator_trail
from bot.runtime.failures import Failure
from bot.runtime.running import noted_nlu
from bot.settings import SECRETS, Settings
from bot.store.trail import Act

FOLLOWED_WITHIN = 60.0
"""Seconds for a running language process to see the change and to load the model beside its work."""
LOOK_EVERY = 0.25


def put_to_use(settings: Settings, name: str, act: Act, console: Console) -> None:
    """Raises `Failure` when the model is not sound or the entry cannot be written, the model in use unchanged; also
    when the language process that runs does not follow.
    """
    folder, before = settings.models_folder, registry.in_use(settings.models_folder)
    try:
        card = registry.card(folder, name)
        with console.status(f"Trying model {name}…"):
            tried(folder, name, without_secrets())
        operator_trail.note(settings, act, card)
        registry.promote(folder, name)
    except ModelRefused as error:
        raise Failure(f"{error}; {f'{before} stays in use' if before else 'no model is in use'}") from None
    instead = f" in place of {before}; `sharewise rollback` takes it back" if before and before != name else ""
    console.print(f"Model {name} is in use{instead}.", highlight=False, soft_wrap=True)
    console.print(taken_up(settings, card, console), highlight=False, soft_wrap=True)


def without_secrets() -> dict[str, str]:
    """The environment of a process that loads a model's archive."""
    return {name: value for name, value in os.environ.items() if name not in SECRETS}


def language_process(settings: Settings, seconds: float) -> NluClient | None:
    """The one that NLU_URL names, or that `sharewise up` left word of; none where neither says of any.

    `seconds` is its patience with one request.
    """
    token = settings.nlu_token.get_secret_value() if settings.nlu_token else ""
    if settings.nlu_url:
        return NluClient(settings.nlu_url, token, timeout=seconds)
    noted = noted_nlu(settings.sharewise_home.resolve() / "run")
    return NluClient(noted.url, noted.token, timeout=seconds) if noted else None


def taken_up(settings: Settings, card: ModelCard, console: Console) -> str:
    """Wait for a running language process to answer with the model; what came of it. Raises `Failure`."""
    client = language_process(settings, FOLLOWED_WITHIN)
    if client is None or client.model() is None:
        return "No language process runs now; it takes this model up when it starts."
    deadline = time.monotonic() + FOLLOWED_WITHIN
    with console.status("The running language process takes it up…"):
        while client.model() != card.model_id:
            if time.monotonic() > deadline:
                raise Failure(
                    f"{card.id} is in use here, but the language process that runs still answers with the model before:"
                    " its log says why, unless it has a models folder of its own, where this must be run too"
                )
            time.sleep(LOOK_EVERY)
    return "The running language process answers with it now."
