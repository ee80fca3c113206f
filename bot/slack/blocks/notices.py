"""Short notices: one paragraph, in a message or in a modal."""

from bot.messages import Hidden, Rest
from bot.slack.blocks.kit import Blocks, View, context, modal, section
from bot.slack.blocks.wording import (
    FORM_EMPTIED,
    FORM_HIDDEN,
    HIDDEN,
    HIDING_FAILED,
    HIDING_GOES_ON,
    UNREACHED,
)
from bot.slack.ids import View as ViewId


def notice(text: str) -> Blocks:
    """One paragraph."""
    return [section(text)]


def hidden(outcome: Hidden | None = None) -> Blocks:
    """What stands where something was hidden, and what has to be known of that which was not."""
    return [context(words) for words in (HIDDEN, *besides(outcome or Hidden()))]


def besides(outcome: Hidden) -> list[str]:
    """All that is to be said beyond that it is hidden."""
    said = {
        FORM_EMPTIED: outcome.form,
        UNREACHED: outcome.unreached,
        HIDING_GOES_ON: outcome.rest is Rest.COMING,
        HIDING_FAILED: outcome.rest is Rest.STAYS,
    }
    return [words for words, holds in said.items() if holds]


def hidden_view(outcome: Hidden | None = None) -> View:
    """What stands in the place of a form that was hidden: Slack lets only its person close it."""
    rest = (outcome or Hidden()).model_copy(update={"form": False})  # this is the form
    return modal(ViewId.CLOSED, "Hidden", [section(FORM_HIDDEN), *hidden(rest)])


def notice_view(title: str, text: str) -> View:
    """One paragraph in a modal."""
    return modal(ViewId.CLOSED, title, [section(text)])
