"""The App Home tab."""

from collections.abc import Sequence

from bot.slack.blocks.help import WHAT, start_buttons
from bot.slack.blocks.kit import Blocks, View, bullets, context, divider, header, section
from bot.slack.blocks.wording import HIDDEN
from bot.slack.ports import RecordLine

LATEST = 10

NOTHING = "Nothing to show."
NO_RECORDS = "You have recorded no decision yet. Record one whether you share or not."
RECORDS_AWAY = "Your records cannot be shown just now. They are safe; please look again in a few minutes."


def record_blocks(records: Sequence[RecordLine] | None) -> Blocks:
    """The latest records, newest first; none at all when the store is away."""
    if records is None:
        return [section(RECORDS_AWAY)]
    if not records:
        return [section(NO_RECORDS)]
    lines = (f"{each.recorded_on:%-d %B %Y}, {each.reference}: {each.decision}" for each in records[:LATEST])
    return [bullets("My latest records", lines)]


def home_view(records: Sequence[RecordLine] | None, of_role: Blocks | None = None) -> View:
    """What it is, where to begin, my records, what somebody's role adds. `None` says that the store is away."""
    return {
        "type": "home",
        "blocks": [
            header("Sharewise"),
            section(WHAT),
            start_buttons(),
            divider(),
            *record_blocks(records),
            *(of_role or []),
            context("If a child may be in danger now, call 999. Do not wait for me."),
        ],
    }


def neutral_home() -> View:
    """The tab of somebody who is answered no longer: nothing that tells what it is for."""
    return {"type": "home", "blocks": [section(NOTHING)]}


def hidden_home() -> View:
    """The tab after hiding: as little. Opening it again brings all back."""
    return {"type": "home", "blocks": [section(NOTHING), context(HIDDEN)]}
