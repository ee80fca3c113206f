"""Guests of the workspace are told one neutral line and nothing else: they may belong to the family's side."""

import structlog
from slack_bolt import BoltRequest, BoltResponse

from bot.slack.blocks.wording import NOT_FOR_GUESTS, NOT_KNOWN_WHO
from bot.slack.middleware.correlation import Next
from bot.slack.middleware.refusal import empty_home, refuse
from bot.slack.middleware.spoken import only_hides, takes_words_in
from bot.slack.people import Standing
from bot.slack.services import Services

log = structlog.get_logger(__name__)


def turn_away_guests(req: BoltRequest, next_: Next) -> BoltResponse:
    """Members go on. While Slack cannot be asked, words go on as far as the emergency line, and nothing else does."""
    services: Services = req.context["services"]
    actor, client = req.context["actor"], req.context.client
    if client is None or only_hides(req.body):
        return next_()
    standing = services.people.standing(actor.user_id, req.context["house"], client)
    if standing is Standing.MEMBER:
        return next_()
    if standing is Standing.OUTSIDER:
        log.info("refused", reason="guest")
        empty_home(req)
        return refuse(req, NOT_FOR_GUESTS)
    log.warning("held_back", reason="not_known_who")
    if not takes_words_in(req.body):
        return refuse(req, NOT_KNOWN_WHO)
    req.context["actor"] = actor.unknown()
    return next_()
