"""What every listener may use; Bolt hands it over as the argument `services`."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.slack.config import SlackConfig
from bot.slack.people import People
from bot.slack.places import Places
from bot.slack.ports import Ports
from bot.slack.roles import Roles
from bot.slack.told import Told


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def random_id() -> str:
    """A new id that nobody can guess."""
    return uuid.uuid4().hex


@dataclass(frozen=True)
class Services:
    """Made once for an app: settings, the way to queue and store, and the clock."""

    config: SlackConfig
    ports: Ports
    people: People
    places: Places
    roles: Roles
    now: Callable[[], datetime] = utc_now
    new_id: Callable[[], str] = random_id
    told: Told = field(default_factory=Told)
