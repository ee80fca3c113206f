"""Who asks."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True)
class Actor:
    """A person in a workspace, as Slack's own signed payload names them; listeners get it as `actor`."""

    team_id: str
    user_id: str
    attempt: int = 0
    """0 at the first delivery, then Slack's count of its retries."""
    known: bool = True
    """False when Slack could not be asked who it is: then the emergency line is said, and nothing else."""

    def unknown(self) -> Self:
        """The same, of whom Slack does not say just now who it is."""
        return replace(self, known=False)
