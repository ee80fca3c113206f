"""The embedded Redis as a process of `sharewise up`: this process turns into it."""

import os

from bot.settings import Settings
from bot.store import server
from bot.supervision import die_with_parent


def run() -> int:
    """Never returns: redis-server takes this process over, and dies with its parent."""
    die_with_parent()
    command = server.command(Settings().sharewise_home)
    os.execv(command[0], command)
