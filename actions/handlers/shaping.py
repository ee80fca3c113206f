"""How what a message names changes an answer: whom it is about, and how consent stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template as Placeholders

from actions.entities import Agency, ConsentState
from actions.guidance import Guidance
from actions.guidance.answers import Shape, ShapeKind, Template
from actions.handlers.named import Named
from actions.intents import Intent

NAMES_SHOWN = 2
"""Agencies named in one answer; further ones are “others”."""

REFUSALS = frozenset({ConsentState.REFUSED, ConsentState.WITHDRAWN})


@dataclass(frozen=True)
class Shaping:
    """What shapes one message's answer; `recipient` stands where a text says `$recipient`."""

    recipient: str
    shapes: Mapping[ShapeKind, Shape]
    """Consent before agency: an opening for the state of consent wins over one for the agency."""

    @classmethod
    def of(cls, guidance: Guidance, template: Template, named: Named) -> "Shaping":
        """The shapes of one answer for what a message names."""
        found: dict[ShapeKind, Shape | None] = {
            "consent": _consent_shape(guidance, named),
            "agency": _agency_shape(guidance, named),
        }
        recipient = _recipient(guidance, named) or template.recipient or guidance.agencies.default
        return cls(recipient, {kind: shape for kind, shape in found.items() if shape})

    def opening(self, intent: Intent, template: Template) -> str:
        """The answer itself, in the words of the shape that has its own, then the notes of the others."""
        opener = next((kind for kind, shape in self.shapes.items() if intent in shape.openings), None)
        base = self.shapes[opener].openings[intent] if opener else template.opening
        notes = [
            shape.note_for(intent, general=kind in template.notes)
            for kind, shape in self.shapes.items()
            if kind != opener
        ]
        return " ".join([self.fill(base), *(note for note in notes if note)])

    def fill(self, text: str) -> str:
        """The text with the agency's name in its place."""
        return Placeholders(text).substitute(recipient=self.recipient)

    def not_covered(self, intent: Intent, template: Template) -> str | None:
        """What the page does not say, of what is named and of the question."""
        gaps = [shape.not_covered[intent] for shape in self.shapes.values() if intent in shape.not_covered]
        if template.not_covered:
            return "; ".join([*(gap.rstrip(".") for gap in gaps), template.not_covered])
        return " ".join(gaps) or None


def _recipient(guidance: Guidance, named: Named) -> str | None:
    shapes = [guidance.agencies.agencies[agency] for agency in named.agencies]
    names = [shape.name for shape in shapes if shape.name]
    if len(names) > NAMES_SHOWN:
        return f"{', '.join(names[:NAMES_SHOWN])} and others"
    return " and ".join(names) or None


def _agency_shape(guidance: Guidance, named: Named) -> Shape | None:
    """A parent's before all others, since telling one can bring danger; its openings only when no other is named."""
    if Agency.PARENT_CARER in named.agencies:
        shape = guidance.agencies.agencies[Agency.PARENT_CARER]
        return shape if len(named.agencies) == 1 else shape.model_copy(update={"openings": {}})
    return guidance.agencies.agencies[named.agencies[0]] if named.agencies else None


def _consent_shape(guidance: Guidance, named: Named) -> Shape | None:
    """A yes beside a no is mixed; else the first state in the order of the data."""
    if ConsentState.GIVEN in named.consent and named.consent & REFUSALS:
        return guidance.consent.mixed
    return next((shape for state, shape in guidance.consent.states.items() if state in named.consent), None)
