"""Which words name what: a sequence tagger over tokens, kept in crfsuite's own file format."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.nlu.components.crfsuite import Trainer, same_shuffle

OUTSIDE = "O"
FIRST, REST = "B-", "I-"
EDGE = "<>"
WINDOW = (-3, -2, -1, 1, 2, 3)
"""Neighbours whose words are features of a token."""

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_PLURAL = re.compile(r"(?:'s|s'|s)$")
_LOWER, _UPPER, _DIGIT = re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, `start` and `end` in characters, the kind of thing that it names, and which one."""

    start: int
    end: int
    entity: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of punctuation."""

    text: str
    start: int
    end: int


def tokenised(text: str) -> list[Token]:
    """The text's words, with their apostrophes, and its punctuation."""
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


class Phrases:
    """Phrases known to name something, as a feature: the tagger learns how far to trust them."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._names = {
            tuple(token.text.lower() for token in tokenised(phrase)): name
            for name, listed in phrases.items()
            for phrase in listed
        }
        self._longest = max(map(len, self._names), default=0)

    def matched(self, words: Sequence[str]) -> dict[int, str]:
        """The name of the longest phrase that each word (in small letters) stands in, by the word's place."""
        found: dict[int, str] = {}
        for length in range(self._longest, 0, -1):
            for start in range(len(words) - length + 1):
                name = self._names.get(tuple(words[start : start + length]))
                if name is not None:
                    for place in range(start, start + length):
                        found.setdefault(place, name)
        return found


def features(tokens: Sequence[Token], phrases: Phrases, intent: str) -> list[list[str]]:
    """What the tagger knows of each token: letters, shape, neighbours, the phrases it stands in, what the message asks.

    A mother is told in one message and only part of the story in another: what is asked tells them apart.
    """
    words = [token.text.lower() for token in tokens]
    known = phrases.matched(words)
    padded = dict(enumerate(words))
    return [
        [
            *_features(place, tokens[place].text, padded, known),
            f"asks={intent}",
            f"asks,known={intent} {known.get(place, EDGE)}",
        ]
        for place in range(len(tokens))
    ]


def _features(place: int, written: str, words: Mapping[int, str], known: Mapping[int, str]) -> list[str]:
    word = words[place]
    around = {offset: words.get(place + offset, EDGE) for offset in WINDOW}
    own = [
        "bias",
        f"word={word}",
        f"end3={word[-3:]}",
        f"end2={word[-2:]}",
        f"begin4={word[:4]}",
        f"begin2={word[:2]}",
        f"shape={_shape(written)}",
        f"known={known.get(place, EDGE)}",
        f"listed={place in known}",
        f"stem={_PLURAL.sub('', word)}",
        f"known-1={known.get(place - 1, EDGE)}",
        f"known+1={known.get(place + 1, EDGE)}",
    ]
    pairs = [f"-1,0={around[-1]} {word}", f"0,1={word} {around[1]}", f"-2,-1={around[-2]} {around[-1]}"]
    return [*own, *(f"{offset}={neighbour}" for offset, neighbour in around.items()), *pairs]


def _shape(word: str) -> str:
    return _DIGIT.sub("9", _UPPER.sub("A", _LOWER.sub("a", word)))[:6]


def tags(tokens: Sequence[Token], spans: Iterable[Span]) -> list[str]:
    """One tag a token: B-entity at a span's first, I-entity at its rest, O outside."""
    found = [OUTSIDE] * len(tokens)
    for span in spans:
        prefix = FIRST
        for place, token in enumerate(tokens):
            if token.start >= span.start and token.end <= span.end:
                found[place] = f"{prefix}{span.entity}"
                prefix = REST
    return found


def spans(tokens: Sequence[Token], tagged: Sequence[str]) -> Iterator[Span]:
    """The spans that tags mark, without values; a rest that does not go on from its like begins a span of its own."""
    start, label, end = 0, "", 0
    for token, tag in zip(tokens, tagged, strict=True):
        named = "" if tag == OUTSIDE else tag[len(FIRST) :]
        if label and (named != label or tag.startswith(FIRST)):
            yield Span(start, end, label)
            label = ""
        if named and not label:
            start, label = token.start, named
        end = token.end
    if label:
        yield Span(start, end, label)


def train_tagger(
    examples: Iterable[tuple[str, str, Sequence[Span]]], phrases: Phrases, rounds: int, path: Path
) -> None:
    """Learn from marked texts, each with its intent, by averaged perceptron and write the tagger to `path`."""
    trainer = Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"max_iterations": rounds})
    for text, intent, marked in examples:
        tokens = tokenised(text)
        if tokens:
            trainer.append(features(tokens, phrases, intent), tags(tokens, marked))
    same_shuffle()
    trainer.train(str(path))
