"""Slack: whether it takes the tokens, grants the scopes, and has the bot in the channels that it writes to."""

import logging
from collections.abc import Callable, Iterator
from http.client import HTTPException
from typing import NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.runtime.checks.check import Check, bad, good, unknown
from bot.settings import Settings
from bot.slack.manifest import manifest

SECONDS = 3
"""For one call."""

TOKEN, SCOPES, SOCKET = "Slack takes the bot token", "Slack grants the scopes", "Slack takes the app token"
INSTALL = "update the app from `sharewise manifest` and install it anew"
PASSING = frozenset({"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Errors of Slack's that say nothing of the app."""

SCOPES_HEADER = "x-oauth-scopes"
LOOK_AT_CHANNELS = frozenset({"channels:read", "groups:read"})
"""Without the second a private channel that the app is in looks as if it were not there."""
INVITE = "give the id of a private channel, and invite the app to it: /invite @Sharewise"


class Unfit(NamedTuple):
    """What Slack says of a channel that is not to be written to."""

    sign: str
    when: bool
    found: str
    mend: str


UNFIT = (
    Unfit("is_member", False, "the app is not a member", INVITE),
    Unfit("is_archived", True, "the channel is archived", INVITE),
    Unfit("is_ext_shared", True, "people of other organisations read it", "choose a channel that is not shared"),
)


class _Refused(Exception):
    """Slack said no; the message is its error code."""


class _Away(Exception):
    """Slack did not say."""


def slack_checks(settings: Settings) -> Iterator[Check]:
    """Each call is bounded; when the token does not work the rest is not asked."""
    if settings.slack_bot_token is None:
        yield unknown(TOKEN, "there is no bot token to try")
        return
    client = _client(settings, settings.slack_bot_token.get_secret_value())
    try:
        who = _asked(client.auth_test)
    except _Refused as error:
        yield bad(TOKEN, f"it refuses it ({error})", "copy the token again from OAuth & Permissions, or " + INSTALL)
        return
    except _Away as error:
        yield bad(
            TOKEN, f"it cannot be reached ({error})", "see that this machine reaches SLACK_API_URL, then run again"
        )
        return
    yield good(TOKEN, f"as {who.get('user')} in {who.get('team')}")
    granted = _granted(who)
    yield _scopes(granted)
    yield from _app_token(settings)
    yield from _channels(settings, client, granted)


def _client(settings: Settings, token: str) -> WebClient:
    """One try a call; what the library would log, the report says."""
    silent = logging.Logger("doctor", logging.CRITICAL + 1)
    return WebClient(token=token, base_url=settings.slack_api_url, timeout=SECONDS, retry_handlers=[], logger=silent)


def _granted(who: SlackResponse) -> frozenset[str]:
    """Slack tells the token's scopes in a header of every answer; none where it does not."""
    told = next((str(value) for name, value in who.headers.items() if name.lower() == SCOPES_HEADER), "")
    return frozenset(scope.strip() for scope in told.split(",") if scope.strip())


def _scopes(granted: frozenset[str]) -> Check:
    needed = frozenset(manifest()["oauth_config"]["scopes"]["bot"])
    if not granted:
        return unknown(SCOPES, "it does not tell which it grants")
    if missing := needed - granted:
        return bad(SCOPES, f"missing: {', '.join(sorted(missing))}", INSTALL)
    return good(SCOPES, f"all {len(needed)} that the app asks for")


def _app_token(settings: Settings) -> Iterator[Check]:
    """Asking for a connection opens none."""
    if settings.slack_app_token is None:
        return
    client = _client(settings, settings.slack_app_token.get_secret_value())
    mend = "see that Socket Mode is on in the app's settings, and that the app token has connections:write"
    try:
        _asked(client.apps_connections_open, app_token=client.token)
    except _Refused as error:
        yield bad(SOCKET, f"it refuses it ({error})", mend)
    except _Away as error:
        yield unknown(SOCKET, f"it does not answer ({error})")
    else:
        yield good(SOCKET, "Socket Mode can connect")


def _channels(settings: Settings, client: WebClient, granted: frozenset[str]) -> Iterator[Check]:
    for name, channel in {"LEADS_CHANNEL": settings.leads_channel, "ADMINS_CHANNEL": settings.admins_channel}.items():
        what = f"The bot is in {name}"
        if channel and granted >= LOOK_AT_CHANNELS:
            yield _channel(what, channel, client)
        elif channel:
            yield unknown(what, "the token has no scope to look at channels", "Look in Slack whether it is a member")


def _channel(what: str, channel: str, client: WebClient) -> Check:
    try:
        found = _asked(client.conversations_info, channel=channel)["channel"]
    except _Refused as error:
        return bad(what, f"Slack does not show it the channel ({error})", INVITE)
    except _Away as error:
        return unknown(what, f"Slack does not answer ({error})")
    wrong = next((fault for fault in UNFIT if bool(found.get(fault.sign)) is fault.when), None)
    return bad(what, wrong.found, wrong.mend) if wrong else good(what, "it is a member")


def _asked(call: Callable[..., SlackResponse], **arguments: object) -> SlackResponse:
    try:
        return call(**arguments)
    except SlackApiError as error:
        code = str(error.response.get("error")) if error.response else type(error).__name__
        raise (_Away if code in PASSING else _Refused)(code) from None
    except (SlackClientError, OSError, HTTPException, ValueError) as error:
        raise _Away(type(error).__name__) from None
