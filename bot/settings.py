"""Every setting in one typed object, read from the environment and `.env` when asked, never at import."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SLACK_WEB_API = "https://slack.com/api/"

Listed = Annotated[tuple[str, ...], NoDecode]
"""Comes as one comma-separated text."""

SECRETS = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_SECRET",
    "SHAREWISE_KEYS",
    "REDIS_URL",
)
"""Variables that no process sees in which a model's archive is loaded."""


class NluSettings(BaseSettings):
    """All that the language process reads: no token of Slack's, no key of the records."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    sharewise_home: Path = Path("var")

    nlu_url: str | None = None
    nlu_token: SecretStr | None = None

    sharewise_run: str = ""
    """Set by `sharewise up` for its children, so that it can tell when they are ready."""

    @property
    def models_folder(self) -> Path:
        """Where trained models are kept."""
        return self.sharewise_home / "models"


class Settings(NluSettings):
    """Names are the environment's, without regard to case; `.env.sample` explains each."""

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK_WEB_API

    sharewise_host: str = "127.0.0.1"
    sharewise_port: int = Field(default=3000, ge=0, le=65535)
    sharewise_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()

    redis_url: SecretStr | None = None
    leads_channel: str | None = None
    admins_channel: str | None = None
    leads_group: str | None = None
    admins_group: str | None = None
    leads: Listed = ()
    admins: Listed = ()
    allowed_channels: Listed = ()
    emergency_contacts: Path | None = None
    review_after_days: int | None = Field(default=None, ge=1)
    """By the organisation's retention policy: the guidance gives no period, so there is none by default."""

    @field_validator("sharewise_keys", "leads", "admins", "allowed_channels", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Lists come as one comma-separated text; the keys with the newest first."""
        if isinstance(value, str):
            return tuple(each.strip() for each in value.split(",") if each.strip())
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _end_with_slash(cls, value: str) -> str:
        """The SDK joins method names to this address, so it must end with a slash."""
        return value if value.endswith("/") else value + "/"

    @property
    def socket_mode(self) -> bool:
        """With an app token Slack is reached over Socket Mode, without one over HTTP."""
        return self.slack_app_token is not None
