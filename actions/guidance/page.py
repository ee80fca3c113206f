"""The page's own words: its passages, principles and golden rules, and where they come from."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1)]
RuleNumber = Annotated[int, Field(ge=1, le=7)]


class Data(BaseModel):
    """Frozen, and without room for a key that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Data):
    """The sidecar of `source.txt`: title, edition, origin, and the file's SHA-256 in hexadecimal."""

    title: Words
    aligned_with: Words
    version: Words
    citation: Words
    """The line under an answer."""
    attribution: Words
    origin: Words
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Section(Data):
    """One section of the page: its heading, and passages by id; all word for word."""

    heading: Words
    passages: dict[str, Words]


class Principle(Data):
    """One principle: the page's name for it, and its passages by id; all word for word."""

    name: Words
    passages: dict[str, Words]


class Principles(Data):
    """`principles.yml`: by id, in the page's order."""

    heading: Words
    principles: dict[str, Principle]


class GoldenRule(Data):
    """One golden rule: `text` is the page's, word for word; `short` is this project's name for it."""

    short: Words
    text: Words


class GoldenRules(Data):
    """`rules.yml`: by number, in the page's order."""

    heading: Words
    rules: dict[RuleNumber, GoldenRule]


def same_words(text: str) -> str:
    """The text with every run of white space as one space: the only difference that word for word allows."""
    return " ".join(text.split())
