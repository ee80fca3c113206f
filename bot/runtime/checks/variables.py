"""The settings: which variables are set, whether each looks as it should, and which are missing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError, create_model
from pydantic_settings import BaseSettings

from bot.runtime.checks.check import Check, bad, good
from bot.settings import Settings


@dataclass(frozen=True)
class Variable:
    """One variable of the contract. `shape` is what its whole value must match, `looks` says so in words.

    `needed` says what to do where it is unset, though it must be; `instead` names variables that spare it, `beside`
    the one without which it is not needed.
    """

    name: str
    shape: str = r"\S.*"
    looks: str = ""
    needed: str = ""
    instead: tuple[str, ...] = ()
    beside: str = ""
    unread: str = ""
    """Why this version does not read it."""


CHANNEL, CHANNEL_LOOKS = (
    r"[CG][A-Z0-9]{5,}",
    "a channel's id, such as C0123ABCD: the end of the channel's link in Slack",
)
CHANNELS = r"\s*[CG][A-Z0-9]{5,}(\s*,\s*[CG][A-Z0-9]{5,})*\s*,?\s*"
GROUP, GROUP_LOOKS = r"S[A-Z0-9]{5,}", "a user group's id, such as S0123ABCD"
PEOPLE, PEOPLE_LOOKS = r"\s*[UW][A-Z0-9]{5,}(\s*,\s*[UW][A-Z0-9]{5,})*\s*,?\s*", "people's ids with commas between them"
WEB, WEB_LOOKS = r"https?://\S+", "an address that begins with https:// or http://"
ONE_WORKSPACE = "this version serves one workspace, by its bot token"

VARIABLES = (
    Variable(
        "SLACK_BOT_TOKEN",
        r"(xoxb-|xoxe\.xoxb-)\S+",
        "a bot token, which begins with xoxb-",
        needed="install the app to the workspace and copy the token from OAuth & Permissions",
    ),
    Variable(
        "SLACK_APP_TOKEN",
        r"xapp-\S+",
        "an app-level token, which begins with xapp-",
        needed="make one with connections:write under Basic Information, or set SLACK_SIGNING_SECRET for HTTP",
        instead=("SLACK_SIGNING_SECRET",),
    ),
    Variable(
        "SLACK_SIGNING_SECRET",
        r"\S+",
        "one word",
        needed="copy it from Basic Information, or set SLACK_APP_TOKEN for Socket Mode",
        instead=("SLACK_APP_TOKEN",),
    ),
    Variable("SLACK_API_URL", WEB, WEB_LOOKS),
    Variable("SLACK_CLIENT_ID", unread=ONE_WORKSPACE),
    Variable("SLACK_CLIENT_SECRET", unread=ONE_WORKSPACE),
    Variable("SHAREWISE_HOST", r"\S+", "a host's name or address"),
    Variable("SHAREWISE_PORT", r"\d{1,5}", "a port, 0 to 65535"),
    Variable("REDIS_URL", r"(redis|rediss|unix)://\S+", "an address that begins with redis://, rediss:// or unix://"),
    Variable("SHAREWISE_HOME"),
    Variable("SHAREWISE_KEYS"),
    Variable("NLU_URL", WEB, WEB_LOOKS),
    Variable(
        "NLU_TOKEN", r"\S+", "one word", needed="give the token that the process at NLU_URL asks for", beside="NLU_URL"
    ),
    Variable(
        "LEADS_CHANNEL",
        CHANNEL,
        CHANNEL_LOOKS,
        needed="give the id of a private channel that the app has been invited to: without it nobody can be asked for",
    ),
    Variable("ADMINS_CHANNEL", CHANNEL, CHANNEL_LOOKS),
    Variable("LEADS_GROUP", GROUP, GROUP_LOOKS),
    Variable("ADMINS_GROUP", GROUP, GROUP_LOOKS),
    Variable("LEADS", PEOPLE, PEOPLE_LOOKS),
    Variable("ADMINS", PEOPLE, PEOPLE_LOOKS),
    Variable("ALLOWED_CHANNELS", CHANNELS, "channels' ids with commas between them"),
    Variable("REVIEW_AFTER_DAYS", r"[1-9]\d*", "a whole number of days"),
    Variable("EMERGENCY_CONTACTS"),
)


def every_variable() -> tuple[Variable, ...]:
    """Those of the contract, and whatever else the settings read."""
    known = {variable.name for variable in VARIABLES}
    others = sorted(field.upper() for field in Settings.model_fields if field.upper() not in known)
    return (*VARIABLES, *(Variable(name) for name in others if name != "SHAREWISE_RUN"))


def given() -> Mapping[str, str]:
    """The values that are set, by name, read from where the settings are read from."""
    fields = {variable.name.lower(): (str | None, None) for variable in every_variable()}
    raw = create_model("Raw", __base__=_Raw, **fields)  # type: ignore[call-overload]
    return {name.upper(): value for name, value in raw().model_dump(exclude_none=True).items()}


def readable_settings() -> tuple[Settings, list[Check]]:
    """The settings, with the default in the place of each value that cannot be read, and which those are."""
    try:
        return Settings(), []
    except ValidationError as error:
        names = sorted({str(fault["loc"][0]) for fault in error.errors() if fault["loc"]})
    defaults = {name: Settings.model_fields[name].get_default(call_default_factory=True) for name in names}
    mend = "correct it; no command starts before that, and .env.sample explains each variable"
    return Settings(**defaults), [bad(name.upper(), "cannot be read", mend) for name in names]


def variable_checks(values: Mapping[str, str]) -> Iterator[Check]:
    """One check a variable. A value is never repeated."""
    return (_check(variable, values) for variable in every_variable())


def _check(variable: Variable, values: Mapping[str, str]) -> Check:
    name, value = variable.name, values.get(variable.name)
    if value is None:
        return bad(name, "not set", variable.needed) if _is_missed(variable, values) else good(name, "not set")
    if variable.unread:
        return good(name, f"set, and not read: {variable.unread}")
    if re.fullmatch(variable.shape, value.strip()):
        return good(name, "set")
    return bad(name, "set to something else than it should be", f"give {variable.looks or 'a value that is not blank'}")


def _is_missed(variable: Variable, values: Mapping[str, str]) -> bool:
    spared = any(other in values for other in variable.instead)
    return bool(variable.needed) and not spared and (not variable.beside or variable.beside in values)


class _Raw(BaseSettings):
    model_config = Settings.model_config
