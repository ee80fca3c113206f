"""After a decision was saved: what stands in the record, and its reference."""

from actions.decisions import DecisionRecord
from bot.slack.blocks.kit import Blocks, View, actions, bullets, button, context, header, markup, modal, shown
from bot.slack.blocks.wording import kinds_taken_out
from bot.slack.ids import Action
from bot.slack.ids import View as ViewId

LINE = 200
"""Characters of one answer on the card: the record holds all of it."""

LINES = 40
"""Fields on a card: those of a whole form, and a few amendments."""


def confirmation_blocks(record: DecisionRecord) -> Blocks:
    """The card for a direct message. What was typed stays in the record: a lock screen shows no more than a label."""
    return [
        header("Decision recorded"),
        markup(f"Reference: *{shown(record.reference, 60)}*"),
        *_summary(record),
        *_attention(record),
        context("Kept encrypted. Put the reference in your own case system: this does not replace it."),
        actions(button("Hide this now", Action.HIDE_NOW)),
    ]


def confirmation_view(
    record: DecisionRecord, *, kinds: tuple[str, ...] = (), danger: bool = False, card_comes: bool = True
) -> View:
    """The same in the modal, at once; `card_comes` is false when the direct message could not be queued."""
    card = (
        "A card with these lines comes by direct message." if card_comes else "Note the reference: no card will come."
    )
    emergency = [markup("*If a child may be in danger now, call 999.* Tell your safeguarding lead by phone.")]
    return modal(
        ViewId.CLOSED,
        "Decision recorded",
        [
            *(emergency if danger else []),
            markup(f"Saved. Reference: *{shown(record.reference, 60)}*"),
            *_summary(record),
            *_attention(record),
            *([context(kinds_taken_out(kinds))] if kinds else []),
            context(card),
        ],
    )


def _summary(record: DecisionRecord) -> Blocks:
    lines = [f"*{shown(label, 100)}*: {shown(words, LINE)}" for label, words in record.summary()[1 : LINES + 1]]
    return [markup("\n".join(lines[start : start + 8])) for start in range(0, len(lines), 8)]


def _attention(record: DecisionRecord) -> Blocks:
    return [bullets("Still to do", record.attention)] if record.attention else []
