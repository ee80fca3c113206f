"""The records: whether Redis is there and keeps what it confirms, and whether the keys can be used."""

from collections.abc import Iterator
from pathlib import Path

from bot.runtime import parts
from bot.runtime.checks.check import Check, bad, good, unknown
from bot.runtime.running import noted_nlu
from bot.settings import Settings
from bot.store.cipher import KEY_FILE, Cipher
from bot.store.connect import check_durability
from bot.store.errors import CipherError, StoreError

REDIS, DURABLE, KEYS, KEY_FILE_CLOSED = "Redis answers", "Redis keeps what it confirms", "Keys", "Key file"


def redis_checks(settings: Settings) -> Iterator[Check]:
    """An embedded Redis that nobody has started is no fault; one that should be running is."""
    try:
        client = parts.redis_when_up(settings)
        if client is not None:
            yield good(REDIS, "the one of REDIS_URL" if settings.redis_url else "the embedded one")
            yield from _durability(check_durability(client))
        elif settings.redis_url is not None:
            yield bad(REDIS, "nothing answers at REDIS_URL", "start that Redis, or correct REDIS_URL")
        elif is_up(settings):
            yield bad(REDIS, "the embedded one does not answer", "read redis.log under SHAREWISE_HOME, start `up` anew")
        else:
            yield unknown(REDIS, "the embedded one is not running", "`sharewise up` starts it; run this again then")
    except StoreError as error:
        yield bad(REDIS, str(error), "correct REDIS_URL or SHAREWISE_HOME")


def is_up(settings: Settings) -> bool:
    """Whether `sharewise up` left word that it runs on this home."""
    return noted_nlu(settings.sharewise_home.resolve() / "run") is not None


def key_checks(settings: Settings) -> Iterator[Check]:
    """Looks only: unlike the processes, it neither makes a key nor closes a file."""
    path = settings.sharewise_home / KEY_FILE
    try:
        if settings.sharewise_keys:
            Cipher([key.get_secret_value() for key in settings.sharewise_keys])
            yield good(KEYS, f"{len(settings.sharewise_keys)} in SHAREWISE_KEYS, the first one seals")
        if path.exists():
            yield from _key_file(path)
        elif not settings.sharewise_keys:
            yield good(KEYS, f"none yet: one is made at the first start, in {path}; keep a copy of it elsewhere")
    except CipherError as error:
        mend = "give Fernet keys, newest first, with commas between them; without the key there are no records"
        yield bad(KEYS, str(error), mend)


def _durability(reasons: list[str]) -> Iterator[Check]:
    for reason in reasons:
        if reason.startswith("unknown"):
            yield unknown(DURABLE, reason)
        else:
            problem, _, mend = reason.partition(": ")
            yield bad(DURABLE, problem, mend)
    if not reasons:
        yield good(DURABLE, "each write is on disk first, and nothing is dropped")


def _key_file(path: Path) -> Iterator[Check]:
    try:
        mode, text = path.stat().st_mode & 0o777, path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        yield bad(KEY_FILE_CLOSED, f"{path} cannot be read ({type(error).__name__})", "put the kept copy in its place")
        return
    if mode & 0o077:
        yield bad(KEY_FILE_CLOSED, f"others may open it (mode {mode:04o})", f"chmod 600 {path}")
    else:
        yield good(KEY_FILE_CLOSED, f"its owner's alone; keep a copy of {path} elsewhere")
    try:
        Cipher([text])
    except CipherError:
        yield bad(KEYS, f"{path} does not hold a Fernet key", "put the kept copy in its place")
