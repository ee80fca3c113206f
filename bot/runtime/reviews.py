"""`sharewise records review`: which records and requests have been kept long enough to be looked at again."""

import sys
from datetime import UTC, datetime

from bot.runtime import parts
from bot.settings import Settings

DONE = 0
NO_PERIOD = (
    "REVIEW_AFTER_DAYS is not set, so nothing ever comes up for review and nobody is reminded. The guidance gives no"
    " period: take it from your retention policy. Nothing is deleted either way."
)


@parts.store_failures()
def run() -> int:
    """Print references and dates, the longest kept first, of every workspace. Raises `Failure`."""
    settings = Settings()
    client, cipher = parts.redis_needed(settings), parts.cipher(settings)
    store = parts.reviews(settings, client, cipher)
    if store is None:
        sys.stdout.write(NO_PERIOD + "\n")
        return DONE
    now = datetime.now(UTC)
    due = [(team_id, each) for team_id in store.workspaces() for each in store.due(team_id, now)]
    sys.stdout.writelines(f"{team_id}: {each.reference}, kept since {each.since:%Y-%m-%d}\n" for team_id, each in due)
    if not due:
        sys.stdout.write(f"Nothing has been kept for {settings.review_after_days} days or longer.\n")
    return DONE
