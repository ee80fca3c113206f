"""Word to the leads' channel: who asks, how soon, which reference. Nothing of the case."""

from bot.slack.blocks.kit import Blocks, context, header, markup, shown
from bot.slack.blocks.lead import LABELS
from bot.slack.ports import LeadUrgency


def lead_notice_blocks(
    reference: str, user_id: str, urgency: str, *, danger: bool = False, alarm: bool = False
) -> Blocks:
    """For a channel that safeguarding leads read. `alarm`: nobody asked, the words themselves point to danger."""
    heading = "A child may be in danger: a lead is wanted now" if danger else "A safeguarding lead is wanted"
    why = f"What *<@{user_id}>* wrote points to danger now. Please ring them." if alarm else ""
    why = why or f"*<@{user_id}>* asks for you."
    return [
        header(heading),
        markup(f"{why} How soon: *{_label(urgency)}*. Reference: *{shown(reference, 60)}*"),
        context("The question itself is not sent here. Please speak to them by phone or direct message."),
    ]


def lead_notice_text(danger: bool) -> str:
    """What a lock screen may show."""
    return "Sharewise: a lead is wanted now." if danger else "Sharewise: a lead is wanted."


def _label(urgency: str) -> str:
    return LABELS[LeadUrgency(urgency)] if urgency in set(LeadUrgency) else urgency
