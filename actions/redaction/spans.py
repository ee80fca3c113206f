"""What redaction finds: a stretch of text and the kind of identifier in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from actions.traced import Traced


class Kind(StrEnum):
    """The kinds of identifier, as the outside contract names them."""

    PERSON = "person"
    DATE_OF_BIRTH = "date_of_birth"
    NHS_NUMBER = "nhs_number"
    UPN = "upn"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NATIONAL_INSURANCE = "national_insurance"
    CASE_NUMBER = "case_number"
    USERNAME = "username"

    @property
    def placeholder(self) -> str:
        """What stands in the text in the identifier's place."""
        return f"[{_SHOWN.get(self, self.value.replace('_', ' '))}]"


_SHOWN = {
    Kind.PERSON: "name",
    Kind.NHS_NUMBER: "NHS number",
    Kind.UPN: "UPN",
    Kind.NATIONAL_INSURANCE: "National Insurance number",
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to `end` of the text as given."""

    start: int
    end: int
    type: Kind


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with its identifiers out, and the way back to the text as given."""

    text: str
    spans: tuple[Span, ...]
    _trace: Traced

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The distinct kinds found, in the order of the text."""
        return tuple(dict.fromkeys(span.type for span in self.spans))

    def original_offset(self, offset: int) -> int:
        """Where an offset into `text` lies in the text as given."""
        return self._trace.original_offset(offset)


def put_out(text: str, spans: Sequence[Span]) -> Redacted:
    """The text with a placeholder for each span; spans are in order and do not overlap."""
    trace = Traced.of(text).replace((span.start, span.end, span.type.placeholder) for span in spans)
    return Redacted(trace.text, tuple(spans), trace)
