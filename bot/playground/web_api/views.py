"""`views.*`: modals and Home tabs."""

from bot.playground.block_kit.fault import lines
from bot.playground.block_kit.kit import Surface
from bot.playground.block_kit.validator import validate_view, view_too_large
from bot.playground.local_slack import LocalSlack
from bot.playground.views import View
from bot.playground.web_api.method import Arguments, Object, method
from bot.playground.web_api.places import known
from bot.playground.wire import JsonObject, SlackError

MODAL = frozenset({Surface.MODAL})
HOME = frozenset({Surface.HOME})
EITHER = MODAL | HOME


class _Open(Arguments):
    trigger_id: str | None = None
    interactivity_pointer: str | None = None
    view: Object


class _Update(Arguments):
    view: Object
    view_id: str | None = None
    external_id: str | None = None
    hash: str | None = None


class _Publish(Arguments):
    user_id: str
    view: Object
    hash: str | None = None


def check_view(view: JsonObject, surfaces: frozenset[Surface]) -> None:
    """Refuses a view that Slack would. Raises `SlackError` (`view_too_large`, `invalid_arguments`)."""
    if view_too_large(view):
        raise SlackError("view_too_large")
    faults = validate_view(view, "/view", surfaces)
    if faults:
        raise SlackError("invalid_arguments", lines(faults))


def _trigger(given: _Open) -> str:
    trigger = given.trigger_id or given.interactivity_pointer
    if not trigger:
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: trigger_id"])
    return trigger


def _open(slack: LocalSlack, given: _Open) -> JsonObject:
    workspace = slack.workspace
    check_view(given.view, MODAL)
    trigger = workspace.permits.exchange(_trigger(given))
    user = workspace.directory.users[trigger.user]
    return _shown(
        slack, workspace.views.open(user, workspace.directory.home_team.id, given.view, workspace.clock.now())
    )


def _push(slack: LocalSlack, given: _Open) -> JsonObject:
    workspace = slack.workspace
    check_view(given.view, MODAL)
    trigger = workspace.permits.exchange(_trigger(given))
    if trigger.via != "view":
        raise SlackError("not_found")
    user = workspace.directory.users[trigger.user]
    return _shown(
        slack, workspace.views.push(user, workspace.directory.home_team.id, given.view, workspace.clock.now())
    )


def _update(slack: LocalSlack, given: _Update) -> JsonObject:
    workspace = slack.workspace
    if (given.view_id is None) == (given.external_id is None):
        raise SlackError("invalid_arguments", ["[ERROR] must provide exactly one of `view_id` or `external_id`"])
    check_view(given.view, EITHER)
    view = workspace.views.find(given.view_id, given.external_id)
    if view.given["type"] != given.view["type"]:
        raise SlackError("invalid_arguments", ["[ERROR] the type of a view cannot change [json-pointer:/view/type]"])
    _check_hash(view, given.hash)
    workspace.views.update(view, given.view, workspace.clock.now())
    return _shown(slack, view)


def _publish(slack: LocalSlack, given: _Publish) -> JsonObject:
    workspace = slack.workspace
    user = known(slack, given.user_id)
    check_view(given.view, HOME)
    home = workspace.views.home(user.id)
    if home is not None:
        _check_hash(home, given.hash)
    view = workspace.views.publish(user, workspace.directory.home_team.id, given.view, workspace.clock.now())
    workspace.journal.changed("home")
    return {"ok": True, "view": workspace.view_json(view)}


def _check_hash(view: View, given: str | None) -> None:
    if given is not None and given != view.hash:
        raise SlackError("hash_conflict")


def _shown(slack: LocalSlack, view: View) -> JsonObject:
    slack.workspace.journal.changed("view")
    return {"ok": True, "view": slack.workspace.view_json(view)}


METHODS = (
    method("views.open", _Open, _open),
    method("views.push", _Open, _push),
    method("views.update", _Update, _update),
    method("views.publish", _Publish, _publish),
)
