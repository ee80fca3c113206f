"""What a person is told when something went wrong: plain words and a reference."""

from bot.slack.blocks.kit import Blocks, View, modal, section
from bot.slack.blocks.wording import NOTIFICATION
from bot.slack.ids import View as ViewId


def error_text(reference: str) -> str:
    """In plain words, with what to do instead of waiting."""
    return (
        "Something went wrong on my side, and I could not finish that. Please try again. If it goes on, tell your"
        f" administrators this reference: {reference}. Do not wait for me: ask your manager or safeguarding lead, and"
        " if a child may be in danger now, call 999."
    )


def error_blocks(reference: str) -> Blocks:
    """As a message."""
    return [section(error_text(reference))]


def command_error(reference: str) -> dict[str, object]:
    """As a command's own answer."""
    return {"response_type": "ephemeral", "text": NOTIFICATION, "blocks": error_blocks(reference)}


def error_view(reference: str) -> View:
    """As a modal."""
    return modal(ViewId.CLOSED, "Something went wrong", [section(error_text(reference))])
