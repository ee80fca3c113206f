"""A modal that nothing else knows: an old one, or nobody's."""

import re
from typing import Any

import structlog
from slack_bolt import Ack, App

from bot.slack.actor import Actor
from bot.slack.blocks.notices import notice_view
from bot.slack.blocks.wording import FORM_OUTDATED
from bot.slack.needs import Needs
from bot.slack.payloads import Closed
from bot.slack.services import Services

log = structlog.get_logger(__name__)

NEEDS = Needs(interactive=True)


def register(app: App) -> None:
    """Whatever is left; closing a modal needs no answer."""
    app.view(re.compile(r"(?s).*"))(handle_unknown_view)
    app.view_closed(re.compile(r"(?s).*"))(handle_closed)


def handle_unknown_view(ack: Ack) -> None:
    """Say so on top of it, so that what was typed can be copied."""
    log.warning("unknown_view")
    ack(response_action="push", view=notice_view("Form not valid", FORM_OUTDATED))


def handle_closed(ack: Ack, body: dict[str, Any], actor: Actor, services: Services) -> None:
    """Nothing of it was kept but that it was open."""
    ack()
    services.ports.hiding.closed(actor.team_id, actor.user_id, Closed.model_validate(body).view.id)
