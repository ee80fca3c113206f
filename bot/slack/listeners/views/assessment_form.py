"""The guided decision, submitted: closed answers in, the outcome in the same modal."""

from typing import Any

import structlog
from pydantic import ValidationError
from slack_bolt import Ack, App

from actions.assessment import Inputs, assess_sharing, questions
from bot.slack.actor import Actor
from bot.slack.blocks.assessment import outcome_view
from bot.slack.blocks.notices import notice_view
from bot.slack.blocks.wording import FORM_OUTDATED
from bot.slack.form_state import form_values
from bot.slack.ids import View
from bot.slack.metadata import FormMetadata, TamperedMetadata
from bot.slack.needs import Needs
from bot.slack.payloads import OpenView, Submission

log = structlog.get_logger(__name__)

NEEDS = Needs(interactive=True)


def register(app: App) -> None:
    """The questions' own callback id."""
    app.view(View.ASSESSMENT)(handle_assessment)


def handle_assessment(ack: Ack, body: dict[str, Any], actor: Actor) -> None:
    """Nothing is kept of the answers; the outcome offers to record the decision and to speak to a lead."""
    form = Submission.model_validate(body).view
    try:
        metadata = FormMetadata.read(form.private_metadata)
        outcome = assess_sharing(_inputs(form))
    except (TamperedMetadata, ValidationError) as error:
        log.warning("assessment_refused", error=type(error).__name__)
        ack(response_action="update", view=notice_view("Form not valid", FORM_OUTDATED))
        return
    log.info("assessed", code=outcome.code.value)
    ack(response_action="update", view=outcome_view(outcome, metadata.answer))


def _inputs(form: OpenView) -> Inputs:
    """A question left open takes the domain's own default, which never points towards silence."""
    asked = {question.id for question in questions()}
    return Inputs.model_validate({key: value for key, value in form_values(form).items() if key in asked and value})
