"""What the guided decision asks: closed answers only, so that no case detail is needed."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

YesNoUnsure = Literal["yes", "no", "unsure"]
Consent = Literal["given", "refused", "withdrawn", "unsafe_to_ask", "would_delay", "other_basis", "not_considered"]
Risk = Literal["none", "need", "harm", "unsure"]


class Inputs(BaseModel):
    """The answers; one that was not given counts as unsure, which never points towards silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    danger_now: YesNoUnsure = "unsure"
    purpose: YesNoUnsure = "unsure"
    role: YesNoUnsure = "unsure"
    """Whether the recipient needs it to safeguard or support the child."""
    verified: YesNoUnsure = "unsure"
    identifies: YesNoUnsure = "unsure"
    confidential: YesNoUnsure = "unsure"
    compelled: YesNoUnsure = "unsure"
    consent: Consent = "not_considered"
    basis: YesNoUnsure = "unsure"
    """Whether there is a legal basis other than consent."""
    risk: Risk = "unsure"
    detriment: YesNoUnsure = "unsure"
    """Whether sharing would be worse for the child than not sharing."""
    scope_min: YesNoUnsure = "unsure"
    labelled: YesNoUnsure = "unsure"
    adequate: YesNoUnsure = "unsure"
    secure: YesNoUnsure = "unsure"
    tell_safe: YesNoUnsure = "unsure"
