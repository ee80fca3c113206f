"""Ids derived from what Slack sent, the same at every delivery, and references for people to quote."""

import hashlib
import secrets

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Nothing that is misread on the phone: no 0 and O, 1 and I and L, no U."""


def derived_id(*parts: str | None) -> str:
    """An id of 32 characters that these parts always give; tells nothing of them."""
    joined = "\x1f".join(part or "" for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:32]


def record_reference(submission_id: str) -> str:
    """A decision's reference, `D-` and eight characters: one form gives one, however often it is submitted."""
    return f"D-{_spelt(int(derived_id('record', submission_id), 16), 8)}"


def lead_reference(request_id: str) -> str:
    """A request for a lead's reference, `L-` and ten characters: one request gives one, however often it is sent."""
    return f"L-{_spelt(int(derived_id('lead', request_id), 16), 10)}"


def error_reference() -> str:
    """A reference for one failure, `E-` and six characters."""
    return f"E-{_spelt(secrets.randbits(64), 6)}"


def _spelt(number: int, length: int) -> str:
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)
