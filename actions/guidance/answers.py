"""The shape of an answer as data, and of what changes it."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from actions.answer import Coverage, Offer
from actions.entities import Agency, ConsentState
from actions.guidance.page import Data, RuleNumber, Words
from actions.intents import Intent

ShapeKind = Literal["consent", "agency"]

LABEL_LIMIT = 60
"""Characters of a label: it must fit a Slack button (75) with room to spare."""


class Template(Data):
    """One intent's answer. In `opening` and `next_steps`, `$recipient` stands for the agency that a message names."""

    label: Annotated[str, Field(min_length=1, max_length=LABEL_LIMIT)]
    """The intent in the practitioner's own words."""
    title: Words
    opening: Words
    """The answer itself."""
    quotes: tuple[str, ...] = ()
    """Passage ids, such as `timely.urgent` or `rule.4`."""
    principles: dict[str, Words] = Field(default_factory=dict)
    """Principle id to why it bears on the question."""
    golden_rules: dict[RuleNumber, Words] = Field(default_factory=dict)
    """Rule number to why it bears on the question."""
    next_steps: tuple[Words, ...] = ()
    not_covered: Words | None = None
    """What the page does not say."""
    coverage: Coverage
    recipient: Words | None = None
    """What `$recipient` stands for when a message names nobody; without it, the guidance's default."""
    notes: tuple[ShapeKind, ...] = ()
    """Whose general note this answer takes on."""
    offers: tuple[Offer, ...] = ()

    @model_validator(mode="after")
    def _coverage_and_gap_agree(self) -> Self:
        if self.coverage is Coverage.FULL and self.not_covered:
            raise ValueError("coverage is full, so there is nothing for not_covered to say")
        if self.coverage is Coverage.PARTIAL and not self.not_covered:
            raise ValueError("coverage is partial, so not_covered has to say what is missing")
        return self


class Shape(Data):
    """How an agency or a state of consent changes answers."""

    name: Words | None = None
    """What stands for `$recipient`."""
    note: Words
    """Added to the opening of each answer that takes such notes on."""
    notes: dict[Intent, Words] = Field(default_factory=dict)
    """Another note for one intent."""
    openings: dict[Intent, Words] = Field(default_factory=dict)
    """Another opening for one intent."""
    not_covered: dict[Intent, Words] = Field(default_factory=dict)
    """What the page does not say of this, for one intent."""

    def note_for(self, intent: Intent, *, general: bool) -> str | None:
        """The intent's own note, else the general one where it is wanted."""
        return self.notes.get(intent, self.note if general else None)


class AgencyShapes(Data):
    """`variations/agency.yml`."""

    default: Words
    """Stands for `$recipient` when a message names nobody."""
    agencies: dict[Agency, Shape]


class ConsentShapes(Data):
    """`variations/consent.yml`: states in the order in which they win over one another."""

    mixed: Shape
    """A yes together with a no."""
    states: dict[ConsentState, Shape]


class RuleMeaning(Data):
    """What one golden rule means in practice."""

    opening: Words
    why: Words
    principles: dict[str, Words]
    next_steps: tuple[Words, ...]


class RuleMeanings(Data):
    """`variations/golden_rule.yml`."""

    absent: Words
    """Opens the answer to a number that no rule has."""
    several_title: Words
    several: Words
    """Opens the answer to several numbers at once."""
    named: Words
    """Why a rule that the message names stands in another answer."""
    rules: dict[RuleNumber, RuleMeaning]


class Shared(Data):
    """`shared.yml`: words that several answers use."""

    check: Words
    """Heads an answer when a child may be in danger."""
    choices: Words
    """Leads in the labels that the bot offers back."""
