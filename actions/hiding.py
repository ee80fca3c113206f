"""Plain words that want the conversation off the screen, known without a model; and questions that only sound so."""

import re

_COURTESY = r"(?:please|pls|plz|quick|quickly|now|asap|at once|right now|right away|straight away)"
_WHAT = (
    r"(?:this|it|that|these|them|all|everything|all (?:this|that|of it|of this)"
    r"|(?:this|the|my|our|your) (?:chat|conversation|screen|thread|messages?|answers?|repl(?:y|ies)))"
)
_WISH = re.compile(
    rf"(?:{_COURTESY} )*(?:sharewise )?(?:{_COURTESY} )*(?:hide(?: {_WHAT})?|quick exit)(?: {_COURTESY})*"
)
"""The whole message, and nothing beside: whatever says more is for the language model to read."""

_WORD = re.compile(r"[\w']+")

_SENTENCE = re.compile(r"[.!]")
_ASKING = re.compile(
    r"\b(?:can|could|may|might|should|shall|must|do|does|did|would|will|am|are|is|ought)\s(?!you\b|u\b)", re.IGNORECASE
)
_HIDING = re.compile(r"\b(?:hide|hiding|hid|hidden)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_STEPS = (_ASKING, _HIDING, _FROM)
"""In this order within a sentence: somebody asks whether a thing may be hidden from a person, named after "from"."""


def wants_hiding(text: str) -> bool:
    """Whether the plain words say only that the conversation is to be hidden: "hide", "hide this now", "quick exit"."""
    return "?" not in text and _WISH.fullmatch(" ".join(_WORD.findall(text.casefold()))) is not None


def asks_about_hiding(text: str) -> bool:
    """Whether the words ask if something may be hidden from somebody, which must not clear the screen."""
    return any(_takes_every_step(sentence) for sentence in _SENTENCE.split(text))


def _takes_every_step(sentence: str) -> bool:
    place = 0
    for step in _STEPS:
        found = step.search(sentence, place)
        if found is None:
            return False
        place = found.end()
    return True
