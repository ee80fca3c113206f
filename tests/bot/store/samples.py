"""Invented things to keep."""

from datetime import UTC, datetime, timedelta

from actions.urgency import Urgency
from bot.messages import AnswerRef
from bot.store.answers import ShownAnswer

TEAM = "T0HARBOUR"
OTHER_TEAM = "T0MEADOW"
PERSON = "U0WREN"
OTHER_PERSON = "U0HERON"
CHANNEL = "D0ESTUARY"
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def answer_ref(answer_id: str = "answer-1") -> AnswerRef:
    """What is kept of one answer."""
    return AnswerRef(
        id=answer_id,
        question_id=f"question-of-{answer_id}",
        intent="ask_consent",
        urgency=Urgency.NONE,
        guidance_version="2026-03",
        model="m-1",
    )


def shown_answer(
    answer_id: str = "answer-1",
    *,
    team_id: str = TEAM,
    user_id: str = PERSON,
    channel_id: str = CHANNEL,
    question_ts: str | None = "100.1",
    age: timedelta = timedelta(0),
) -> ShownAnswer:
    """An answer that stands in a channel."""
    return ShownAnswer(
        ref=answer_ref(answer_id),
        team_id=team_id,
        user_id=user_id,
        channel_id=channel_id,
        ts=f"ts-of-{answer_id}",
        question_channel_id=None if question_ts is None else channel_id,
        question_ts=question_ts,
        shown_at=NOW - age,
    )
