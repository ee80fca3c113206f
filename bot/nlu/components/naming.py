"""What a marked stretch of text stands for: `front door` for social care, `having none of it` for a refusal.

A maximum-entropy model over the stretch's words and letters, kept in crfsuite's own file format as sequences of one.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.nlu.components.crfsuite import Tagger, Trainer
from bot.nlu.components.tagging import EDGE, Phrases, Span, Token

AROUND = (-2, -1, 1, 2)
LETTERS = (3, 4)
ROUNDS = 100
SMOOTHING = 0.1
"""crfsuite's `c2`: distrust of the examples."""


def naming_features(tokens: Sequence[Token], span: Span, known: dict[int, str]) -> list[str]:
    """What is known of a stretch, each said of its kind of entity alone, so that kinds never mix."""
    words = [token.text.lower() for token in tokens]
    places = [place for place, token in enumerate(tokens) if token.start >= span.start and token.end <= span.end]
    if not places:
        return []
    inside = [words[place] for place in places]
    found = ["bias", f"all={' '.join(inside)}", f"last={inside[-1]}"]
    found += [f"word={word}" for word in inside]
    found += [f"known={known.get(place, EDGE)}" for place in places]
    found += [f"letters={part}" for word in inside for part in _letters(word)]
    for offset in AROUND:
        place = places[0] + offset if offset < 0 else places[-1] + offset
        found.append(f"{offset}={words[place] if 0 <= place < len(words) else EDGE}")
    return [f"{span.entity}:{each}" for each in dict.fromkeys(found)]


def train_namer(examples: Iterable[tuple[Sequence[Token], Sequence[Span]]], phrases: Phrases, path: Path) -> None:
    """Learn from stretches whose values are known and write the model to `path`."""
    trainer = Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"max_iterations": ROUNDS, "c1": 0.0, "c2": SMOOTHING})
    for tokens, spans in examples:
        known = phrases.matched([token.text.lower() for token in tokens])
        for span in spans:
            described = naming_features(tokens, span, known)
            if described:
                trainer.append([described], [span.value])
    trainer.train(str(path))


def named(namer: Tagger, tokens: Sequence[Token], spans: Iterable[Span], phrases: Phrases) -> list[Span]:
    """The same stretches with what they stand for."""
    known = phrases.matched([token.text.lower() for token in tokens])
    return [
        Span(span.start, span.end, span.entity, namer.tag([naming_features(tokens, span, known)])[0]) for span in spans
    ]


def _letters(word: str) -> list[str]:
    padded = f"<{word}>"
    return [padded[start : start + length] for length in LETTERS for start in range(len(padded) - length + 1)]
