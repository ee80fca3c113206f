"""Word to the leads' channel: who asks, how soon, which reference, and who has taken it. Nothing of the case."""

from bot.escalation import Escalation, EscalationState
from bot.slack.blocks.kit import Blocks, Style, actions, button, context, header, markup, shown
from bot.slack.blocks.lead import LABELS
from bot.slack.blocks.when import moment
from bot.slack.blocks.wording import Notification
from bot.slack.ids import Action
from bot.slack.ports import LeadUrgency

CLAIM = "I am taking this"
RESOLVE = "Done"

OUTSIDER = (
    "They may be a guest or of another organisation, or they wrote where outsiders read: they are not known to be a"
    " member here. I told them to call 999, and nothing of you."
)
NOTHING_SENT = "The question itself is not sent here. Please speak to them by phone or direct message."


def lead_notice_blocks(request: Escalation, *, kept: bool = True) -> Blocks:
    """For a channel that safeguarding leads read. What is not `kept` cannot be taken, so it has no button."""
    return [
        header(_heading(request)),
        markup(
            f"{_why(request)} How soon: *{urgency_label(request.urgency)}*. Reference: *{shown(request.reference, 60)}*"
        ),
        *([markup(OUTSIDER)] if request.outsider else []),
        *_hands(request),
        context(NOTHING_SENT),
        *(_buttons(request) if kept else []),
    ]


def lead_notice_text(danger: bool) -> Notification:
    """What a lock screen may show."""
    return Notification.LEAD_WANTED_NOW if danger else Notification.LEAD_WANTED


def urgency_label(urgency: str) -> str:
    """How soon, in words."""
    return LABELS[LeadUrgency(urgency)] if urgency in set(LeadUrgency) else urgency


def standing(request: Escalation) -> str:
    """How far it has come, in Slack's markup."""
    if request.resolved:
        return f"Done: *<@{request.resolved.user_id}>*, {moment(request.resolved.at)}."
    if request.claimed:
        return f"Taken by *<@{request.claimed.user_id}>*, {moment(request.claimed.at)}."
    return "Nobody has taken it yet."


def _heading(request: Escalation) -> str:
    if request.state is EscalationState.RESOLVED:
        return "A request for a lead, done"
    if request.danger:
        return "A child may be in danger: a lead is wanted now"
    return "A safeguarding lead is wanted"


def _why(request: Escalation) -> str:
    if request.alarm:
        return f"What *<@{request.user_id}>* wrote points to danger now. Please ring them."
    return f"*<@{request.user_id}>* asks for you."


def _hands(request: Escalation) -> Blocks:
    return [markup(standing(request))] if request.moved else []


def _buttons(request: Escalation) -> Blocks:
    if request.state is EscalationState.OPEN:
        return [actions(button(CLAIM, Action.ESCALATION_CLAIM, request.reference, Style.PRIMARY))]
    if request.state is EscalationState.CLAIMED:
        return [actions(button(RESOLVE, Action.ESCALATION_RESOLVE, request.reference))]
    return []
