"""Patterns over a message, all places at once.

Each word of the message is a bit of an integer, so that one step of a pattern is a shift and a mask over the whole
message: the time grows with its length, never with its content, and no input can make a pattern backtrack.
"""

from collections.abc import Iterable, Mapping

from actions.urgency.patterns import Gap, NotNext, Pattern, Phrase
from actions.urgency.words import Words

Bits = int
"""Bit i stands for word i of the message."""


class Field:
    """A message's words laid out as bits; `known` are the words that any pattern names."""

    def __init__(self, words: Words, known: frozenset[str]) -> None:
        self.size = len(words.words)
        self.all: Bits = (1 << self.size) - 1
        self._rows = _rows(words.words, known)
        self._begins = _bits((i for i, begins in enumerate(words.begins) if begins), self.size)
        self._within = self.all & ~self._begins
        self._denied: Bits = 0
        self._deniers: Bits = 0

    def without(self, taken_out: Bits) -> None:
        """Words that the patterns no longer see."""
        self._rows = {word: row & ~taken_out for word, row in self._rows.items()}

    def deny(self, denials: Mapping[Phrase, int], but_not: Iterable[str]) -> None:
        """Mark the words that a denial reaches: no pattern begins there, nor skips the denial."""
        excused = 0
        for word in but_not:
            excused |= self._rows.get(word, 0)
        for phrase, reach in denials.items():
            ends = self._phrase(None, phrase) & ~(excused >> 1)
            if len(phrase) == 1:
                self._deniers |= ends
            for _ in range(reach):
                ends = self._step(ends)
                self._denied |= ends

    def ends(self, pattern: Pattern) -> Bits:
        """The words at which a match of the pattern ends, denied ones left out."""
        reached = self._one_of(None, pattern.first.phrases)
        for item in pattern.rest:
            if not reached:
                return 0
            if isinstance(item, Gap):
                reached = self._gap(reached, item.most)
            elif isinstance(item, NotNext):
                reached &= ~self._before(item.words)
            else:
                matched = self._one_of(reached, item.phrases)
                reached = reached | matched if item.optional else matched
        return reached

    def any_end(self, patterns: Iterable[Pattern]) -> Bits:
        """The words at which a match of any of the patterns ends."""
        reached = 0
        for pattern in patterns:
            reached |= self.ends(pattern)
        return reached

    def back(self, ends: Bits, length: int) -> Bits:
        """The `length` words up to each end."""
        covered = ends
        for _ in range(length - 1):
            covered |= covered >> 1
        return covered

    def onward(self, places: Bits) -> Bits:
        """From each place to the end of its sentence."""
        return _fill(places, self._within, self.size, forward=True)

    def sentences(self, places: Bits) -> Bits:
        """The whole sentences that hold the places."""
        return self.onward(places) | _fill(places, self._within >> 1, self.size, forward=False)

    def neighbourhood(self, places: Bits) -> Bits:
        """The sentences that hold the places, and the one before and after each."""
        own = self.sentences(places)
        following = (own << 1) & self._begins
        preceding = ((own & self._begins) >> 1) & self.all
        return self.sentences(own | following | preceding)

    def _step(self, reached: Bits) -> Bits:
        return (reached << 1) & self._within

    def _one_of(self, reached: Bits | None, phrases: tuple[Phrase, ...]) -> Bits:
        matched = 0
        for phrase in phrases:
            if all(word in self._rows for word in phrase):
                matched |= self._phrase(reached, phrase)
        return matched

    def _phrase(self, reached: Bits | None, phrase: Phrase) -> Bits:
        """Where the phrase ends: following on from `reached`, or anywhere that is not denied."""
        first = self._rows.get(phrase[0], 0)
        at = first & ~self._denied if reached is None else self._step(reached) & first
        for word in phrase[1:]:
            at = self._step(at) & self._rows.get(word, 0)
        return at

    def _gap(self, reached: Bits, most: int) -> Bits:
        passed = reached
        for _ in range(most):
            reached = self._step(reached) & ~self._deniers
            passed |= reached
        return passed

    def _before(self, words: frozenset[str]) -> Bits:
        places = 0
        for word in words:
            places |= self._rows.get(word, 0)
        return (places & self._within) >> 1


def _rows(words: tuple[str, ...], known: frozenset[str]) -> dict[str, Bits]:
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        if word in known:
            places.setdefault(word, []).append(i)
    return {word: _bits(at, len(words)) for word, at in places.items()}


def _bits(places: Iterable[int], size: int) -> Bits:
    row = bytearray(size // 8 + 1)
    for i in places:
        row[i >> 3] |= 1 << (i & 7)
    return int.from_bytes(row, "little")


def _fill(places: Bits, may_enter: Bits, size: int, *, forward: bool) -> Bits:
    """Spread the places through the words that may be entered, in a number of steps that is the logarithm of `size`."""
    shift = 1
    while shift < size:
        if forward:
            places |= may_enter & (places << shift)
            may_enter &= may_enter << shift
        else:
            places |= may_enter & (places >> shift)
            may_enter &= may_enter >> shift
        shift <<= 1
    return places
