"""Short notices: one paragraph, in a message or in a modal."""

from bot.slack.blocks.kit import Blocks, View, context, modal, section
from bot.slack.blocks.wording import HIDDEN
from bot.slack.ids import View as ViewId


def notice(text: str) -> Blocks:
    """One paragraph."""
    return [section(text)]


def hidden() -> Blocks:
    """What stands where an answer was."""
    return [context(HIDDEN)]


def notice_view(title: str, text: str) -> View:
    """One paragraph in a modal."""
    return modal(ViewId.CLOSED, title, [section(text)])
