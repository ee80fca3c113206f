"""What can go wrong with the store, in words that hold no content."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis.exceptions import RedisError


class StoreError(Exception):
    """The root of every failure of this room; its message names no person and quotes no record."""


class StoreUnavailable(StoreError):
    """Redis could not be reached, or refused to write: nothing was confirmed."""


class ServerError(StoreError):
    """The embedded Redis cannot be started; the message says how to mend it."""


class CipherError(StoreError):
    """A key is unusable, or none of the keys opens what is stored."""


class ReferenceTaken(StoreError):
    """Another record already bears this reference: draw another."""


class RecordMissing(StoreError):
    """There is no such record."""


class AmendmentRefused(StoreError):
    """The amended record does not continue the stored one: somebody amended it meanwhile, or its original changed."""


@contextmanager
def redis_guarded() -> Iterator[None]:
    """Turn every failure of Redis into `StoreUnavailable`; also usable as a decorator.

    The chain is cut on purpose: Redis may quote a command, and so a record's key, in its errors.
    """
    try:
        yield
    except RedisError as error:
        raise StoreUnavailable(f"the store did not confirm ({type(error).__name__})") from None
