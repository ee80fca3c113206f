"""What is posted besides answers: the card of a saved decision, and word to the safeguarding leads."""

from dataclasses import dataclass

import structlog

from bot.jobs.delivery import Delivery
from bot.messages import CardOf, LeadNotice
from bot.slack.blocks.confirmation import confirmation_blocks
from bot.slack.blocks.lead_notice import lead_notice_blocks, lead_notice_text
from bot.slack.blocks.wording import NOTIFICATION
from bot.store.decisions import DecisionStore

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Notices:
    """Each shows once. Raises `NotDelivered` or `StoreUnavailable`: then call again."""

    delivery: Delivery
    decisions: DecisionStore
    leads_channel: str | None

    def card(self, card: CardOf) -> None:
        """The confirmation card, in the direct message with the record's owner."""
        record = self.decisions.get(card.team_id, card.reference)
        if record is None:
            log.error("card_without_record", reference=card.reference)
            return
        self.delivery.post(f"card:{card.reference}", card.user_id, confirmation_blocks(record), NOTIFICATION)

    def leads(self, notice: LeadNotice) -> None:
        """Word to the leads' channel: who asks, how soon, and the reference."""
        if self.leads_channel is None:
            log.error("no_leads_channel", reference=notice.reference)
            return
        blocks = lead_notice_blocks(
            notice.reference, notice.user_id, notice.urgency, danger=notice.danger, alarm=notice.alarm
        )
        self.delivery.post(f"lead:{notice.reference}", self.leads_channel, blocks, lead_notice_text(notice.danger))
