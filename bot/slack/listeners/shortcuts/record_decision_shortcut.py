"""“Record a decision” from the shortcuts menu, anywhere in Slack."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.ids import Shortcut
from bot.slack.modals import Opening, open_decision_form
from bot.slack.needs import Needs, ShortcutEntry
from bot.slack.services import Services

NEEDS = Needs(
    scopes=("commands",),
    interactive=True,
    shortcuts=(
        ShortcutEntry(
            Shortcut.RECORD_DECISION,
            "global",
            "Record a decision",
            "Record a decision to share information about a child, or not to share it",
        ),
    ),
)


def register(app: App) -> None:
    """The entry in the shortcuts menu."""
    app.global_shortcut(Shortcut.RECORD_DECISION)(handle_record_shortcut)


def handle_record_shortcut(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Open the decision form."""
    ack()
    open_decision_form(Opening(str(body["trigger_id"]), actor), client, services)
