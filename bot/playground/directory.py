"""People, channels and user groups of the workspace."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.playground.ids import slack_id
from bot.playground.seed import Seed, Team, User
from bot.playground.wire import ControlError

DM_NAME = "directmessage"
PRIVATE_NAME = "privategroup"


@dataclass
class Channel:
    """A conversation of any kind, with its members' ids."""

    id: str
    name: str
    members: list[str]
    is_private: bool = False
    is_general: bool = False
    is_ext_shared: bool = False
    is_archived: bool = False
    is_im: bool = False
    is_mpim: bool = False

    @property
    def type(self) -> str:
        """`channel_type` as events name it."""
        if self.is_im:
            return "im"
        if self.is_mpim:
            return "mpim"
        return "group" if self.is_private else "channel"

    @property
    def payload_name(self) -> str:
        """The name that interactions and commands give: that of private places is withheld."""
        return {"im": DM_NAME, "group": PRIVATE_NAME, "mpim": PRIVATE_NAME}.get(self.type, self.name)


@dataclass
class Group:
    """A user group."""

    id: str
    handle: str
    members: list[str] = field(default_factory=list)
    disabled: bool = False


class Directory:
    """Looks people and places up. Nothing here knows what was said."""

    def __init__(self, seed: Seed) -> None:
        self.teams = {team.id: team for team in seed.teams}
        self.home_team: Team = seed.teams[0]
        self.app = seed.app
        self.users = {user.id: user for user in seed.users}
        self._handles = {user.handle: user.id for user in seed.users}
        self.bot = next(user for user in seed.users if user.own)
        self.channels = {
            channel.id: Channel(
                members=[self._handles[handle] for handle in channel.members], **channel.model_dump(exclude={"members"})
            )
            for channel in seed.channels
        }
        self.groups = {
            group.id: Group(group.id, group.handle, [self._handles[handle] for handle in group.members])
            for group in seed.groups
        }

    def join(self, user: User, channel: Channel) -> None:
        """Takes a user into a channel."""
        if user.id not in channel.members:
            channel.members.append(user.id)

    def regroup(self, key: str, members: Iterable[User], disabled: bool) -> None:
        """Puts other members into a user group, or disables it. Raises `ControlError` when there is none."""
        group = next((item for item in self.groups.values() if key in (item.id, item.handle)), None)
        if group is None:
            raise ControlError("there is no such user group")
        group.members, group.disabled = [user.id for user in members], disabled

    def change(self, user: User, **fields: bool) -> None:
        """Makes somebody a guest, deactivates them, or the reverse."""
        self.users[user.id] = user.model_copy(update=fields)

    def person(self, key: str) -> User:
        """A user by id or handle. Raises `ControlError` when there is none."""
        user = self.users.get(self._handles.get(key, key))
        if user is None:
            raise ControlError("there is no such user")
        return user

    def place(self, key: str) -> Channel:
        """A channel by id or name, with or without its #. Raises `ControlError` when there is none."""
        channel = self.channels.get(key) or self.named(key.removeprefix("#"))
        if channel is None:
            raise ControlError("there is no such channel")
        return channel

    def named(self, name: str) -> Channel | None:
        """The channel of that name."""
        return next((channel for channel in self.channels.values() if channel.name == name and name), None)

    def team_of(self, user: User) -> Team:
        """The workspace that the user belongs to."""
        return self.teams[user.team or self.home_team.id]

    def conversation(self, members: Iterable[str]) -> Channel | None:
        """The direct or group message between exactly these users, if it is open."""
        wanted = set(members)
        return next(
            (item for item in self.channels.values() if (item.is_im or item.is_mpim) and set(item.members) == wanted),
            None,
        )

    def open_conversation(self, members: Iterable[str]) -> Channel:
        """The direct (two members) or group message between these users, opened when it is not yet."""
        everyone = list(dict.fromkeys(members))
        found = self.conversation(everyone)
        if found is not None:
            return found
        is_im = len(everyone) <= 2
        made = Channel(
            id=slack_id("D" if is_im else "C"),
            name="" if is_im else "mpdm-" + "--".join(self.users[user].handle for user in everyone) + "-1",
            members=everyone,
            is_private=not is_im,
            is_im=is_im,
            is_mpim=not is_im,
        )
        self.channels[made.id] = made
        return made

    def dm_with_bot(self, user: User) -> Channel:
        """The app's own direct message with a user."""
        return self.open_conversation((user.id, self.bot.id))
