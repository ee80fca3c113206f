"""The whole workspace as it stands. All on one event loop; nothing here does I/O."""

from bot.playground.agent_surface import AgentSurface
from bot.playground.clock import Clock, Timestamps
from bot.playground.config import PlaygroundConfig
from bot.playground.directory import Directory
from bot.playground.faults import Faults
from bot.playground.journal import Journal
from bot.playground.messages import Messages
from bot.playground.permits import Permits
from bot.playground.views import View, Views
from bot.playground.wire import JsonObject


class Workspace:
    """Everything that the local Slack remembers."""

    def __init__(self, config: PlaygroundConfig) -> None:
        self.config = config
        self.clock = Clock()
        self.timestamps = Timestamps(self.clock)
        self.directory = Directory(config.seed)
        self.messages = Messages()
        self.views = Views()
        self.permits = Permits(self.clock, config.timing)
        self.agent = AgentSurface(self.clock)
        self.faults = Faults()
        self.journal = Journal()
        self.notices: dict[str, list[str]] = {}
        """What Slack itself told each person, such as that an app did not answer."""

    def notify(self, user: str, notice: str) -> None:
        """Shows a person one of Slack's own notices."""
        self.notices.setdefault(user, []).append(notice)
        self.journal.changed("view")

    def view_json(self, view: View) -> JsonObject:
        """A view as it goes over the wire."""
        return view.as_json(self.directory.app.id, self.directory.bot.bot_id)
