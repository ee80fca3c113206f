"""A plain second way of understanding a message, for when the language model is away."""

import re
from collections.abc import Mapping
from importlib import resources

import yaml
from pydantic import TypeAdapter

from actions.intents import Intent

Keywords = Mapping[Intent, tuple[str, ...]]


def load_keywords() -> Keywords:
    """Read the phrases of each intent; a label that does not exist is a `pydantic.ValidationError`."""
    text = resources.files(__package__).joinpath("keywords.yml").read_text(encoding="utf-8")
    return TypeAdapter(dict[Intent, tuple[str, ...]]).validate_python(yaml.safe_load(text))


def guess(text: str, keywords: Keywords) -> Intent:
    """The intent whose longest phrase stands in `text` as whole words, else `NLU_FALLBACK`."""
    words = text.casefold()
    found = (
        (len(phrase), intent)
        for intent, phrases in keywords.items()
        for phrase in phrases
        if re.search(rf"\b{re.escape(phrase)}\b", words)
    )
    return max(found, key=lambda match: match[0], default=(0, Intent.NLU_FALLBACK))[1]
