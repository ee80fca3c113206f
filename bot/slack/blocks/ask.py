"""The small modal behind the Ask button of App Home."""

from bot.slack.blocks.kit import View, context, modal, plain_text
from bot.slack.ids import Field
from bot.slack.ids import View as ViewId

QUESTION_CHARACTERS = 3000
"""Slack's own limit for a text input."""


def ask_view(private_metadata: str) -> View:
    """One question, answered in the direct message."""
    return modal(
        ViewId.ASK,
        "Ask a question",
        [
            {
                "type": "input",
                "block_id": Field.QUESTION.value,
                "label": plain_text("Your question"),
                "element": {
                    "type": "plain_text_input",
                    "action_id": Field.QUESTION.value,
                    "multiline": True,
                    "max_length": QUESTION_CHARACTERS,
                    "placeholder": plain_text("In a line or two, without names"),
                },
            },
            context("I answer in our direct message. If a child may be in danger now, call 999."),
        ],
        submit="Ask",
        private_metadata=private_metadata,
    )
