"""`auth.test`, `team.info`, `users.info`, `usergroups.users.list`, `apps.connections.open`: who is who."""

from bot.playground.local_slack import LocalSlack
from bot.playground.seed import User
from bot.playground.web_api.method import Arguments, method
from bot.playground.web_api.places import known
from bot.playground.wire import JsonObject, SlackError


class _Nothing(Arguments):
    pass


class _Team(Arguments):
    team: str | None = None
    domain: str | None = None


class _User(Arguments):
    user: str
    include_locale: bool = False


class _Group(Arguments):
    usergroup: str
    include_disabled: bool = False


def user_json(slack: LocalSlack, user: User) -> JsonObject:
    """A user as `users.info` shows one."""
    team = slack.workspace.directory.team_of(user).id
    shown: JsonObject = {
        "id": user.id,
        "team_id": team,
        "name": user.handle,
        "deleted": user.deleted,
        "real_name": user.name,
        "tz": "Europe/London",
        "tz_label": "Greenwich Mean Time",
        "tz_offset": 0,
        "profile": {"real_name": user.name, "display_name": user.handle, "title": user.title, "team": team},
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 1700000000,
    }
    if user.is_bot:
        shown["profile"] |= {"bot_id": user.bot_id, "api_app_id": slack.workspace.directory.app.id if user.own else ""}
    if user.is_stranger:
        return shown | {"is_stranger": True}
    return shown | {
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_email_confirmed": True,
    }


def _auth_test(slack: LocalSlack, _: _Nothing) -> JsonObject:
    directory = slack.workspace.directory
    return {
        "ok": True,
        "url": f"https://{directory.home_team.domain}.slack.com/",
        "team": directory.home_team.name,
        "user": directory.bot.handle,
        "team_id": directory.home_team.id,
        "user_id": directory.bot.id,
        "bot_id": directory.bot.bot_id,
        "is_enterprise_install": False,
    }


def _team_info(slack: LocalSlack, given: _Team) -> JsonObject:
    directory = slack.workspace.directory
    team = directory.teams.get(given.team or directory.home_team.id)
    if team is None:
        raise SlackError("team_not_found")
    shown = {
        "id": team.id,
        "name": team.name,
        "domain": team.domain,
        "email_domain": "",
        "icon": {"image_default": True},
    }
    return {"ok": True, "team": shown}


def _users_info(slack: LocalSlack, given: _User) -> JsonObject:
    shown = user_json(slack, known(slack, given.user))
    return {"ok": True, "user": shown | ({"locale": "en-GB"} if given.include_locale else {})}


def _group_users(slack: LocalSlack, given: _Group) -> JsonObject:
    """A disabled group is found only by who asks for it. Whether Slack lists deactivated members is not documented:
    here it does, which asks more of an app."""
    group = slack.workspace.directory.groups.get(given.usergroup)
    if group is None or (group.disabled and not given.include_disabled):
        raise SlackError("no_such_subteam")
    return {"ok": True, "users": list(group.members)}


def _connection(slack: LocalSlack, _: _Nothing) -> JsonObject:
    address = slack.config.address.replace("http", "ws", 1)
    app_id = slack.workspace.directory.app.id
    return {"ok": True, "url": f"{address}/link/?ticket={slack.sockets.ticket()}&app_id={app_id}"}


METHODS = (
    method("auth.test", _Nothing, _auth_test),
    method("team.info", _Team, _team_info, ("team:read",)),
    method("users.info", _User, _users_info, ("users:read",)),
    method("usergroups.users.list", _Group, _group_users, ("usergroups:read",)),
    method("apps.connections.open", _Nothing, _connection, caller="app"),
)
