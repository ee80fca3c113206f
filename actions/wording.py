"""A message as the words it holds: Slack's markup undone, unseen characters out, spaces folded."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from actions.traced import Traced

MAX_CHARACTERS = 4000
"""The longest message that is answered, in characters of plain text."""

# Slack writes links, mentions and channels as <target> or <target|label>.
# https://docs.slack.dev/messaging/formatting-message-text
_ANGLED = re.compile(r"<([@#!]|(?:https?|mailto|tel|slack):)([^<>|]{0,2048})(?:\|([^<>]{0,2048}))?>")
_EMOJI_NAME = re.compile(r"(?<![\w:]):(?=[a-z+-])[a-z0-9_+-]{1,64}:(?::skin-tone-[2-6]:)?(?!\w)")
_EMPHASIS = re.compile(  # the counts are bounded so that a long run of marks is read once
    r"(?<![\w@./&*~`])[*_~`]{1,6}(?=[\w\"'(])|(?<=[\w.,!?\"')])[*_~`]{1,6}(?!\w)"
)
_ESCAPE = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#39|#x27);")
_ESCAPED = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&#39;": "'",
    "&#x27;": "'",
    "&nbsp;": " ",
}
_STRAIGHT = (
    dict.fromkeys("‘’‚‛′ʼ´`＇", "'") | dict.fromkeys("“”„‟″＂«»", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}
)
_TYPOGRAPHIC = re.compile(f"[{''.join(_STRAIGHT)}]")
_SPACE = re.compile(r"\s+")
_EDGES = re.compile(r"\A[\s/]+|\s+\Z")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

# Format (bidi, zero width, soft hyphen, tags), control, private and half characters; variation selectors are marks.
_UNSEEN_CATEGORIES = frozenset({"Cf", "Cc", "Co", "Cs"})
_VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10))) | frozenset(map(chr, range(0xE0100, 0xE01F0)))


@dataclass(frozen=True, slots=True)
class Plain:
    """A message in plain words, with the way back to the message as it came."""

    text: str
    _trace: Traced

    def original_offset(self, offset: int) -> int:
        """Where an offset into `text` lies in the message as it came."""
        return self._trace.original_offset(offset)

    @property
    def is_blank(self) -> bool:
        """Whether no letter or digit is left."""
        return not any(character.isalnum() for character in self.text)

    @property
    def too_long(self) -> bool:
        """Whether the words are more than `MAX_CHARACTERS`."""
        return len(self.text) > MAX_CHARACTERS


def plain(text: str) -> Plain:
    """The words of a Slack message, in NFC; never starts with a slash, so that nothing reads it as a command."""
    traced = Traced.of(text).sub(_ANGLED, _label)
    traced = traced.sub(_ESCAPE, lambda match: _ESCAPED[match.group()])
    traced = _without_unseen(traced)
    traced = _composed(traced)
    traced = traced.sub(_EMOJI_NAME, " ").sub(_EMPHASIS, "")
    traced = traced.sub(_TYPOGRAPHIC, lambda match: _STRAIGHT[match.group()])
    traced = traced.sub(_SPACE, " ").sub(_EDGES, "")
    return Plain(traced.text, traced)


def seen(text: str) -> str:
    """The text less the characters that nobody sees, which could hide an identifier; lines and marks stay."""
    return _without_unseen(Traced.of(text)).text


def _label(match: re.Match[str]) -> str:
    """What a reader of Slack sees in place of <target|label>."""
    kind, target, label = match.groups()
    if kind == "@":
        return f"@{label.removeprefix('@')}" if label else " "
    if kind in {"#", "!"}:
        return label or " "
    if label:
        return label
    return target if kind in {"mailto:", "tel:"} else kind + target


def _is_unseen(character: str) -> bool:
    if character.isspace():
        return False
    return character in _VARIATION_SELECTORS or unicodedata.category(character) in _UNSEEN_CATEGORIES


def _without_unseen(traced: Traced) -> Traced:
    if traced.text.isascii() and traced.text.isprintable():
        return traced
    return traced.replace((i, i + 1, "") for i, character in enumerate(traced.text) if _is_unseen(character))


def _composed(traced: Traced) -> Traced:
    """In NFC, a character and the marks upon it standing for all that they were made of."""
    if unicodedata.is_normalized("NFC", traced.text):
        return traced
    pieces = []
    for run in _NOT_ASCII.finditer(traced.text):
        # A mark may sit on the plain letter just before the run.
        start, end = max(run.start() - 1, 0), run.end()
        pieces += _clusters(traced.text, start, end)
    return traced.replace(pieces)


def _clusters(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    bounds = [start]
    for i in range(start + 1, end):
        if not unicodedata.combining(text[i]) and not _joins(text[max(start, i - 2) : i], text[i]):
            bounds.append(i)
    bounds.append(end)
    return [(a, b, unicodedata.normalize("NFC", text[a:b])) for a, b in pairwise(bounds)]


def _joins(left: str, right: str) -> bool:
    """Whether a full character becomes one with those before it (as Korean letters do)."""
    apart = unicodedata.normalize("NFC", left) + unicodedata.normalize("NFC", right)
    return unicodedata.normalize("NFC", left + right) != apart
