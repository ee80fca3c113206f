"""The decision form while it is filled in: the decision changes what is asked, and more fields can be unfolded."""

from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.actor import Actor
from bot.slack.blocks.decision_form import decision_form
from bot.slack.blocks.kit import View
from bot.slack.blocks.notices import notice_view
from bot.slack.blocks.wording import FORM_OUTDATED
from bot.slack.form_state import form_values
from bot.slack.ids import Action
from bot.slack.ids import View as ViewId
from bot.slack.metadata import FormMetadata, TamperedMetadata
from bot.slack.needs import Needs
from bot.slack.payloads import Interaction, OpenView
from bot.slack.reply import refusal_code

log = structlog.get_logger(__name__)

NEEDS = Needs(interactive=True)


def register(app: App) -> None:
    """Both act at once, before the form is submitted."""
    app.action(Action.DECISION)(handle_decision_chosen)
    app.action(Action.MORE_FIELDS)(handle_more_fields)


def handle_decision_chosen(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient) -> None:
    """Show the fields of the decision now chosen."""
    ack()
    _redraw(_form(body), client, unfold=False)


def handle_more_fields(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient) -> None:
    """Unfold the optional fields."""
    ack()
    _redraw(_form(body), client, unfold=True)


def _form(body: dict[str, Any]) -> OpenView:
    view = Interaction.model_validate(body).view
    if view is None or view.callback_id != ViewId.DECISION_FORM:
        raise TamperedMetadata("no decision form around this control")
    return view


def _redraw(form: OpenView, client: WebClient, *, unfold: bool) -> None:
    """With what was typed kept; the hash keeps a slower click from overwriting a later one."""
    try:
        client.views_update(view_id=form.id, hash=form.hash, view=_drawn(form, unfold=unfold))
    except SlackApiError as error:
        if refusal_code(error) != "hash_conflict":
            raise
        log.info("form_redraw_overtaken")


def _drawn(form: OpenView, *, unfold: bool) -> View:
    try:
        metadata = FormMetadata.read(form.private_metadata)
    except TamperedMetadata:
        log.warning("tampered_metadata")
        return notice_view("Form not valid", FORM_OUTDATED)
    return decision_form(metadata.model_copy(update={"more": metadata.more or unfold}), form_values(form))
