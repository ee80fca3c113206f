"""What a modal carries for itself in `private_metadata`: ids only, validated when it comes back.

Nothing of the case and nobody's identity is in it: who submits is taken from Slack's own signed payload.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,100}$")]


class TamperedMetadata(ValueError):
    """The metadata is not what we wrote, or of another version. Says nothing of its content."""


class _Metadata(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1

    def written(self) -> str:
        """As it travels in the modal; far below Slack's 3,000 characters."""
        return self.model_dump_json(exclude_none=True)

    @classmethod
    def read(cls, text: object) -> Self:
        """What a modal brought back. Raises `TamperedMetadata`."""
        try:
            return cls.model_validate_json(text if isinstance(text, str) else "")
        except ValidationError:
            raise TamperedMetadata("private_metadata does not validate") from None


class FormMetadata(_Metadata):
    """Of the decision form and of the guided decision."""

    submission_id: Id
    """One form, one record, however often it is submitted."""
    answer: Id | None = None
    more: bool = False
    """The optional fields are unfolded."""


class RequestMetadata(_Metadata):
    """Of the request for a lead and of the question form."""

    request_id: Id
    answer: Id | None = None
