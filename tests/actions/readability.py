"""Flesch-Kincaid grade without a download: textstat's own English measure fetches a dictionary from the network.

Syllables are counted from spelling, and rather too many than too few, so that the grade errs on the hard side.
"""

import re

WORD = re.compile(r"[A-Za-z0-9’'‑-]+")
SENTENCE_END = re.compile(r"[.!?]")
VOWELS = re.compile(r"[aeiouy]+")
SILENT_ENDING = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouycgsxz]es)$")


def syllables(word: str) -> int:
    """Syllables of one word, at least one; a numeral has one for each digit."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if not letters:
        return max(1, len(word))
    spoken = SILENT_ENDING.sub("", letters) or letters
    return max(1, len(VOWELS.findall(spoken)))


def grade(text: str) -> float:
    """Flesch-Kincaid grade: a line that ends without a full stop runs on into the next, as textstat has it."""
    words = WORD.findall(text)
    sentences = max(1, sum(1 for part in SENTENCE_END.split(text) if len(WORD.findall(part)) > 2))
    per_word = sum(syllables(word) for word in words) / len(words)
    return 0.39 * len(words) / sentences + 11.8 * per_word - 15.59
