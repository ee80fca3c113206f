"""Every feature of the bot in Slack; each module has `NEEDS` and `register(app)`."""

from typing import Protocol

from slack_bolt import App

from bot.slack.listeners.actions import (
    ask,
    ask_back,
    danger,
    escalation,
    feedback,
    form_fields,
    hide_now,
    record_decision,
    request_lead,
    start_assessment,
    unknown_action,
)
from bot.slack.listeners.commands import sharewise
from bot.slack.listeners.events import direct_message, home_opened, mention
from bot.slack.listeners.shortcuts import ask_about_message, record_decision_shortcut, unknown_shortcut
from bot.slack.listeners.views import ask_form, assessment_form, decision_form, lead_request, unknown_view
from bot.slack.needs import Needs


class Feature(Protocol):
    """A module of `listeners`."""

    NEEDS: Needs

    def register(self, app: App) -> None:
        """Tie its functions to what Slack sends."""


FEATURES: tuple[Feature, ...] = (
    direct_message,
    mention,
    home_opened,
    sharewise,
    ask_about_message,
    record_decision_shortcut,
    ask,
    ask_back,
    danger,
    escalation,
    feedback,
    form_fields,
    hide_now,
    record_decision,
    request_lead,
    start_assessment,
    ask_form,
    assessment_form,
    decision_form,
    lead_request,
    # What nothing above knows: Bolt takes the first that matches, so these stand last.
    unknown_shortcut,
    unknown_action,
    unknown_view,
)


def register_listeners(app: App) -> None:
    """All features, in order."""
    for feature in FEATURES:
        feature.register(app)
