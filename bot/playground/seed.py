"""Who and what a workspace starts with, read from `seed.yaml`."""

from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Credentials(Model):
    """What the app proves itself with: bot token, app-level token, signing secret."""

    bot: str
    app: str
    signing: str


class AppSeed(Model):
    """The one app that is installed."""

    id: str
    name: str


class Team(Model):
    """A workspace; the first is the app's own."""

    id: str
    name: str
    domain: str


class User(Model):
    """A person or bot. `handle` is the short name that tests and the page use."""

    id: str
    handle: str
    name: str
    title: str = ""
    team: str = ""
    """Workspace id; empty for the app's own workspace."""
    is_bot: bool = False
    bot_id: str = ""
    own: bool = False
    """The app's own bot user."""
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False


class ChannelSeed(Model):
    """A channel; members by handle."""

    id: str
    name: str
    is_private: bool = False
    is_general: bool = False
    is_ext_shared: bool = False
    is_archived: bool = False
    members: tuple[str, ...]


class GroupSeed(Model):
    """A user group; members by handle."""

    id: str
    handle: str
    members: tuple[str, ...]


class Seed(Model):
    """A whole workspace at its start."""

    credentials: Credentials
    app: AppSeed
    teams: tuple[Team, ...]
    users: tuple[User, ...]
    channels: tuple[ChannelSeed, ...]
    groups: tuple[GroupSeed, ...]


def load_seed() -> Seed:
    """The packaged workspace, Harbour Local."""
    return Seed.model_validate(yaml.safe_load(files(__package__).joinpath("seed.yaml").read_text("utf-8")))
