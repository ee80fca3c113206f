"""What is wrong with a decision as it was filled in."""

from collections.abc import Mapping


class InvalidDecision(ValueError):
    """The form needs mending: `errors` holds, for each field id, what to do about it in plain words.

    The message names the fields alone, never what was written in them.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(f"needs mending: {', '.join(errors)}")
        self.errors: dict[str, str] = dict(errors)
