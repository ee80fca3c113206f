"""Identifiers in Slack's own forms."""

import secrets
import string

LETTERS = string.ascii_uppercase + string.digits


def slack_id(prefix: str) -> str:
    """An id such as `V0A1B2C3D4`."""
    return prefix + "0" + "".join(secrets.choice(LETTERS) for _ in range(9))


def view_hash(now: float) -> str:
    """The hash of one version of a view."""
    return f"{int(now)}.{secrets.token_hex(4)}"


def trigger_id() -> str:
    """A trigger in Slack's form: two numbers and a secret."""
    return f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"


def secret() -> str:
    """An unguessable part of an address."""
    return secrets.token_urlsafe(18)
