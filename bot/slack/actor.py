"""Who asks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person in a workspace, as Slack's own signed payload names them; listeners get it as `actor`."""

    team_id: str
    user_id: str
    attempt: int = 0
    """0 at the first delivery, then Slack's count of its retries."""
