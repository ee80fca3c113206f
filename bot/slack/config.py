"""What the Slack room needs to be told; the runtime fills it from the environment."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, SecretStr

SLACK_WEB_API = "https://slack.com/api/"


class Contact(BaseModel):
    """A local number, given by those who run the bot, never invented."""

    model_config = ConfigDict(frozen=True)

    label: str = Field(min_length=1, max_length=80)
    number: str = Field(min_length=1, max_length=40)
    checked: date
    """When somebody last made sure that the number is right."""


class Holders(BaseModel):
    """Who holds a role: the members of a user group, the people of a list, or both together."""

    model_config = ConfigDict(frozen=True)

    group: str | None = None
    people: frozenset[str] = frozenset()

    @property
    def configured(self) -> bool:
        """Somebody said who it is; otherwise it is nobody."""
        return self.group is not None or bool(self.people)


class SlackConfig(BaseModel):
    """Settings of one workspace's bot.

    `app_token` makes it run over Socket Mode; `signing_secret` is what HTTP needs. `guidance_version` goes
    into every decision record.
    """

    model_config = ConfigDict(frozen=True)

    bot_token: SecretStr
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = None
    api_url: str = SLACK_WEB_API
    guidance_version: str
    leads_channel: str | None = None
    """Where requests for a lead go; without it the bot says plainly that it can reach nobody."""
    leads: Holders = Holders()
    admins: Holders = Holders()
    allowed_channels: frozenset[str] = frozenset()
    """Where answers to a mention may be read by everybody in the channel; anywhere else, by the asker alone."""
    contacts: tuple[Contact, ...] = ()
    listener_threads: int = Field(default=32, ge=1)
    """Bolt's own five are few: five slow listeners would make a form miss its three seconds."""
    call_seconds: int = Field(default=5, ge=1)
    """How long one call of Slack's Web API may take."""

    @property
    def has_leads(self) -> bool:
        """Somebody can be asked for."""
        return self.leads_channel is not None
