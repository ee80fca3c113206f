"""Reminding the leads, by reference, of what has been kept long enough to be looked at again."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from actions.decisions.dates import uk_day
from bot.jobs.delivery import Delivery
from bot.slack.blocks.review_notice import MOST, review_notice_blocks
from bot.slack.blocks.wording import Notification
from bot.store.reviews import Due, ReviewStore

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Reminders:
    """One message a workspace and run, where anything is due. Raises `NotDelivered` or `StoreUnavailable`."""

    delivery: Delivery
    reviews: ReviewStore
    leads_channel: str
    now: Callable[[], datetime]

    def remind(self) -> None:
        """Each reference is named once a period; one that was named and not noted is not posted twice."""
        for team_id in self.reviews.workspaces():
            untold = self.reviews.untold(team_id, self.now())
            named = untold[:MOST]
            if not named:
                continue
            lines = [(due.reference, uk_day(due.since)) for due in named]
            blocks = review_notice_blocks(lines, self.reviews.days, more=len(untold) > MOST)
            self.delivery.post(_effect(team_id, named), self.leads_channel, blocks, Notification.REVIEWS_DUE)
            self.reviews.remember_told(team_id, named)
            log.info("reviews_told", references=len(named))


def _effect(team_id: str, named: Sequence[Due]) -> str:
    told = "\n".join(f"{due.reference} {due.period}" for due in named)
    return f"reviews:{team_id}:{hashlib.sha256(told.encode()).hexdigest()[:32]}"
