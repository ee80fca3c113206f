"""What is said at once when a child may be in danger: fixed words, no model, no store."""

from collections.abc import Sequence

from bot.slack.blocks.kit import Blocks, Style, actions, bullets, button, context, header, markup
from bot.slack.config import Contact
from bot.slack.ids import Action


def emergency(contacts: Sequence[Contact], answer_id: str | None = None, said_to: str | None = None) -> Blocks:
    """Call 999, then whom to tell; where others read it too, `said_to` is the one whom it is for.

    999 stands outside the guidance; the rest points to its rules on time and safety."""
    return [
        header("If a child may be in danger now"),
        markup("*Call 999 now.* Do not wait for me, for consent or for a form."),
        bullets(
            "Then",
            (
                "Tell your safeguarding lead or manager, by phone or in person.",
                "Share what is needed to keep the child safe, with those who need it.",
                "Record what you shared, with whom and why, as soon as the child is safe.",
            ),
        ),
        numbers(contacts),
        actions(
            button("Tell a safeguarding lead", Action.REQUEST_LEAD, answer_id, Style.DANGER),
            button("Hide this now", Action.HIDE_NOW, said_to or answer_id),
        ),
    ]


def numbers(contacts: Sequence[Contact]) -> dict[str, object]:
    """The local numbers, each with the day it was checked; says so where none was set."""
    if not contacts:
        return context("No local duty number has been set here: use the one in your own procedures.")
    lines = (f"{each.label}: {each.number} (checked {each.checked:%-d %B %Y})" for each in contacts[:10])
    return bullets("Local numbers", lines)


def danger_question(answer_id: str) -> Blocks:
    """Heads an answer where something in the words hints at danger."""
    return [
        markup("*Is a child in danger now, or in the next few hours?*"),
        actions(
            button("Yes, or I am not sure", Action.DANGER_YES, answer_id, Style.DANGER),
            button("No", Action.DANGER_NO, answer_id),
        ),
    ]
