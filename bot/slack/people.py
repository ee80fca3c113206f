"""Who somebody is in the workspace: a member, from outside, or not known just now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import structlog
from slack_sdk import WebClient

from bot.slack.hurry import in_a_hurry, is_passing
from bot.slack.remembered import Remembered
from bot.slack.reply import CALL_FAILURES, refusal_code

log = structlog.get_logger(__name__)

LOOKED_UP_EVERY = timedelta(minutes=10)
"""A member who becomes a guest is turned away after this at the latest."""

STANDS_FOR = timedelta(days=1)
"""Somebody who was a member within this is one while Slack cannot be asked."""

GUEST = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
"""What `users.info` says of guests, people of other organisations, bots and deactivated accounts."""

NOT_SHOWN = frozenset({"user_not_found", "user_not_visible"})
"""Slack's refusals that mean: nobody of this workspace."""


class Standing(StrEnum):
    """What is known of a person."""

    MEMBER = "member"
    OUTSIDER = "outsider"
    """A guest, a person of another organisation, a bot or a deactivated account."""
    UNKNOWN = "unknown"
    """Slack cannot be asked just now."""


@dataclass(frozen=True)
class House:
    """The workspace that the bot's own token belongs to, and the Slack Enterprise organisation around it, if any."""

    team_id: str | None
    enterprise_id: str | None = None

    def holds(self, team_id: str | None) -> bool:
        """Whether a team is plainly this one; within an organisation a person's team may be another."""
        return not team_id or not self.team_id or team_id in {self.team_id, self.enterprise_id}


class People:
    """Looks people up and remembers members for a while; outsiders are looked up each time."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._members: Remembered[bool] = Remembered(now)
        self._active: Remembered[bool] = Remembered(now)

    def standing(self, user_id: str, house: House, client: WebClient) -> Standing:
        """Within about a second."""
        if self._members.get(user_id, LOOKED_UP_EVERY):
            return Standing.MEMBER
        try:
            user = _looked_up(user_id, client)
        except CALL_FAILURES as error:
            log.warning("person_not_looked_up", error=type(error).__name__, code=refusal_code(error))
            if is_passing(error):
                return Standing.MEMBER if self._members.get(user_id, STANDS_FOR) else Standing.UNKNOWN
            return Standing.OUTSIDER if refusal_code(error) in NOT_SHOWN else Standing.MEMBER
        if is_outsider(user, house):
            self._members.forget(user_id)
            return Standing.OUTSIDER
        self._members.keep(user_id, True)
        return Standing.MEMBER

    def is_active(self, user_id: str, client: WebClient, within: timedelta) -> bool | None:
        """Whether somebody's account is in use; none where Slack does not say."""
        known = self._active.get(user_id, within)
        if known is not None:
            return known
        try:
            active = not _looked_up(user_id, client).get("deleted")
        except CALL_FAILURES as error:
            if refusal_code(error) not in NOT_SHOWN:
                log.warning("person_not_looked_up", error=type(error).__name__, code=refusal_code(error))
                return None
            active = False
        self._active.keep(user_id, active)
        return active


def is_outsider(user: Mapping[str, Any], house: House) -> bool:
    """From `users.info`. A person in a channel that both share is no `is_stranger`: their team tells.

    https://docs.slack.dev/apis/slack-connect
    """
    if any(user.get(sign) for sign in GUEST):
        return True
    if house.holds(user.get("team_id")):
        return False
    organisation = (user.get("enterprise_user") or {}).get("enterprise_id")
    return house.enterprise_id is None or organisation != house.enterprise_id


def _looked_up(user_id: str, client: WebClient) -> Mapping[str, Any]:
    found: Mapping[str, Any] | None = in_a_hurry(client).users_info(user=user_id).get("user")
    return found or {}
