"""`reactions.add` and `blocks.validate`."""

import re

from bot.playground.block_kit.fault import Fault
from bot.playground.block_kit.validator import validate_blocks, validate_message, validate_view
from bot.playground.local_slack import LocalSlack
from bot.playground.web_api.method import Arguments, Blocks, Object, method
from bot.playground.web_api.places import message_at, readable
from bot.playground.wire import JsonObject, SlackError

EMOJI = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


class _Reaction(Arguments):
    channel: str
    name: str
    timestamp: str


class _Validate(Arguments):
    blocks: Blocks | None = None
    message: Object | None = None
    view: Object | None = None


def _react(slack: LocalSlack, given: _Reaction) -> JsonObject:
    channel = readable(slack, given.channel)
    message = message_at(slack, channel, given.timestamp)
    if EMOJI.fullmatch(given.name) is None:
        raise SlackError("invalid_name")
    users = message.reactions.setdefault(given.name, [])
    bot = slack.workspace.directory.bot.id
    if bot in users:
        raise SlackError("already_reacted")
    users.append(bot)
    slack.workspace.journal.changed("reaction")
    return {"ok": True}


def _validate(slack: LocalSlack, given: _Validate) -> JsonObject:
    del slack
    if sum(item is not None for item in (given.blocks, given.message, given.view)) != 1:
        raise SlackError("invalid_arguments", ["must provide exactly one of `blocks`, `view`, or `message`"])
    if given.blocks is not None:
        return _verdict("invalid_blocks", validate_blocks(given.blocks))
    if given.message is not None:
        return _verdict("invalid_message", validate_message(given.message))
    return _verdict("invalid_view", validate_view(given.view))


def _verdict(error: str, faults: list[Fault]) -> JsonObject:
    if faults:
        raise SlackError(error, errors=[fault.as_error() for fault in faults])
    return {"ok": True}


METHODS = (
    method("reactions.add", _Reaction, _react, ("reactions:write",)),
    method("blocks.validate", _Validate, _validate),
)
