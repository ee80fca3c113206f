"""What happens to a message before anything else may see it: made plain, screened for danger, redacted."""

from dataclasses import dataclass

from actions.redaction import Redacted, Span, redact
from actions.urgency import Urgency, assess
from actions.wording import Plain, plain


@dataclass(frozen=True)
class Screened:
    """A message that may travel: `text` holds no identifier that was recognised."""

    urgency: Urgency
    _plain: Plain
    _redacted: Redacted

    @property
    def text(self) -> str:
        """The plain, redacted words."""
        return self._redacted.text

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of identifier that were taken out."""
        return self._redacted.kinds

    @property
    def is_blank(self) -> bool:
        """No letter or digit to go by."""
        return self._plain.is_blank

    @property
    def too_long(self) -> bool:
        """More than a question holds (`actions.wording.MAX_CHARACTERS`)."""
        return self._plain.too_long

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the identifiers stand, in characters of the text as given."""
        return tuple(
            Span(start=self._given(span.start), end=self._given_end(span.end), type=span.type)
            for span in self._redacted.spans
        )

    def given_range(self, start: int, end: int) -> tuple[int, int]:
        """A range of `text` as a range of the text as given."""
        first = self._redacted.original_offset(start)
        last = self._redacted.original_offset(max(start, end - 1))
        return self._given(first), self._given(last) + 1

    def _given(self, offset: int) -> int:
        return self._plain.original_offset(offset)

    def _given_end(self, offset: int) -> int:
        """The end of a range: one past the last character, so that markup after it stays outside."""
        return self._plain.original_offset(offset - 1) + 1 if offset else 0


def screen(text: str) -> Screened:
    """Make plain, look for danger, then redact: in that order, so that redaction never hides an emergency."""
    wording = plain(text)
    return Screened(urgency=assess(wording.text), _plain=wording, _redacted=redact(wording.text))
