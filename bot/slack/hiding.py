"""Hiding, whichever way it is asked for; and noting what stands before a person, so that hiding reaches it."""

from bot.messages import Hidden, HideWish, Kind, Origin, Standing
from bot.slack.actor import Actor
from bot.slack.references import derived_id
from bot.slack.services import Services


def hide(actor: Actor, services: Services, kept_ts: str | None = None, kept_answer: str | None = None) -> Hidden:
    """Take all that was said to this person off their screen, but for the message that only says so by now.

    What could not be done is in what it gives: it does not fail for what is away.
    """
    wish = HideWish(
        team_id=actor.team_id,
        user_id=actor.user_id,
        at=services.now(),
        kept_ts=kept_ts,
        kept_answer=kept_answer,
    )
    return services.ports.hiding.hide(wish)


def addressee(team_id: str, user_id: str) -> str:
    """Whom a message that all can see was said to: an id for its button to carry, and nobody's name."""
    return derived_id("said-to", team_id, user_id)


def note_form(actor: Actor, view_id: str, services: Services) -> None:
    """A modal that this person has open."""
    services.ports.hiding.note(
        Standing(kind=Kind.FORM, team_id=actor.team_id, user_id=actor.user_id, id=view_id, at=services.now())
    )


def note_message(origin: Origin, ts: str, services: Services) -> None:
    """What was said to one person where all in the channel read it."""
    services.ports.hiding.note(
        Standing(
            kind=Kind.MESSAGE,
            team_id=origin.team_id,
            user_id=origin.user_id,
            id=ts,
            at=services.now(),
            channel_id=origin.channel_id,
        )
    )


def note_ephemeral(actor: Actor, ts: str, response_url: str, answer_id: str | None, services: Services) -> None:
    """An ephemeral of which a button was used."""
    services.ports.hiding.note(
        Standing(
            kind=Kind.EPHEMERAL,
            team_id=actor.team_id,
            user_id=actor.user_id,
            id=ts,
            at=services.now(),
            response_url=response_url,
            answer_id=answer_id or "",
        )
    )
