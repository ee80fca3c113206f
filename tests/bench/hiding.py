"""From “Hide this now” to the last message gone and the Home tab neutral, through the local Slack."""

import time

from rich.console import Console
from rich.progress import track

from bot.playground.client import Playground
from bot.slack.blocks.wording import HIDDEN

MESSAGES = 10
ROUNDS = 5
PERSON = "practitioner"
QUESTION = "dad said no, can I still refer to children's services?"
WITHIN = 30.0


def hiding_times(slack: Playground, console: Console, title: str) -> list[float]:
    """Milliseconds of each round: ten answers in as many threads and an open Home tab, then the button."""
    return [_round(slack) for _ in track(range(ROUNDS), title, console=console)]


def _round(slack: Playground) -> float:
    questions = [slack.dm(PERSON, QUESTION) for _ in range(MESSAGES)]
    answers = [slack.wait_for_reply(PERSON, ts, seconds=WITHIN) for ts in questions]
    slack.open_home(PERSON)
    slack.wait_until(lambda: not _home_is_neutral(slack), WITHIN)
    started = time.perf_counter()
    slack.click(PERSON, answers[-1], "hide_now")
    slack.wait_until(lambda: _home_is_neutral(slack) and all(_is_gone(slack, ts) for ts in questions), WITHIN)
    return (time.perf_counter() - started) * 1000


def _home_is_neutral(slack: Playground) -> bool:
    home = slack.home(PERSON)
    return home is not None and HIDDEN in home.words


def _is_gone(slack: Playground, question: str) -> bool:
    """No answer stands in the thread but the one that says that it is hidden."""
    return all(HIDDEN in each.words for each in slack.seen_by(PERSON, None, question) if each.from_app)
