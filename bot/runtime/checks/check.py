"""One thing that `sharewise doctor` looked at."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class State(StrEnum):
    """How it was found; what could not be looked at is no failure."""

    GOOD = "good"
    BAD = "not good"
    UNKNOWN = "not checked"


class Check(BaseModel):
    """`found` says what is so, `mend` what to do about it. Neither ever holds a secret."""

    model_config = ConfigDict(frozen=True)

    what: str
    state: State
    found: str
    mend: str = ""


def good(what: str, found: str) -> Check:
    """It is as it should be."""
    return Check(what=what, state=State.GOOD, found=found)


def bad(what: str, found: str, mend: str) -> Check:
    """It must be mended."""
    return Check(what=what, state=State.BAD, found=found, mend=mend)


def unknown(what: str, found: str, mend: str = "") -> Check:
    """It could not be looked at, and why."""
    return Check(what=what, state=State.UNKNOWN, found=found, mend=mend)
