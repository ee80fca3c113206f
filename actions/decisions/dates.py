"""Days as the United Kingdom counts and writes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def uk_day(moment: datetime) -> date:
    """The day that an aware moment falls on in the United Kingdom."""
    return moment.astimezone(ZoneInfo("Europe/London")).date()


def long_date(day: date) -> str:
    """As in "23 November 2026"."""
    return f"{day.day} {day:%B %Y}"
