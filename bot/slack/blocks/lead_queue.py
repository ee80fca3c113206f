"""The leads' part of the Home tab: requests that nobody is done with. Nothing of any case."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import ButtonElement

from bot.escalation import Escalation, EscalationState
from bot.slack.blocks.kit import Block, Blocks, beside, button, context, divider, header, section, shown
from bot.slack.blocks.lead_notice import CLAIM, RESOLVE, standing, urgency_label
from bot.slack.blocks.when import waited
from bot.slack.ids import Action
from bot.slack.ports import LeadUrgency

LISTED = 25
"""Far below the 100 blocks of a Home tab."""

NONE_OPEN = "No request is open."
AWAY = (
    "The requests cannot be shown just now. They are kept. Please look in the leads' channel, and open this tab again"
    " in a few minutes."
)

RANK = {urgency.value: place for place, urgency in enumerate(LeadUrgency)}


def queue_blocks(requests: Sequence[Escalation] | None, now: datetime) -> Blocks:
    """What nobody has taken first, then danger, then how soon, the newest first within; none when the store is away."""
    return [divider(), header("Requests for a lead"), *_listed(requests, now)]


def in_order(requests: Sequence[Escalation]) -> list[Escalation]:
    """As leads are to see them."""
    newest_first = sorted(requests, key=lambda each: each.asked_at, reverse=True)
    return sorted(newest_first, key=_rank)


def _rank(request: Escalation) -> tuple[bool, bool, int]:
    taken = request.state is not EscalationState.OPEN
    return taken, not request.danger, RANK.get(request.urgency, len(RANK))


def _listed(requests: Sequence[Escalation] | None, now: datetime) -> Blocks:
    if requests is None:
        return [section(AWAY)]
    if not requests:
        return [section(NONE_OPEN)]
    more = len(requests) - LISTED
    rest = [context(f"{more} more are open; the leads' channel has them all.")] if more > 0 else []
    return [*(_line(each, now) for each in in_order(requests)[:LISTED]), *rest]


def _line(request: Escalation, now: datetime) -> Block:
    soon = "A child may be in danger" if request.danger else urgency_label(request.urgency)
    return beside(
        f"*{soon}*. Reference {shown(request.reference, 60)}, waiting {waited(request.asked_at, now)}."
        f" Asked by <@{request.user_id}>. {standing(request)}",
        _button(request),
    )


def _button(request: Escalation) -> ButtonElement:
    claimed = request.state is EscalationState.CLAIMED
    text, action = (RESOLVE, Action.ESCALATION_RESOLVE) if claimed else (CLAIM, Action.ESCALATION_CLAIM)
    return button(text, action, request.reference, label=f"{text}: {request.reference}")
