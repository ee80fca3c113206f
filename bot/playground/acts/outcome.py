"""What came of something that a person did."""

from pydantic import BaseModel, ConfigDict

from bot.playground.delivery.parcel import Reply
from bot.playground.wire import JsonObject


class Outcome(BaseModel):
    """Whether the app heard of it and acknowledged, what it answered, and what Slack then told the person."""

    model_config = ConfigDict(frozen=True)

    delivered: bool = True
    """False when Slack's own client refused before the app heard of it."""
    acknowledged: bool = False
    failure: str | None = None
    response: JsonObject | None = None
    notice: str | None = None
    """Slack's own words to the person when something went wrong."""
    errors: dict[str, str] = {}
    """Field errors now shown in the view, by block id."""


def outcome_of(reply: Reply, notice: str | None = None) -> Outcome:
    """The outcome of a reply; `notice` is shown only when there was no acknowledgement."""
    return Outcome(
        acknowledged=reply.acknowledged,
        failure=reply.failure,
        response=reply.response,
        notice=None if reply.acknowledged else notice,
    )
