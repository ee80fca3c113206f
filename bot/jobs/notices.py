"""What is posted besides answers: the card of a saved decision, and word to the safeguarding leads."""

from dataclasses import dataclass

import structlog

from bot.escalation import EscalationState
from bot.jobs.delivery import Delivery
from bot.jobs.hide import Hide
from bot.messages import CardOf, LeadNotice, LeadStep
from bot.slack.blocks.confirmation import confirmation_blocks
from bot.slack.blocks.lead import lead_claimed, lead_done
from bot.slack.blocks.lead_notice import lead_notice_blocks, lead_notice_text
from bot.slack.blocks.wording import NOTIFICATION
from bot.store.decisions import DecisionStore
from bot.store.escalations import EscalationNote, EscalationNotes, Place

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Notices:
    """Each shows once. Raises `NotDelivered` or `StoreUnavailable`: then call again."""

    delivery: Delivery
    decisions: DecisionStore
    escalations: EscalationNotes
    hide: Hide
    leads_channel: str | None

    def card(self, card: CardOf) -> None:
        """The confirmation card, in the direct message with the record's owner; not once they wanted all hidden."""
        record = self.decisions.get(card.team_id, card.reference)
        if record is None:
            log.error("card_without_record", reference=card.reference)
            return
        if self.hide.wanted_since(card.team_id, card.user_id, record.recorded_at):
            log.info("not_shown", reason="hidden", reference=card.reference)
            return
        self.delivery.post(f"card:{card.reference}", card.user_id, confirmation_blocks(record), NOTIFICATION)

    def leads(self, notice: LeadNotice) -> None:
        """Word to the leads' channel, as the request stands by now."""
        request = self.escalations.get(notice.team_id, notice.reference)
        if request is None or self.leads_channel is None:
            log.error("lead_notice_not_sent", reference=notice.reference, request=request is not None)
            return
        effect, text = f"lead:{notice.reference}", lead_notice_text(request.danger)
        posted = self.delivery.post(effect, self.leads_channel, lead_notice_blocks(request), text)
        ts = posted.ts if posted else self.delivery.shown_as(effect)
        if not ts:
            return
        place = Place(channel_id=posted.channel_id if posted else self.leads_channel, ts=ts)
        kept = self.escalations.noticed(notice.team_id, notice.reference, place)
        if kept.state is not request.state:  # a lead was quicker than the notice
            self._redraw(kept)

    def stepped(self, step: LeadStep) -> None:
        """The notice shows who has taken the request or is done with it, and the one who asked is told."""
        request = self.escalations.get(step.team_id, step.reference)
        if request is None:
            log.warning("step_without_request", reference=step.reference)
            return
        self._redraw(request)
        if request.outsider:
            return
        blocks = lead_claimed(request) if step.state is EscalationState.CLAIMED else lead_done(request)
        self.delivery.post(f"lead:{step.reference}:{step.state}", request.user_id, blocks, NOTIFICATION)

    def _redraw(self, request: EscalationNote) -> None:
        if request.notice is not None:
            place, text = request.notice, lead_notice_text(request.danger)
            self.delivery.replace(place.channel_id, place.ts, lead_notice_blocks(request), text)
