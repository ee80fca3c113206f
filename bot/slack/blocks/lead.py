"""Asking for a safeguarding lead: closed choices only, so that nothing of the case is typed."""

from datetime import datetime

from bot.escalation import Escalation
from bot.slack.blocks.kit import Blocks, View, context, markup, modal, plain_text, section, shown
from bot.slack.blocks.when import UK, moment
from bot.slack.ids import Field
from bot.slack.ids import View as ViewId
from bot.slack.ports import LeadUrgency

LABELS: dict[LeadUrgency, str] = {
    LeadUrgency.URGENT: "Urgent: as soon as anybody can",
    LeadUrgency.TODAY: "Today",
    LeadUrgency.ROUTINE: "When somebody has time",
}

TITLE = "Speak to a lead"


def lead_request_view(private_metadata: str) -> View:
    """How soon, and nothing else."""
    options = [{"text": plain_text(label), "value": urgency.value} for urgency, label in LABELS.items()]
    return modal(
        ViewId.LEAD_REQUEST,
        TITLE,
        [
            section("A safeguarding lead will be told that you asked, and how soon. Nothing of your question is sent."),
            {
                "type": "input",
                "block_id": Field.LEAD_URGENCY.value,
                "label": plain_text("How soon do you need somebody?"),
                "element": {
                    "type": "radio_buttons",
                    "action_id": Field.LEAD_URGENCY.value,
                    "options": options,
                },
            },
            context("If a child may be in danger now, call 999 first."),
        ],
        submit="Ask for a lead",
        private_metadata=private_metadata,
    )


def lead_requested(reference: str, urgency: LeadUrgency) -> Blocks:
    """What was asked for, its reference, and that nobody has seen it yet."""
    return [
        markup(f"*You asked for a safeguarding lead.* Reference: *{shown(reference, 60)}*"),
        section(f"How soon: {LABELS[urgency]}. No person has seen it yet."),
        section("Do not wait for it if a child may be in danger: call 999, and phone your lead."),
    ]


def lead_requested_view(reference: str, urgency: LeadUrgency) -> View:
    """The same, in the modal."""
    return modal(ViewId.CLOSED, TITLE, lead_requested(reference, urgency))


def no_leads_view(why: str) -> View:
    """Nobody can be reached through the bot, and what to do instead."""
    return modal(ViewId.CLOSED, TITLE, [section(why)])


def danger_told(reference: str, at: datetime) -> Blocks:
    """After “yes, in danger”: the leads have been told too."""
    when = f"{at.astimezone(UK):%H:%M}"
    return [context(f"Your safeguarding leads were told at {when}, reference {reference}. Call 999 all the same.")]


def lead_claimed(request: Escalation) -> Blocks:
    """To the one who asked: somebody says that they take it, which is no promise of when."""
    what = "what your words point to" if request.alarm else "your request"
    lead = request.claimed.user_id if request.claimed else ""
    return [
        markup(f"*<@{lead}> has said that they are taking {what}.* Reference: *{shown(request.reference, 60)}*"),
        section("I cannot tell when they will reach you. If you need them sooner, phone them."),
        context("If a child may be in danger now, call 999. Do not wait for them."),
    ]


def lead_done(request: Escalation) -> Blocks:
    """To the one who asked: so that a request closed by mistake is not left at that."""
    lead = request.resolved.user_id if request.resolved else ""
    return [
        markup(f"*<@{lead}> has marked your request as done.* Reference: *{shown(request.reference, 60)}*"),
        section("If nobody has spoken to you, or you still need somebody, phone your safeguarding lead or ask again."),
        context("If a child may be in danger now, call 999."),
    ]


def step_words(request: Escalation, lead_id: str, *, told: bool) -> str:
    """To the lead who pressed, in Slack's markup: what stands now."""
    reference, hand = shown(request.reference, 60), request.moved
    if hand is None:
        return f"Nobody has taken {reference} yet. Please take it first. Nothing was changed."
    if hand.user_id != lead_id:
        did = "marked it as done" if request.resolved else "has taken it"
        return f"{reference}: <@{hand.user_id}> {did}, {moment(hand.at)}. Nothing was changed."
    if request.outsider:
        return f"Noted for {reference}. <@{request.user_id}> is not told: they are not known to be a member here."
    if not told:
        return (
            f"Noted for {reference}, but I could not tell <@{request.user_id}> or change the notice just now. Please"
            " ring them, and press again in a few minutes."
        )
    if request.resolved:
        return f"{reference} is marked as done. <@{request.user_id}> is being told so."
    return (
        f"You have taken {reference}. <@{request.user_id}> is being told so. Please speak to them by phone or direct"
        " message, and press Done afterwards."
    )
