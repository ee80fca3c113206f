"""A button that was used: where it stands, and how to answer there."""

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from bot.messages import Origin
from bot.slack.actor import Actor
from bot.slack.modals import Opening
from bot.slack.payloads import Interaction
from bot.slack.reply import FirstThatWorks, InChannel, OverResponseUrl, Reply, direct_channel
from bot.slack.services import Services

DIRECT = "D"
"""Begins the id of every direct message."""


@dataclass(frozen=True)
class Pressed:
    """A `block_actions` payload, read once."""

    interaction: Interaction
    actor: Actor

    @classmethod
    def read(cls, body: dict[str, Any], actor: Actor) -> "Pressed":
        """Raises `pydantic.ValidationError` for another shape."""
        return cls(Interaction.model_validate(body), actor)

    @property
    def answer_id(self) -> str | None:
        """All that a button's value ever holds."""
        return self.interaction.pressed.value or None

    @property
    def opening(self) -> Opening:
        """Where a modal that this button asks for opens."""
        view = self.interaction.view
        return Opening(
            self.interaction.trigger_id, self.actor, self.answer_id, view is not None and view.type == "modal"
        )

    @property
    def click(self) -> tuple[str, str, str]:
        """Tells this click from every other, the same at every delivery."""
        pressed = self.interaction.pressed
        return (self.actor.user_id, pressed.action_id, pressed.action_ts or self.interaction.trigger_id)

    def reply(self, client: WebClient, services: Services) -> Reply:
        """To the person: where the button stands, else (Home tab, modal) by direct message.

        In the direct message by one that stays: an ephemeral could not be taken down when they want it hidden.
        """
        url, place = self.interaction.response_url, self.interaction.container
        if not url:
            return InChannel(client, direct_channel(client, self.actor.user_id))
        over_url = OverResponseUrl(url, services.config.call_seconds)
        if place.is_ephemeral or not (place.channel_id or "").startswith(DIRECT):
            return over_url
        return FirstThatWorks(InChannel(client, str(place.channel_id), place.thread_ts), over_url)

    @property
    def from_home(self) -> bool:
        """Whether the button stands on the Home tab."""
        view = self.interaction.view
        return view is not None and view.type == "home"

    @property
    def seen_by_all(self) -> bool:
        """Whether the button stands in a message that everybody in its channel sees."""
        place = self.interaction.container
        return bool(place.channel_id) and not place.is_ephemeral and not str(place.channel_id).startswith(DIRECT)

    def origin(self, client: WebClient) -> Origin:
        """Where the button stands, as the queue names places; from Home and modals, the direct message."""
        container = self.interaction.container
        here = container.channel_id
        return Origin(
            team_id=self.actor.team_id,
            channel_id=here or direct_channel(client, self.actor.user_id),
            user_id=self.actor.user_id,
            message_ts=container.message_ts,
            thread_ts=container.thread_ts,
            via="home" if here is None else "dm" if here.startswith(DIRECT) else "mention",
            # A message that stays is answered by one that stays; only an ephemeral one is answered for the asker alone.
            response_url=self.interaction.response_url if container.is_ephemeral else None,
        )
