"""A language process to ask: one that runs already, or one of our own for as long as it is needed."""

import os
import secrets
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.nlu.client import NluClient
from bot.nlu.registry import has_model
from bot.runtime.failures import Failure
from bot.runtime.running import noted_nlu
from bot.runtime.up import free_port
from bot.settings import Settings
from bot.supervision import sharewise

READY_WITHIN = 60.0
LOOK_EVERY = 0.05
PARSE_WITHIN = 30.0
"""Seconds for one batch."""


@contextmanager
def understanding(settings: Settings) -> Iterator[NluClient]:
    """A client of a ready language process; raises `Failure` when there is none to be had."""
    running = _running(settings)
    if running is not None:
        yield running
        return
    if not has_model(settings.models_folder):
        raise Failure("there is no trained model yet; run `sharewise train`")
    url, token = f"http://127.0.0.1:{free_port()}", secrets.token_urlsafe(32)
    environment = {**os.environ, "NLU_URL": url, "NLU_TOKEN": token}
    process = subprocess.Popen(sharewise("nlu"), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _when_ready(NluClient(url, token, timeout=PARSE_WITHIN), process)
    finally:
        process.terminate()
        process.wait()


def _running(settings: Settings) -> NluClient | None:
    """The process named by NLU_URL (which must answer), or the one that `sharewise up` left word of, if it does."""
    if settings.nlu_url:
        token = settings.nlu_token.get_secret_value() if settings.nlu_token else ""
        return NluClient(settings.nlu_url, token, timeout=PARSE_WITHIN)
    noted = noted_nlu(settings.sharewise_home.resolve() / "run")
    client = NluClient(noted.url, noted.token, timeout=PARSE_WITHIN) if noted else None
    return client if client and client.ready() else None


def _when_ready(client: NluClient, process: subprocess.Popen[bytes]) -> NluClient:
    deadline = time.monotonic() + READY_WITHIN
    while not client.ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise Failure("language understanding did not start; run `sharewise nlu` to see why")
        time.sleep(LOOK_EVERY)
    return client
