"""Who asks, settled once for every request, before any listener runs."""

from slack_bolt import App

from bot.slack.middleware.correlation import correlate
from bot.slack.middleware.guests import turn_away_guests
from bot.slack.middleware.identity import identify
from bot.slack.middleware.screening import screen
from bot.slack.middleware.standing import note_standing
from bot.slack.services import Services


def register(app: App, services: Services) -> None:
    """Correlation, then identity, then what is refused or passed over, then what hiding will need."""
    app.use(correlate(services))
    app.use(identify)
    app.use(screen)
    app.use(turn_away_guests)
    app.use(note_standing)
