"""The answer a practitioner reads, before any channel gives it a shape."""

from enum import StrEnum
from itertools import groupby

from pydantic import BaseModel, ConfigDict

from actions.intents import Intent

READABLE_LIMIT = 1500
"""Characters of one answer that a person in a hurry will read."""


class Coverage(StrEnum):
    """How far the guidance itself answers the question."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Offer(StrEnum):
    """What the practitioner can do next, each a button of the contract."""

    RECORD_DECISION = "record_decision"
    START_ASSESSMENT = "start_assessment"
    REQUEST_LEAD = "request_lead"


class Applied(BaseModel):
    """A principle or a golden rule, and why it bears on this question."""

    model_config = ConfigDict(frozen=True)

    id: str
    """A principle's id (`timely`) or a golden rule's number as text (`3`)."""
    name: str
    why: str


class Quote(BaseModel):
    """Words that are the guidance's own, and the heading they stand under."""

    model_config = ConfigDict(frozen=True)

    text: str
    heading: str


class Besides(BaseModel):
    """A short answer to the second thing asked."""

    model_config = ConfigDict(frozen=True)

    intent: Intent
    title: str
    opening: str
    quotes: tuple[Quote, ...] = ()
    not_covered: str | None = None

    @property
    def text(self) -> str:
        """The answer, the guidance's words, and what the page does not say."""
        quotes = [f"“{quote.text}” ({quote.heading})" for quote in self.quotes]
        gap = [f"Not on the page: {self.not_covered}"] if self.not_covered else []
        return "\n".join([self.opening, *quotes, *gap])


class Answer(BaseModel):
    """One whole answer: the answer itself first, then why, then what next."""

    model_config = ConfigDict(frozen=True)

    intent: Intent
    title: str
    opening: str
    quotes: tuple[Quote, ...] = ()
    principles: tuple[Applied, ...] = ()
    golden_rules: tuple[Applied, ...] = ()
    next_steps: tuple[str, ...] = ()
    not_covered: str | None = None
    """What the page does not say, where it does not say all."""
    coverage: Coverage
    sources: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    besides: Besides | None = None

    @property
    def text(self) -> str:
        """All that the practitioner reads, as plain text, at most `READABLE_LIMIT` characters."""
        quotes = [
            f"• {' '.join(f'“{quote.text}”' for quote in group)} ({heading})"
            for heading, group in groupby(self.quotes, key=lambda quote: quote.heading)
        ]
        why = [f"• {applied.name}: {applied.why}" for applied in self.principles]
        why += [f"• Golden rule {applied.id} ({applied.name}): {applied.why}" for applied in self.golden_rules]
        steps = [f"• {step}" for step in self.next_steps]
        parts = [
            [self.title],
            [self.opening],
            _headed("The guidance says:", quotes),
            _headed("Why:", why),
            _headed("Next:", steps),
            [f"You also asked: {self.besides.title}", self.besides.text] if self.besides else [],
            [f"Not on the page: {self.not_covered}"] if self.not_covered else [],
            [f"Source: {'; '.join(self.sources)}"] if self.sources else [],
        ]
        return "\n\n".join("\n".join(part) for part in parts if part)


def _headed(heading: str, lines: list[str]) -> list[str]:
    """The lines under their heading, or nothing at all."""
    return [heading, *lines] if lines else []
