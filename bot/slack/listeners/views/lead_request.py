"""The request for a lead, confirmed."""

from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.blocks.lead import TITLE, lead_requested_view, no_leads_view
from bot.slack.blocks.notices import notice_view
from bot.slack.blocks.wording import FORM_OUTDATED, LEAD_NOT_ASKED
from bot.slack.form_state import form_values
from bot.slack.ids import Field, View
from bot.slack.leads import answer_ref, unreachable
from bot.slack.metadata import RequestMetadata, TamperedMetadata
from bot.slack.needs import Needs
from bot.slack.payloads import Submission
from bot.slack.ports import LeadRequest, LeadUrgency, Unavailable
from bot.slack.references import derived_id
from bot.slack.services import Services

log = structlog.get_logger(__name__)

NEEDS = Needs(interactive=True)


def register(app: App) -> None:
    """The confirmation's own callback id."""
    app.view(View.LEAD_REQUEST)(handle_lead_request)


def handle_lead_request(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Ask for a person, and say whether it was passed on: a request that went nowhere is never silent."""
    form = Submission.model_validate(body).view
    why = unreachable(client, services)
    if why:
        ack(response_action="update", view=no_leads_view(why))
        return
    try:
        metadata = RequestMetadata.read(form.private_metadata)
        urgency = LeadUrgency(str(form_values(form).get(Field.LEAD_URGENCY)))
    except (TamperedMetadata, ValueError):
        log.warning("lead_request_refused")
        ack(response_action="errors", errors={Field.LEAD_URGENCY.value: FORM_OUTDATED})
        return
    request = LeadRequest(
        id=derived_id(actor.user_id, metadata.request_id),
        team_id=actor.team_id,
        user_id=actor.user_id,
        urgency=urgency,
        answer=answer_ref(metadata.answer, actor, services),
    )
    try:
        reference = services.ports.leads.request(request)
    except Unavailable:
        log.warning("leads_not_told")
        ack(response_action="push", view=notice_view(TITLE, LEAD_NOT_ASKED))
    else:
        log.info("lead_requested", reference=reference, urgency=urgency.value)
        ack(response_action="update", view=lead_requested_view(reference, urgency))
