"""A used button tells of the place it stands in: kept, for hiding to reach it later."""

from collections.abc import Callable

from pydantic import ValidationError
from slack_bolt import BoltRequest, BoltResponse

from bot.slack.actor import Actor
from bot.slack.hiding import note_ephemeral, note_form
from bot.slack.ids import Action
from bot.slack.payloads import Interaction
from bot.slack.services import Services


def note_standing(req: BoltRequest, next_: Callable[[], BoltResponse]) -> BoltResponse:
    """Of an ephemeral the response URL, the only way to take it away; of a modal its id. It holds nothing up."""
    if req.body.get("type") == "block_actions":
        try:
            used = Interaction.model_validate(req.body)
        except ValidationError:
            return next_()  # the listener says so
        _note(used, req.context["actor"], req.context["services"])
    return next_()


def _note(used: Interaction, actor: Actor, services: Services) -> None:
    """Not the message of the button that hides: it is about to say so itself."""
    place = used.container
    if used.view is not None and used.view.type == "modal":
        note_form(actor, used.view.id, services)
    elif place.is_ephemeral and place.message_ts and used.response_url and used.pressed.action_id != Action.HIDE_NOW:
        note_ephemeral(actor, place.message_ts, used.response_url, used.pressed.value, services)
