"""Which texts Rasa may see, and as what."""

from actions.wording import MAX_CHARACTERS, Plain, plain

MOST_RAW = 10 * MAX_CHARACTERS
"""Characters of markup and all; beyond that a text is not even looked through."""


class TextRefused(ValueError):
    """A text that Rasa must not see; the message says why and holds nothing of it."""


def guarded(text: object) -> Plain:
    """The words of a text. They never begin with a slash, which Rasa obeys as a command, and are never blank.

    Raises:
        TextRefused: it is not a text, holds no word, or is too long.
    """
    if not isinstance(text, str):
        raise TextRefused("a text must be a string")
    if len(text) > MOST_RAW:
        raise TextRefused(f"a text may have at most {MAX_CHARACTERS} characters")
    words = plain(text)
    if words.too_long:
        raise TextRefused(f"a text may have at most {MAX_CHARACTERS} characters")
    if words.is_blank:
        raise TextRefused("the text holds no words")
    return words
