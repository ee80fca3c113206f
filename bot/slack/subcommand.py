"""What stands after the slash command: a word for what to do, or a question."""

from bot.slack.ids import Subcommand


def split(text: str) -> tuple[Subcommand, str]:
    """The word and what follows it. Words that stand before more text than they take begin a question."""
    if not text.strip():
        return Subcommand.HELP, ""
    first, *rest = text.split(maxsplit=1)
    word = first.casefold()
    if word == Subcommand.ASK:
        return Subcommand.ASK, "".join(rest)
    known = word in set(Subcommand) and not rest
    return (Subcommand(word), "") if known else (Subcommand.ASK, text.strip())
