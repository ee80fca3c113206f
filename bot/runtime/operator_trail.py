"""What operators do to models, noted in the audit trail, also on a machine where no Redis runs yet."""

import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from redis import Redis

from bot.nlu.registry import ModelCard
from bot.runtime import parts
from bot.runtime.failures import Failure
from bot.settings import Settings
from bot.store import connect, keys
from bot.store.errors import StoreError
from bot.store.trail import Act, Entry, Trail
from bot.supervision import sharewise

REDIS_WITHIN = 20.0


def operator() -> str:
    """Who is at the terminal: the login name of the process's user, which no variable of the environment can change."""
    number = os.getuid()
    try:
        name = pwd.getpwuid(number).pw_name
    except KeyError:  # a container may run under a number without a name
        name = str(number)
    return "login:" + "".join(letter if letter.isalnum() or letter in "._-" else "_" for letter in name)[:70]


def note(settings: Settings, act: Act, card: ModelCard) -> None:
    """Leave an entry of what is about to be done to a model. Raises `Failure`: what is not noted must not be done."""
    entry = Entry(
        at=datetime.now(UTC),
        team_id=keys.ANY_TEAM,  # one model serves all workspaces
        user_id=operator(),
        act=act,
        reference=card.id,
        model=card.model_id,
    )
    with _trail(settings) as trail:
        trail.append(entry)


def must_take_entries(settings: Settings) -> None:
    """See, before long work, that its entry could be written. Raises `Failure`."""
    with _trail(settings) as trail:
        trail.length(keys.ANY_TEAM)


@contextmanager
def _trail(settings: Settings) -> Iterator[Trail]:
    try:
        with _redis(settings) as client:
            yield parts.trail(settings, client, parts.cipher(settings))
    except StoreError as error:
        raise Failure(f"the audit trail cannot take an entry, so nothing was done: {error}") from None


@contextmanager
def _redis(settings: Settings) -> Iterator[Redis]:
    """The Redis that runs, else the embedded one for as long as it is needed."""
    running = parts.redis_when_up(settings)
    if running is not None:
        yield running
        return
    if settings.redis_url is not None:
        raise Failure("the audit trail cannot be reached, so nothing was done: start the Redis of REDIS_URL, try again")
    environment = {**os.environ, "SHAREWISE_HOME": str(settings.sharewise_home.resolve())}
    process = subprocess.Popen(
        sharewise("redis"), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        connect.wait_until_ready(parts.redis_url(settings), REDIS_WITHIN)
        yield parts.redis_client(settings)
    finally:
        process.terminate()
        process.wait()
