"""Word to the leads' channel that records are due for review: references and dates, nothing of a case."""

from collections.abc import Sequence
from datetime import date

from actions.decisions.dates import long_date
from bot.slack.blocks.kit import Blocks, bullets, context, header, section, shown

MOST = 30
"""References in one reminder; the rest come with the next."""


def review_notice_blocks(due: Sequence[tuple[str, date]], days: int, *, more: bool = False) -> Blocks:
    """For a channel that safeguarding leads read: references, each with the day since which it has been kept."""
    lines = [f"{shown(reference, 60)}, kept since {long_date(since)}" for reference, since in due[:MOST]]
    return [
        header("Records are due for review"),
        section(f"These decisions and requests for a lead have been kept for {days} days or longer."),
        bullets("To review", lines),
        section(
            "Decide by your retention policy whether each is still needed. Sharewise deletes nothing by itself: those"
            " who run it remove what you no longer need."
        ),
        context("More are due; they follow with the next reminder." if more else "Each is named once a period."),
    ]
