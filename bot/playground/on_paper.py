"""Messages and forms of the local Slack as lines of text, for a terminal."""

import re
from collections.abc import Callable, Iterator, Mapping

from bot.playground.seen import SeenMessage, SeenView
from bot.playground.wire import JsonObject

_QUOTED = re.compile(r"^>", re.MULTILINE)
_ITALIC = re.compile(r"^_(.*)_$", re.MULTILINE)

Written = Callable[[JsonObject], Iterator[str]]


def message_lines(message: SeenMessage) -> list[str]:
    """What a person reads in a message, top to bottom; buttons in square brackets."""
    return _lines(message.blocks) or message.text.splitlines()


def view_lines(view: SeenView) -> list[str]:
    """A modal: title, then its fields with any error under them."""
    lines = [view.title.upper()]
    for block in view.blocks:
        lines += _lines([block])
        error = view.errors.get(str(block.get("block_id", "")))
        lines += [f"    ! {error}"] if error else []
    return lines


def _lines(blocks: list[JsonObject]) -> list[str]:
    return [line for block in blocks for line in _BLOCKS.get(str(block.get("type")), _nothing)(block)]


def _header(block: JsonObject) -> Iterator[str]:
    yield str(block["text"]["text"]).upper()


def _section(block: JsonObject) -> Iterator[str]:
    yield from _plain(str(block["text"]["text"])).splitlines()


def _context(block: JsonObject) -> Iterator[str]:
    yield " ".join(_plain(str(element.get("text", ""))) for element in block["elements"])


def _actions(block: JsonObject) -> Iterator[str]:
    yield "  ".join(f"[ {element['text']['text']} ]" for element in block["elements"] if "text" in element)


def _input(block: JsonObject) -> Iterator[str]:
    optional = " (optional)" if block.get("optional") else ""
    yield f"  {block['label']['text']}{optional}"


def _divider(_block: JsonObject) -> Iterator[str]:
    yield "─" * 40


def _nothing(_block: JsonObject) -> Iterator[str]:
    yield from ()


_BLOCKS: Mapping[str, Written] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "divider": _divider,
}


def _plain(markup: str) -> str:
    """Slack's marks for quotes, italics and bold taken off, then its escapes undone."""
    unmarked = _ITALIC.sub(r"\1", _QUOTED.sub("│ ", markup)).replace("*", "")
    return unmarked.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
