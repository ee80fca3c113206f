"""Who may do what leads and administrators do: asked of Slack at every click, never granted for want of an answer."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import structlog
from slack_sdk import WebClient

from bot.slack.config import Holders, SlackConfig
from bot.slack.hurry import in_a_hurry
from bot.slack.people import People
from bot.slack.remembered import Remembered
from bot.slack.reply import CALL_FAILURES, refusal_code

log = structlog.get_logger(__name__)

STANDS_FOR = timedelta(seconds=60)
"""Whoever leaves a group loses the role after this at the latest."""

LOOKED_THROUGH = 8
"""People of a role who are looked up before it is taken that somebody is there: a click cannot wait for more."""


class Role(StrEnum):
    """What somebody may be besides a practitioner."""

    LEAD = "lead"
    ADMIN = "admin"


class Holding(StrEnum):
    """Whether a person holds a role now."""

    YES = "yes"
    NO = "no"
    NOBODY = "nobody"
    """Nobody does: it is not set who."""
    NOT_KNOWN = "not_known"
    """Slack did not say; so they may not, for now."""


class Roles:
    """Reads who holds a role from the settings and from Slack's user groups."""

    def __init__(self, config: SlackConfig, people: People, now: Callable[[], datetime]) -> None:
        self._holders: Mapping[Role, Holders] = {Role.LEAD: config.leads, Role.ADMIN: config.admins}
        self._people = people
        self._groups: Remembered[frozenset[str]] = Remembered(now)

    def held(self, role: Role, user_id: str, client: WebClient) -> Holding:
        """Whether this person holds it now."""
        holders = self._holders[role]
        if not holders.configured:
            return Holding.NOBODY
        if user_id in holders.people:
            return Holding.YES
        members = self._members(holders.group, client)
        if members is None:
            return Holding.NOT_KNOWN
        return Holding.YES if user_id in members else Holding.NO

    def somebody(self, role: Role, client: WebClient) -> bool:
        """False only when every account that holds the role is known to be deactivated, or there is none.

        Where it is not set who holds it, or Slack does not say, it is taken that somebody is there.
        """
        holders = self._holders[role]
        members = self._members(holders.group, client)
        if not holders.configured or members is None:
            return True
        everybody = sorted(holders.people | members)
        asked = (self._people.is_active(each, client, STANDS_FOR) for each in everybody[:LOOKED_THROUGH])
        return len(everybody) > LOOKED_THROUGH or any(active is not False for active in asked)

    def _members(self, group: str | None, client: WebClient) -> frozenset[str] | None:
        """https://docs.slack.dev/reference/methods/usergroups.users.list; the SDK asks for no disabled group."""
        if group is None:
            return frozenset()
        known = self._groups.get(group, STANDS_FOR)
        if known is not None:
            return known
        try:
            members = frozenset(in_a_hurry(client).usergroups_users_list(usergroup=group).get("users") or ())
        except CALL_FAILURES as error:
            log.warning("group_not_looked_up", error=type(error).__name__, code=refusal_code(error))
            return None
        self._groups.keep(group, members)
        return members
