"""The words of a text, with what the lists say of each."""

import re
from collections.abc import Sequence
from functools import cached_property

from actions.redaction.names.company import Company, company
from actions.redaction.names.lists import RARE, Lists, lists
from actions.redaction.names.tokens import Token, tokens
from actions.redaction.names.wide import a_slip_away, first_names, times_seen

_LONGEST_SURNAME = 3
_LONG = 5
"""Letters from which a word that is one slip from a common one is taken for that one."""
_KNOWN_BY = frozenset({"inquiry", "enquiry", "principle", "principles", "law", "guidelines", "scale", "meth", "tea"})
"""What carries a name in small letters and is nobody, however long the name: "the Bichard inquiry"."""
_ROOMS = frozenset({"ward", "class", "wing", "unit"})
"""What carries one word, though it be a first name: "Rowan class"."""
_PAPERS = frozenset({"form", "review", "test", "report"})
"""What carries one word that is no first name; "Aisha form" is more likely to be Aisha's."""
_NAME_SHAPE = re.compile(r"(?:[^\W\d_](?:['’])?|Ma?c|D[aei]|Fitz)?[^\W\d_]?[^\W\d_A-Z]+(?:['’-][^\W\d_]?[^\W\d_A-Z]+)*")
_HALF = 3
"""The fewest letters of a word that is half of another."""
_NO_NAMES_END = ("ing", "tion", "ness", "ment", "ology", "ism", "ity", "ised", "ized")
_FRASERS = frozenset({"competence", "competent", "guidelines", "test", "ruling"})
_JOINED_PARTICLES = ("al-", "el-", "ul-", "abu-", "ibn-")
_JOINED_BY = frozenset({" ", "  ", "-", ". "})

Range = tuple[int, int]
"""Words from one up to another."""


class Reader:
    """Answers questions about the words of one text; an index beyond either end is no word."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.tokens: Sequence[Token] = tokens(text)
        self.lists: Lists = lists()
        self.company: Company = company()

    def base(self, i: int) -> str:
        """The word in lower case, or nothing."""
        return self.tokens[i].base if 0 <= i < len(self.tokens) else ""

    def follows(self, i: int, *, by: frozenset[str] = frozenset({" ", "  "})) -> bool:
        """Whether word `i` follows the one before directly."""
        return 0 < i < len(self.tokens) and self.tokens[i].gap in by

    def gap_after(self, i: int) -> str:
        """What stands between word `i` and the next."""
        return self.tokens[i + 1].gap if i + 1 < len(self.tokens) else ""

    def capital(self, i: int) -> bool:
        """Whether the word begins with a capital that means something."""
        return 0 <= i < len(self.tokens) and self.tokens[i].capital and not self.tokens[i].shouted

    def in_capitals(self, i: int) -> bool:
        """Whether the word begins with a capital, all of it perhaps."""
        return 0 <= i < len(self.tokens) and self.tokens[i].capital

    def could_be_name(self, i: int) -> bool:
        """Whether a capital stands on a word that no list rules out."""
        if not self.in_capitals(i) or i in self.kept:
            return False
        token = self.tokens[i]
        if token.shouted and len(token.base) <= 4 and not self._listed(token.base):
            return False
        ruled_out = (self.lists.not_names, self.lists.organisations, self.company.titles)
        return len(token.base) > 1 and not token.shortened and not any(token.base in words for words in ruled_out)

    def _listed(self, word: str) -> bool:
        return word in self.lists.plain or word in self.lists.surnames

    def unknown(self, i: int) -> bool:
        """Whether no dictionary holds the word, nor any part of it, nor the word that it is the plural of."""
        parts = [part for part in self.base(i).replace("'", "").split("-") if part]
        return len(self.base(i)) > 2 and not any(self._in_a_dictionary(part) for part in parts)

    def misspelt(self, i: int) -> bool:
        """Whether a word in small letters is more likely a slip than a name."""
        return not self.in_capitals(i) and self.a_slip(i)

    def a_slip(self, i: int) -> bool:
        """Whether the word is one slip from a common one, or one like "bein"; short ones are near to all."""
        word, seen = self.base(i), times_seen()
        if seen.get(f"{word}g", 0) > RARE:
            return True
        return len(word) >= _LONG and any(seen[near] > RARE for near in a_slip_away(word))

    def made_of_words(self, i: int) -> bool:
        """Whether the word is two common ones written as one, or ends as no name does: "whistleblowing"."""
        word, seen = self.base(i), times_seen()
        halves = ((word[:cut], word[cut:]) for cut in range(_HALF, len(word) - _HALF + 1))
        return word.endswith(_NO_NAMES_END) or any(
            min(seen.get(one, 0), seen.get(two, 0)) > RARE for one, two in halves
        )

    def _in_a_dictionary(self, word: str) -> bool:
        known, listed = times_seen(), self.lists.not_names | self.lists.organisations
        stem = word.removesuffix("s")
        return word in known or word in listed or stem in known or stem in listed or word in self.company.titles

    def spelt_like_a_name(self, i: int) -> bool:
        """Whether capitals stand where a name's stand: "McBride", "Jimmy-Joe"; not "DNAs"."""
        token = self.tokens[i]
        return _NAME_SHAPE.fullmatch(self._text[token.start : token.end]) is not None

    def seldom_another_word(self, i: int) -> bool:
        """Whether the word is a known surname or a rare word."""
        return self.base(i) in self.lists.surnames or self.rare(i)

    def rare(self, i: int) -> bool:
        """Whether the word is seldom another word than a name."""
        return times_seen().get(self.base(i), 0) <= RARE

    def is_first_name(self, i: int) -> bool:
        """Whether the word is on either list of first names."""
        return self.base(i) in self.lists.plain or self.base(i) in self.lists.ambiguous

    def first_name_somewhere(self, i: int) -> bool:
        """Whether the word is a first name in any of the lands whose lists we have, however common it is otherwise."""
        return self.is_first_name(i) or self.base(i) in first_names()

    def is_plain_name(self, i: int) -> bool:
        """Whether the word, or each part of a double name, is a first name and hardly ever another word."""
        parts = [part for part in self.base(i).split("-") if part]
        known = any(part in self.lists.plain for part in parts) and i not in self.kept
        return known and all(part in self.lists.plain or part in self.lists.ambiguous for part in parts)

    def mid_sentence_capital(self, i: int) -> bool:
        """Whether the capital cannot come from the start of a sentence."""
        return self.capital(i) and not self.tokens[i].opens and not (i and self.tokens[i - 1].shouted and i == 1)

    def gives_age(self, i: int) -> bool:
        """Whether "is" or "aged" and a number come after the word."""
        if self.base(i + 1) not in {"is", "aged", "age"} or not self.follows(i + 1):
            return False
        end = self.tokens[i + 1].end
        return self._text[end : end + 2].strip().isdigit()

    def name_end(self, i: int) -> int:
        """One past the last word of the name that begins at `i`: surnames, particles and initials joined on."""
        end = i + 1
        lower = not self.tokens[i].capital
        while end < len(self.tokens) and end - i <= _LONGEST_SURNAME:
            if self.tokens[end - 1].possessive or not self.follows(end, by=_JOINED_BY):
                break
            if not self._goes_on(end, lower=lower):
                break
            end += 1
        while end > i + 1 and self.base(end - 1) in self.company.particles:
            end -= 1
        return end

    def _goes_on(self, i: int, *, lower: bool) -> bool:
        word = self.base(i)
        if self.tokens[i].gap == ". " and len(self.base(i - 1)) > 1:
            return False
        if (word in self.company.particles and self.in_capitals(i + 1)) or word.startswith(_JOINED_PARTICLES):
            return True
        if not self.in_capitals(i) and (lower or len(word) > 3):
            known = word.replace("'", "") in self.lists.surnames and not self._everyday(word)
            return known or (lower and self.is_plain_name(i - 1) and self.unknown(i))
        if lower:
            return False
        if len(word) == 1:
            return self.in_capitals(i) and word not in {"i", "a"}
        return self.could_be_name(i) or (
            word in self.lists.surnames and self.capital(i) and word not in self.lists.not_names
        )

    def _everyday(self, word: str) -> bool:
        ruled_out = (self.lists.not_names, self.lists.organisations, self.company.verbal, self.company.surname_words)
        return any(word in words for words in ruled_out)

    def names_a_place(self, start: int, end: int) -> bool:
        """Whether the words are part of the name of a school, a street, a law."""
        saint = self.base(start - 1) in {"st", "saint", "ss"} and self.follows(start, by=frozenset({" ", ". "}))
        if saint or self.tokens[end - 1].possessive:
            return saint
        named_after = self.follows(end) and self._carries_a_name(start, end)
        return (
            named_after
            or self._capital_in(end, self.lists.organisations)
            or (self.follows(end) and self.in_capitals(end) and self._capital_in(end + 1, self.lists.places))
        )

    def _carries_a_name(self, start: int, end: int) -> bool:
        alone = end == start + 1
        word = self.base(end)
        paper = word in _PAPERS and not self.is_first_name(start)
        return word in _KNOWN_BY or (alone and (word in _ROOMS or paper))

    def _capital_in(self, i: int, words: frozenset[str]) -> bool:
        return self.follows(i) and self.in_capitals(i) and self.base(i) in words

    @cached_property
    def kept(self) -> frozenset[int]:
        """Words that belong to a protected phrase, such as a law or a service named after a person."""
        longest = max(len(phrase) for phrase in self.lists.protected)
        found: set[int] = set()
        written = [token.base + ("'s" if token.possessive else "") for token in self.tokens]
        for i in range(len(written)):
            for length in range(longest, 0, -1):
                phrase = tuple(written[i : i + length])
                if len(phrase) == length and phrase in self.lists.protected and self._named_so(i, length):
                    found.update(range(i, i + length))
                    break
        return frozenset(found)

    def _named_so(self, i: int, length: int) -> bool:
        """A single protected word that is also a first name is kept only where no surname follows."""
        if length > 1 or self.base(i) not in self.lists.plain | self.lists.ambiguous:
            return True
        before, following = self.base(i - 1), self.base(i + 1)
        return following in _FRASERS or (following in {"or", "and"} and before in {"or", "and", "/", "gillick"})
