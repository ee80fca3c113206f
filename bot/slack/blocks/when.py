"""Points in time as people in the United Kingdom read them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")

UNITS = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))


def moment(at: datetime) -> str:
    """Time and day: “09:30 on 23 November 2026”."""
    return f"{at.astimezone(UK):%H:%M on %-d %B %Y}"


def waited(since: datetime, now: datetime) -> str:
    """How long in the largest unit that fits: “3 hours”; “less than a minute”."""
    for unit, name in UNITS:
        count = (now - since) // unit
        if count:
            return f"{count} {name}" if count == 1 else f"{count} {name}s"
    return "less than a minute"
