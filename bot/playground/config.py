"""How a playground is set: addresses, credentials, timing and what the app has subscribed to."""

from pydantic import BaseModel, ConfigDict

from bot.playground.seed import Seed, load_seed


class Timing(BaseModel):
    """Slack's clocks, in seconds. Tests shorten what they would otherwise wait for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    acknowledge: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    """Wait before each redelivery of an event; as many redeliveries as there are waits."""
    trigger: float = 3.0
    response_url: float = 1800.0
    response_url_uses: int = 5
    status: float = 120.0
    """An assistant status goes away by itself after this."""


class PlaygroundConfig(BaseModel):
    """One playground. Without `http_url` the app connects by Socket Mode; with it, it is sent signed HTTP."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = 4747
    http_url: str | None = None
    seed: Seed
    timing: Timing = Timing()
    scopes: frozenset[str] | None = None
    """Scopes that the bot token has; none means all."""
    bot_events: frozenset[str] | None = None
    """Events that the app has subscribed to (`message.im`, `app_mention`, …); none means all."""
    commands: frozenset[str] | None = None
    """Slash commands that the app has registered; none means any."""
    one_message_a_second: bool = False
    """Answers 429 to a second message in one channel within a second, as Slack does."""
    most_sockets: int = 10

    @property
    def address(self) -> str:
        """The playground's own address, without a slash at the end."""
        return f"http://{self.host}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The settings that connect a bot to this playground; the app token only in Socket Mode."""
        common = {
            "SLACK_API_URL": f"{self.address}/api/",
            "SLACK_BOT_TOKEN": self.seed.credentials.bot,
            "SLACK_SIGNING_SECRET": self.seed.credentials.signing,
        }
        return common if self.http_url else common | {"SLACK_APP_TOKEN": self.seed.credentials.app}


def local_config(**changes: object) -> PlaygroundConfig:
    """The default playground, with `changes` to its fields. Raises `pydantic.ValidationError` for a wrong one."""
    return PlaygroundConfig.model_validate({"seed": load_seed(), **changes})
