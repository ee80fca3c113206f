"""Opening the modals, from wherever they are asked for. Slack's trigger lives three seconds and is used once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient

from actions.decisions.dates import uk_day
from bot.slack.actor import Actor
from bot.slack.blocks.ask import ask_view
from bot.slack.blocks.assessment import assessment_view
from bot.slack.blocks.decision_form import decision_form
from bot.slack.blocks.kit import View
from bot.slack.blocks.lead import lead_request_view, no_leads_view
from bot.slack.hiding import note_form
from bot.slack.leads import unreachable
from bot.slack.metadata import FormMetadata, RequestMetadata
from bot.slack.services import Services

REVIEW_AFTER = timedelta(weeks=4)


@dataclass(frozen=True)
class Opening:
    """Where a modal opens: on its own, or on top of the modal in which its button stands."""

    trigger_id: str
    actor: Actor
    answer: str | None = None
    """The answer whose button was used, if any."""
    on_top: bool = False

    def show(self, view: View, client: WebClient, services: Services) -> None:
        """Raises what a call of Slack raises (`expired_trigger_id` after three seconds)."""
        call = client.views_push if self.on_top else client.views_open
        opened = call(trigger_id=self.trigger_id, view=view)
        note_form(self.actor, str(opened["view"]["id"]), services)


def open_decision_form(opening: Opening, client: WebClient, services: Services) -> None:
    """A form with an id of its own: nothing chosen, the dates suggested."""
    metadata = FormMetadata(submission_id=services.new_id(), answer=opening.answer)
    opening.show(decision_form(metadata, suggested_dates(services.now())), client, services)


def suggested_dates(now: datetime) -> dict[str, str]:
    """Decided today, looked at again in four weeks: both stand in the form to be changed."""
    today = uk_day(now)
    return {"decided_at": today.isoformat(), "review_on": (today + REVIEW_AFTER).isoformat()}


def open_assessment(opening: Opening, client: WebClient, services: Services) -> None:
    """The questions of the guided decision."""
    metadata = FormMetadata(submission_id=services.new_id(), answer=opening.answer)
    opening.show(assessment_view(metadata.written()), client, services)


def open_lead_request(opening: Opening, client: WebClient, services: Services) -> None:
    """How soon a lead is wanted; where nobody can be reached, that is said instead."""
    metadata = RequestMetadata(request_id=services.new_id(), answer=opening.answer)
    why = unreachable(client, services)
    opening.show(no_leads_view(why) if why else lead_request_view(metadata.written()), client, services)


def open_ask(opening: Opening, client: WebClient, services: Services) -> None:
    """A question from the Home tab."""
    opening.show(ask_view(RequestMetadata(request_id=services.new_id()).written()), client, services)
