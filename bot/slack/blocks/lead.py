"""Asking for a safeguarding lead: closed choices only, so that nothing of the case is typed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.slack.blocks.kit import Blocks, View, context, markup, modal, plain_text, section, shown
from bot.slack.blocks.wording import NO_LEADS
from bot.slack.ids import Field
from bot.slack.ids import View as ViewId
from bot.slack.ports import LeadUrgency

LABELS: dict[LeadUrgency, str] = {
    LeadUrgency.URGENT: "Urgent: as soon as anybody can",
    LeadUrgency.TODAY: "Today",
    LeadUrgency.ROUTINE: "When somebody has time",
}

TITLE = "Speak to a lead"

UK = ZoneInfo("Europe/London")


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


def no_leads_view() -> View:
    """Nobody can be reached through the bot, and what to do instead."""
    return modal(ViewId.CLOSED, TITLE, [section(NO_LEADS)])


def danger_told(reference: str, at: datetime) -> Blocks:
    """After “yes, in danger”: the leads have been told too."""
    when = f"{at.astimezone(UK):%H:%M}"
    return [context(f"Your safeguarding leads were told at {when}, reference {reference}. Call 999 all the same.")]
