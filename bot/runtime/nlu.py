"""`sharewise nlu`: the language understanding over HTTP."""

from urllib.parse import urlsplit

from bot.logs import configure_logs
from bot.nlu.registry import ModelRefused, has_model
from bot.nlu.server import serve
from bot.runtime.failures import Failure
from bot.settings import NluSettings
from bot.supervision import die_with_parent

HOST = "127.0.0.1"
PORT = 5005


def run(host: str, port: int) -> int:
    """Serve until told to stop; address and port default to those of NLU_URL."""
    configure_logs()
    settings = NluSettings()
    if settings.sharewise_run:
        die_with_parent()
    if settings.nlu_token is None:
        raise Failure("NLU_TOKEN is not set: every request must carry it")
    if not has_model(settings.models_folder):
        raise Failure("there is no trained model yet; run `sharewise train`")
    named = urlsplit(settings.nlu_url or "")
    token = settings.nlu_token.get_secret_value()
    try:
        serve(host or named.hostname or HOST, port or named.port or PORT, token, settings.models_folder)
    except ModelRefused as error:
        raise Failure(f"{error}; run `sharewise train`") from None
    return 0
