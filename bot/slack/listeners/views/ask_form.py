"""The question asked from the Home tab: answered in the direct message."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from actions.hiding import wants_hiding
from actions.urgency import Urgency, assess
from actions.wording import plain
from bot.messages import Origin
from bot.slack.actor import Actor
from bot.slack.blocks.emergency import emergency
from bot.slack.blocks.kit import Blocks, View, modal
from bot.slack.blocks.notices import hidden_view, notice
from bot.slack.blocks.wording import AWAY_ASK_AGAIN, BLANK, FORM_OUTDATED
from bot.slack.form_state import form_values
from bot.slack.hiding import hide
from bot.slack.ids import Field
from bot.slack.ids import View as ViewId
from bot.slack.intake import Asked, take_in
from bot.slack.metadata import RequestMetadata, TamperedMetadata
from bot.slack.needs import Needs
from bot.slack.payloads import Submission
from bot.slack.ports import Unavailable
from bot.slack.references import derived_id
from bot.slack.reply import CALL_FAILURES, direct_channel
from bot.slack.services import Services

NEEDS = Needs(scopes=("im:write", "chat:write"), interactive=True)

ON_ITS_WAY = "Thank you. The answer comes in our direct message."


def register(app: App) -> None:
    """The question's own callback id."""
    app.view(ViewId.ASK)(handle_ask_form)


def handle_ask_form(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """The same way as any other text. An emergency shows in the modal too, even where Slack takes no message."""
    form = Submission.model_validate(body).view
    text = str(form_values(form).get(Field.QUESTION) or "")
    wording = plain(text)
    if wording.is_blank:
        _refuse(ack, BLANK)
        return
    if wants_hiding(wording.text):
        ack(response_action="update", view=hidden_view(hide(actor, services)))
        return
    urgent = assess(wording.text) is Urgency.ALERT
    said = _take_in(text, form.private_metadata, actor, client, services)
    if said in (FORM_OUTDATED, AWAY_ASK_AGAIN) and not urgent:
        _refuse(ack, said)
        return
    head = emergency(services.config.contacts)[:-1] if urgent else []
    ack(response_action="update", view=_told([*head, *notice(said)]))


def _take_in(text: str, private_metadata: str, actor: Actor, client: WebClient, services: Services) -> str:
    """What to say about it in the modal."""
    try:
        asked_id = derived_id(actor.user_id, RequestMetadata.read(private_metadata).request_id)
        channel = direct_channel(client, actor.user_id)
        origin = Origin(team_id=actor.team_id, channel_id=channel, user_id=actor.user_id, message_ts=None, via="home")
        take_in(Asked(asked_id, origin, text), actor, client, services)
    except TamperedMetadata:
        return FORM_OUTDATED
    except (Unavailable, *CALL_FAILURES):
        return AWAY_ASK_AGAIN
    return ON_ITS_WAY


def _refuse(ack: Ack, message: str) -> None:
    ack(response_action="errors", errors={Field.QUESTION.value: message})


def _told(blocks: Blocks) -> View:
    return modal(ViewId.CLOSED, "Ask a question", blocks)
