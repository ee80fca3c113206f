"""The decision record: its fields, its checks and its amendments."""

from actions.decisions.errors import InvalidDecision
from actions.decisions.fields import Choice, Field, Value, fields, visible_fields
from actions.decisions.record import (
    Amendment,
    DecisionRecord,
    Owner,
    Status,
    amend,
    identifiers_in,
    make_record,
    sent_again,
)

__all__ = [
    "Amendment",
    "Choice",
    "DecisionRecord",
    "Field",
    "InvalidDecision",
    "Owner",
    "Status",
    "Value",
    "amend",
    "fields",
    "identifiers_in",
    "make_record",
    "sent_again",
    "visible_fields",
]
