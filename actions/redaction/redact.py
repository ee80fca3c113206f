"""Runs the recognisers over a text and settles where they overlap."""

from collections.abc import Iterator

from actions.redaction.recognisers import RECOGNISERS
from actions.redaction.spans import Redacted, Span, put_out


def redact(text: str) -> Redacted:
    """The text with every identifier that is recognised replaced by its kind in square brackets.

    Where two kinds overlap the surer one stands, and of one kind the longer; of the other, what lies outside it.
    """
    taken = bytearray(len(text))
    kept: list[Span] = []
    for kind, recognise in RECOGNISERS:
        for start, end in sorted(recognise(text), key=lambda span: span[0] - span[1]):
            for first, last in list(_left_over(text, taken, start, end)):
                taken[first:last] = b"\x01" * (last - first)
                kept.append(Span(first, last, kind))
    return put_out(text, sorted(kept))


def _left_over(text: str, taken: bytearray, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a range that nothing has taken, without the marks and spaces about them."""
    if not any(taken[start:end]):
        yield from [(start, end)] if start < end else []
        return
    at = start
    while at < end:
        stop = taken.find(b"\x01", at, end)
        stop = end if stop < 0 else stop
        first, last = at, stop
        while first < last and not text[first].isalnum():
            first += 1
        while last > first and not text[last - 1].isalnum():
            last -= 1
        if last - first > 1:
            yield first, last
        free = taken.find(b"\x00", stop, end)
        at = end if free < 0 else free
