"""Runs the recognisers over a text and settles where they overlap."""

from actions.redaction.recognisers import RECOGNISERS
from actions.redaction.spans import Redacted, Span, put_out


def redact(text: str) -> Redacted:
    """The text with every identifier that is recognised replaced by its kind in square brackets.

    Where two kinds overlap the surer one stands, and of one kind the longer.
    """
    taken = bytearray(len(text))
    kept: list[Span] = []
    for kind, recognise in RECOGNISERS:
        for start, end in sorted(recognise(text), key=lambda span: span[0] - span[1]):
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                kept.append(Span(start, end, kind))
    return put_out(text, sorted(kept))
