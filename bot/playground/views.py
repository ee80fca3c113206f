"""Open modals, stacked by person, and each person's Home tab."""

from copy import deepcopy
from dataclasses import dataclass, field

from bot.playground.block_kit.contents import with_ids
from bot.playground.block_kit.kit import load_kit
from bot.playground.form_state import Values, initial_values
from bot.playground.ids import slack_id, view_hash
from bot.playground.seed import User
from bot.playground.wire import JsonObject, SlackError

TROUBLE = "We had some trouble connecting. Try again?"
EMPTY_TEXT = None


@dataclass
class View:
    """One view as it stands: what the app gave, what the person has set, and what is shown against it."""

    id: str
    user: str
    team: str
    given: JsonObject
    hash: str
    root_id: str
    previous_id: str | None = None
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    notice: str | None = None

    @property
    def blocks(self) -> list[JsonObject]:
        """Its blocks, each with an id."""
        blocks: list[JsonObject] = self.given["blocks"]
        return blocks

    @property
    def is_modal(self) -> bool:
        """Whether it is a modal rather than a Home tab."""
        return bool(self.given["type"] == "modal")

    def as_json(self, app_id: str, bot_id: str) -> JsonObject:
        """The view as interactions and the `views` methods show it."""
        return {
            "id": self.id,
            "team_id": self.team,
            "type": self.given["type"],
            "blocks": self.blocks,
            "private_metadata": self.given.get("private_metadata", ""),
            "callback_id": self.given.get("callback_id", ""),
            "state": {"values": deepcopy(self.values)},
            "hash": self.hash,
            "title": self.given.get("title", EMPTY_TEXT),
            "clear_on_close": self.given.get("clear_on_close", False),
            "notify_on_close": self.given.get("notify_on_close", False),
            "close": self.given.get("close"),
            "submit": self.given.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": app_id,
            "external_id": self.given.get("external_id", ""),
            "app_installed_team_id": self.team,
            "bot_id": bot_id,
        }


class Views:
    """Stacks of modals, at most three high, and Home tabs."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        """The person's open modals, the one in sight last."""
        return self._stacks.setdefault(user, [])

    def top(self, user: str) -> View | None:
        """The modal in sight."""
        stack = self.stack(user)
        return stack[-1] if stack else None

    def home(self, user: str) -> View | None:
        """The person's Home tab, once the app has published one."""
        return self._homes.get(user)

    def open(self, user: User, team: str, given: JsonObject, now: float) -> View:
        """Opens a modal as the root of a new stack; an older stack is gone. Raises `SlackError`."""
        self._refuse_double(given)
        view = _make(user, team, given, now, None)
        self._stacks[user.id] = [view]
        return view

    def push(self, user: User, team: str, given: JsonObject, now: float) -> View:
        """Puts a modal on top of the one in sight. Raises `SlackError` when there is none or the stack is full."""
        self._refuse_double(given)
        top = self.top(user.id)
        if top is None:
            raise SlackError("not_found")
        if len(self.stack(user.id)) >= load_kit().payload.view_stack:
            raise SlackError("push_limit_reached")
        view = _make(user, team, given, now, top)
        self.stack(user.id).append(view)
        return view

    def update(self, view: View, given: JsonObject, now: float) -> None:
        """Replaces what a view shows; values stay where block and action ids are the same."""
        self._refuse_double(given, besides=view)
        view.given = {**given, "blocks": with_ids(given["blocks"])}
        view.values = initial_values(view.blocks, view.values)
        view.hash = view_hash(now)
        view.errors, view.notice = {}, None

    def publish(self, user: User, team: str, given: JsonObject, now: float) -> View:
        """Sets the person's Home tab."""
        known = self._homes.get(user.id)
        if known is not None:
            self.update(known, given, now)
            return known
        view = _make(user, team, given, now, None)
        self._homes[user.id] = view
        return view

    def find(self, view_id: str | None, external_id: str | None) -> View:
        """An open view by either id. Raises `SlackError` when none is open under it."""
        for view in self._everything():
            if (view_id and view.id == view_id) or (external_id and view.given.get("external_id") == external_id):
                return view
        raise SlackError("not_found")

    def close(self, user: str, every: bool) -> list[View]:
        """Takes the modal in sight, or every one, away; what was taken, topmost first."""
        stack = self.stack(user)
        return [stack.pop() for _ in range(len(stack) if every else min(1, len(stack)))]

    def _everything(self) -> list[View]:
        return [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())

    def _refuse_double(self, given: JsonObject, besides: View | None = None) -> None:
        external = given.get("external_id")
        if external and any(
            view is not besides and view.given.get("external_id") == external for view in self._everything()
        ):
            raise SlackError("duplicate_external_id")


def _make(user: User, team: str, given: JsonObject, now: float, below: View | None) -> View:
    own_id = slack_id("V")
    complete = {**given, "blocks": with_ids(given["blocks"])}
    return View(
        id=own_id,
        user=user.id,
        team=team,
        given=complete,
        hash=view_hash(now),
        root_id=below.root_id if below else own_id,
        previous_id=below.id if below else None,
        values=initial_values(complete["blocks"]),
    )
