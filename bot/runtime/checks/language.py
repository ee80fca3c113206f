"""Language understanding: whether the model in use is sound, and whether the process that runs answers with it."""

from collections.abc import Iterator
from pathlib import Path

from bot.nlu import registry
from bot.nlu.client import NluClient, NluUnavailable
from bot.nlu.registry import ModelRefused
from bot.nlu.trial import tried
from bot.runtime.checks.check import Check, bad, good, unknown
from bot.runtime.put_to_use import language_process, without_secrets
from bot.settings import Settings

MODEL, PROCESS, SAME = "Model in use", "Language process", "Language process has the model in use"
SECONDS = 5.0


def language_checks(settings: Settings) -> Iterator[Check]:
    """The model first: loaded in a process of its own, and asked its smoke set."""
    model_id = _model_id(settings.models_folder)
    yield _model(settings, model_id)
    client = language_process(settings, SECONDS)
    if client is None:
        yield unknown(PROCESS, "not running", "`sharewise up` starts it; run this again then")
        return
    answering = client.model()
    if answering is None:
        yield bad(PROCESS, "it does not answer", "read nlu.log under SHAREWISE_HOME, or see that NLU_URL is right")
        return
    yield _answers(client)
    if model_id is not None and answering != model_id:
        yield bad(SAME, f"it answers with model {answering}", "restart it, or run `sharewise promote` where it runs")
    elif model_id is not None:
        yield good(SAME, f"model {answering}")


def _model(settings: Settings, model_id: str | None) -> Check:
    folder = settings.models_folder
    name = registry.in_use(folder)
    if name is None and settings.nlu_url:
        return unknown(MODEL, "none on this machine; the process at NLU_URL has its own")
    if name is None:
        return bad(MODEL, "there is none", "run `sharewise train`")
    try:
        tried(folder, name, without_secrets())
    except ModelRefused as error:
        return bad(MODEL, str(error), "run `sharewise rollback`, or `sharewise train`")
    return good(MODEL, f"{name} ({model_id}) is as it was trained, and answers its smoke set")


def _answers(client: NluClient) -> Check:
    try:
        client.parse(["hello"])
    except NluUnavailable as error:
        return bad(PROCESS, f"it takes no message ({error})", "give bot, worker and nlu the same NLU_TOKEN")
    return good(PROCESS, "it takes messages")


def _model_id(folder: Path) -> str | None:
    name = registry.in_use(folder)
    try:
        return registry.card(folder, name).model_id if name else None
    except ModelRefused:
        return None
