"""The few Block Kit pieces that the builders use, within Slack's limits.

Limits: https://docs.slack.dev/reference/block-kit. Text that comes from elsewhere is escaped, and cut where it
would not fit, so that no answer is refused by Slack for its length.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    SectionBlock,
)

Block = dict[str, Any]
Blocks = list[Block]
View = dict[str, Any]

SECTION_TEXT = 3000
HEADER_TEXT = 150
CONTEXT_TEXT = 3000
BUTTON_TEXT = 75
VIEW_TITLE = 24
MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 10_000
"""Slack refuses somewhat above this, counted over all blocks of one message."""


class Style(StrEnum):
    """A button's weight."""

    PRIMARY = "primary"
    DANGER = "danger"


def escape(text: str) -> str:
    """Text that Slack shows as it is written. https://docs.slack.dev/messaging/formatting-message-text"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def shown(text: str, limit: int = SECTION_TEXT) -> str:
    """Escaped text of at most `limit` characters; an escaped sign is never cut in two."""
    kept = shorten(text, limit)
    while len(escape(kept)) > limit:
        over = len(escape(kept)) - limit
        kept = shorten(kept, len(kept) - max(1, over // len("&amp;")))
    return escape(kept)


def header(text: str) -> Block:
    """A heading; plain text, at most 150 characters."""
    return _block(HeaderBlock(text=shorten(text, HEADER_TEXT)))


def section(text: str) -> Block:
    """A paragraph of plain words, escaped."""
    return markup(shown(text))


def markup(text: str) -> Block:
    """A paragraph in Slack's own markup; whatever came from elsewhere is already escaped."""
    return _block(SectionBlock(text=MarkdownTextObject(text=text)))


def beside(text: str, control: ButtonElement) -> Block:
    """A paragraph in Slack's own markup, and a button at its side."""
    return _block(SectionBlock(text=MarkdownTextObject(text=text), accessory=control))


def titled(title: str, text: str) -> Block:
    """A bold line and the words under it."""
    return markup(f"*{shown(title, HEADER_TEXT)}*\n{shown(text, SECTION_TEXT - HEADER_TEXT - 3)}")


def quote(text: str, source: str) -> Block:
    """Words of the guidance, marked as such, and the heading they stand under."""
    lines = shown(text, SECTION_TEXT - 500).splitlines() or [""]
    return markup("\n".join(f">{line}" for line in lines[:60]) + f"\n_{shown(source, HEADER_TEXT)}_")


def bullets(title: str, items: Iterable[str]) -> Block:
    """A bold line and a list under it."""
    return titled(title, "\n".join(f"• {item}" for item in items))


def context(text: str) -> Block:
    """Small print."""
    return _block(ContextBlock(elements=[MarkdownTextObject(text=shown(text, CONTEXT_TEXT))]))


def divider() -> Block:
    """A line across."""
    return _block(DividerBlock())


def button(
    text: str, action_id: str, value: str | None = None, style: Style | None = None, label: str | None = None
) -> ButtonElement:
    """A button; its value is an id and nothing else. `label` is for screen readers, where the text is not enough."""
    return ButtonElement(
        text=shorten(text, BUTTON_TEXT),
        action_id=action_id,
        value=value,
        style=style,
        accessibility_label=shorten(label, BUTTON_TEXT) if label else None,
    )


def actions(*buttons: ButtonElement) -> Block:
    """A row of buttons."""
    return _block(ActionsBlock(elements=list(buttons)))


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    private_metadata: str = "",
) -> View:
    """A modal; without `submit` it only tells. Slack says when it is closed, so that nobody looks for it any more."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(shorten(title, VIEW_TITLE)),
        "close": plain_text("Cancel" if submit else "Close"),
        "blocks": list(blocks),
        "private_metadata": private_metadata,
        "notify_on_close": True,
    }
    return view | ({"submit": plain_text(submit)} if submit else {})


def plain_text(text: str) -> dict[str, str]:
    """Slack's plain text object."""
    return {"type": "plain_text", "text": text}


def _block(block: ActionsBlock | ContextBlock | DividerBlock | HeaderBlock | SectionBlock) -> Block:
    """As the SDK writes it, which also refuses what breaks a limit."""
    return dict(block.to_dict())
