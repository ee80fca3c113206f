"""The slash command: a word for what to do, or a question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.messages import Origin
from bot.slack.actor import Actor
from bot.slack.blocks.admin import overview_blocks
from bot.slack.blocks.help import help_blocks
from bot.slack.blocks.home import record_blocks
from bot.slack.blocks.kit import Blocks
from bot.slack.blocks.notices import hidden, notice
from bot.slack.blocks.wording import NOTIFICATION
from bot.slack.guarded import refusal
from bot.slack.hiding import hide
from bot.slack.home import latest_records
from bot.slack.ids import COMMAND, Subcommand
from bot.slack.intake import Asked, take_in
from bot.slack.modals import Opening, open_assessment, open_decision_form, open_lead_request
from bot.slack.needs import Needs, SlashCommand
from bot.slack.payloads import Command
from bot.slack.ports import Unavailable
from bot.slack.references import derived_id
from bot.slack.roles import Role
from bot.slack.services import Services
from bot.slack.subcommand import split

NEEDS = Needs(
    scopes=("commands", "channels:read", "groups:read"),  # to tell a channel that outsiders read: `bot.slack.places`
    commands=(
        SlashCommand(
            COMMAND,
            "Sharing information to keep a child safe: ask, decide, record",
            "ask QUESTION | record | decide | lead | records | hide | help",
        ),
    ),
)


@dataclass(frozen=True)
class Said:
    """A command, and the means to do what it says."""

    command: Command
    rest: str
    actor: Actor
    client: WebClient
    services: Services

    @property
    def opening(self) -> Opening:
        """Where a modal opens."""
        return Opening(self.command.trigger_id, self.actor)

    @property
    def origin(self) -> Origin:
        """A command is no message: its answer goes over the response URL."""
        return Origin(
            team_id=self.actor.team_id,
            channel_id=self.command.channel_id,
            user_id=self.actor.user_id,
            message_ts=None,
            via="slash",
            response_url=self.command.response_url,
        )


def register(app: App) -> None:
    """The one command."""
    app.command(COMMAND)(handle_command)


def handle_command(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """What a command says comes back as an ephemeral message; an empty one is a call for help."""
    command = Command.model_validate(body)
    word, rest = split(command.text)
    blocks = _RUNS[word](Said(command, rest, actor, client, services))
    if blocks is None:
        ack()
    else:
        ack(text=NOTIFICATION, blocks=blocks, response_type="ephemeral")


def _ask(said: Said) -> Blocks | None:
    asked_id = derived_id(said.actor.team_id, said.actor.user_id, said.command.trigger_id)
    try:
        take_in(Asked(asked_id, said.origin, said.rest), said.actor, said.client, said.services)
    except Unavailable:
        return None  # told already, over the response URL; Slack does not send a command again
    return None


def _record(said: Said) -> Blocks | None:
    open_decision_form(said.opening, said.client, said.services)
    return None


def _decide(said: Said) -> Blocks | None:
    open_assessment(said.opening, said.client, said.services)
    return None


def _lead(said: Said) -> Blocks | None:
    open_lead_request(said.opening, said.client, said.services)
    return None


def _records(said: Said) -> Blocks | None:
    return record_blocks(latest_records(said.actor, said.services))


def _hide(said: Said) -> Blocks | None:
    return hidden(hide(said.actor, said.services))


def _help(said: Said) -> Blocks | None:
    return help_blocks()


def _admin(said: Said) -> Blocks | None:
    """Nothing is shown before it is noted who looks."""
    actor, services = said.actor, said.services
    why_not = refusal(Role.ADMIN, Subcommand.ADMIN, actor, said.client, services)
    if why_not:
        return notice(why_not)
    try:
        overview = services.ports.audit.shown(actor.team_id, actor.user_id)
    except Unavailable:
        overview = None
    return overview_blocks(overview, services.config)


_RUNS: dict[Subcommand, Callable[[Said], Blocks | None]] = {
    Subcommand.ASK: _ask,
    Subcommand.RECORD: _record,
    Subcommand.DECIDE: _decide,
    Subcommand.LEAD: _lead,
    Subcommand.RECORDS: _records,
    Subcommand.HIDE: _hide,
    Subcommand.HELP: _help,
    Subcommand.ADMIN: _admin,
}
