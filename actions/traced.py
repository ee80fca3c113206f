"""Text that remembers where each of its characters stood in the text it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traced:
    """A text with, for each character, the stretch of the first text it stands for.

    `starts[i]` and `ends[i]` are offsets into the text as first given; both are as long as `text`.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Traced:
        """The text as given: each character stands for itself."""
        return cls(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))

    def original_offset(self, offset: int) -> int:
        """Where `offset` (0 to `len(text)`) lies in the text as first given; beyond either end counts as that end."""
        if not self.text or offset <= 0:
            return self.starts[0] if self.starts else 0
        return self.starts[offset] if offset < len(self.text) else self.ends[-1]

    def replace(self, pieces: Iterable[tuple[int, int, str]]) -> Traced:
        """With each `(start, end, new text)` put in; pieces come in order and do not overlap.

        Every character of a new text stands for the whole stretch that it replaces.
        """
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for start, end, new in pieces:
            text += (self.text[done:start], new)
            starts += self.starts[done:start]
            ends += self.ends[done:start]
            if start < end:
                starts += [self.starts[start]] * len(new)
                ends += [self.ends[end - 1]] * len(new)
            done = end
        text.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return Traced("".join(text), tuple(starts), tuple(ends))

    def sub(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str] | str) -> Traced:
        """As `re.sub`, tracing offsets; empty matches are passed over."""
        pieces = [
            (match.start(), match.end(), new if isinstance(new, str) else new(match))
            for match in pattern.finditer(self.text)
            if match.start() < match.end()
        ]
        return self.replace(pieces) if pieces else self
