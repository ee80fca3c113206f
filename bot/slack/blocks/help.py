"""What the bot is and how to use it."""

from bot.slack.blocks.kit import Blocks, Style, actions, bullets, button, context, header, section
from bot.slack.ids import COMMAND, Action, Subcommand

WHAT = (
    "I answer questions about sharing information to keep a child safe, from the guidance, and say where I found it."
    " The decision stays with you and your safeguarding lead."
)

COMMANDS: tuple[tuple[Subcommand, str], ...] = (
    (Subcommand.ASK, "and your question: ask me (any other words are taken as a question too)"),
    (Subcommand.RECORD, "record a decision to share or not to share"),
    (Subcommand.DECIDE, "be taken through the decision, step by step"),
    (Subcommand.LEAD, "ask for a safeguarding lead"),
    (Subcommand.RECORDS, "your latest decision records"),
    (Subcommand.HIDE, "take my answers off your screen (or write me “hide this”)"),
    (Subcommand.HELP, "this page"),
)


def start_buttons() -> dict[str, object]:
    """The four ways to begin."""
    return actions(
        button("Ask a question", Action.ASK, style=Style.PRIMARY),
        button("Record a decision", Action.RECORD_DECISION),
        button("Help me decide", Action.START_ASSESSMENT),
        button("Speak to a lead", Action.REQUEST_LEAD),
        button("Hide this now", Action.HIDE_NOW),
    )


def help_blocks() -> Blocks:
    """What it is, how to ask, the commands, what to leave out."""
    return [
        header("How I can help"),
        section(WHAT),
        bullets(
            "Ask me",
            (
                "in a direct message, or by mentioning me in a channel (only you see the answer there)",
                "from any message: More actions, then “Ask about this message”",
            ),
        ),
        bullets("Commands", (f"{COMMAND} {word}: {does}" for word, does in COMMANDS)),
        section("If a child may be in danger now, call 999. Do not wait for me."),
        context("Leave out names, dates of birth and addresses. I take out what I recognise, and I can miss some."),
        start_buttons(),
    ]
