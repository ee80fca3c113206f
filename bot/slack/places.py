"""Whether people from outside can read a channel, where a request does not say so itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from slack_sdk import WebClient

from bot.slack.hurry import in_a_hurry
from bot.slack.remembered import Remembered
from bot.slack.reply import CALL_FAILURES, refusal_code

log = structlog.get_logger(__name__)

STANDS_FOR = timedelta(seconds=60)

SHARED = ("is_ext_shared", "is_pending_ext_shared")
"""What `conversations.info` says of a channel that another organisation reads, or is about to."""


class Places:
    """Asks Slack about channels, and remembers the answers for a minute."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._shared: Remembered[bool] = Remembered(now)

    def outsiders_read(self, channel_id: str, client: WebClient) -> bool:
        """False also where Slack does not say, as of a private channel that the bot is not in.

        Only commands, shortcuts and buttons are asked after here: they are answered to their user alone.
        """
        known = self._shared.get(channel_id, STANDS_FOR)
        if known is not None:
            return known
        try:
            channel = in_a_hurry(client).conversations_info(channel=channel_id).get("channel") or {}
        except CALL_FAILURES as error:
            log.info("channel_not_looked_up", error=type(error).__name__, code=refusal_code(error))
            return False
        shared = any(bool(channel.get(sign)) for sign in SHARED)
        self._shared.keep(channel_id, shared)
        return shared
