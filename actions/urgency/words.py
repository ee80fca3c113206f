"""A message as the rules see it: words in lower case, short forms in full, slips mended, sentences told apart."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"([a-z0-9]+(?:'[a-z]+)*)|([!?;]|\.(?!\d))")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_APOSTROPHES = str.maketrans("‘’`´ʼ＇", "''''''")
_ENDINGS = {"'s": " is", "'re": " are", "'ll": " will", "'ve": " have", "'d": " would", "'m": " am"}
_VOWELS = frozenset("aeiou")
_SHORTEST_MENDED = 6


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a message in order, and which of them begin a sentence."""

    words: tuple[str, ...]
    begins: tuple[bool, ...]


class Spelling:
    """Puts a word into the form that the rules know.

    Short forms and known slips come from a table. A longer word that is one slip (a letter lost, added, swapped with
    its neighbour, or one vowel for another) from a known word becomes it, unless it is an everyday word itself. The
    first letter is trusted.
    """

    def __init__(self, table: Mapping[str, str], known: Iterable[str], ordinary: Iterable[str]) -> None:
        self._table = table
        self._known = frozenset(known)
        self._ordinary = frozenset(ordinary)
        self._slips: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= _SHORTEST_MENDED:
                self._slips |= dict.fromkeys((*_shortened(word), *_blurred(word)), word)

    def words_of(self, token: str) -> list[str]:
        """The known words that a token stands for; the token itself when there is none."""
        for ending, full in _ENDINGS.items():
            if token.endswith(ending):
                return self.words_of(token.removesuffix(ending)) + full.split()
        token = token.replace("'", "")
        for form in (token, _DRAWN_OUT.sub(r"\1\1", token), _DRAWN_OUT.sub(r"\1", token)):
            if form in self._table:
                return self._table[form].split()
            if form in self._known:
                return [form]
        return [self._mended(token)]

    def _mended(self, token: str) -> str:
        # A word much longer than any known one is not worth a look; the bound keeps this linear.
        if not _SHORTEST_MENDED - 1 <= len(token) <= 20 or token in self._ordinary:
            return token
        for form in (token, *_blurred(token)):
            if form in self._slips:
                return self._slips[form]
        nearer = (form for form in _shortened(token) if form in self._known and len(form) >= _SHORTEST_MENDED)
        return next(nearer, token)


def _shortened(word: str) -> list[str]:
    """The word with one letter out, the first kept."""
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]


def _blurred(word: str) -> list[str]:
    """Forms shared by words that differ in one vowel, or in the order of two neighbours; none is itself a word."""
    vowels = [f"{word[:i]}*{word[i + 1 :]}" for i in range(1, len(word)) if word[i] in _VOWELS]
    swaps = [f"{word[:i]}{''.join(sorted(word[i : i + 2]))}^{word[i + 2 :]}" for i in range(1, len(word) - 1)]
    return vowels + swaps


def read(text: str, spelling: Spelling) -> Words:
    """The words of a text, in time in step with its length."""
    folded = "".join(
        character
        for character in unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).lower()
        if not unicodedata.combining(character)
    )
    words: list[str] = []
    begins: list[bool] = []
    opening = True
    seen: dict[str, list[str]] = {}
    for token, end in _TOKEN.findall(folded):
        if end:
            opening = True
            continue
        if token not in seen:
            seen[token] = spelling.words_of(token)
        for word in seen[token]:
            words.append(word)
            begins.append(opening)
            opening = False
    return Words(tuple(words), tuple(begins))
