"""Words of a text with their place and shape."""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s\Z", re.IGNORECASE)
_SHORTENED = re.compile(r"(?:n['’]t|['’](?:ve|m|ll|re|d))\Z", re.IGNORECASE)
_PLAIN = str.maketrans("łđıø", "ldio")
_OPENS = frozenset('.!?:;\n•*"“(')


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `base` in lower case without accents or a possessive's; `end` stops before the possessive."""

    base: str
    start: int
    end: int
    capital: bool
    shouted: bool
    possessive: bool
    opens: bool
    """Whether it begins the text or a sentence, where a capital says little."""
    shortened: bool
    """Whether it is two words drawn together: I've, don't."""
    gap: str
    """What stands between the word before and this one."""


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order, in time in step with its length."""
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        word = match[0]
        owns = bool(_POSSESSIVE.search(word))
        bare = word[:-2] if owns else word
        gap = text[last : match.start()]
        found.append(
            Token(
                base=folded(bare),
                start=match.start(),
                end=match.start() + len(bare),
                capital=bare[0].isupper(),
                shouted=len(bare) > 1 and bare.isupper(),
                possessive=owns,
                opens=not found or any(character in _OPENS for character in gap),
                shortened=bool(_SHORTENED.search(bare)),
                gap=gap,
            )
        )
        last = match.end()
    return tuple(found)


def folded(word: str) -> str:
    """In small letters, without accents."""
    spread = unicodedata.normalize("NFKD", word.replace("’", "'")).lower().translate(_PLAIN)
    return "".join(character for character in spread if not unicodedata.combining(character))
