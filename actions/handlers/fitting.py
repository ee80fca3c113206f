"""Keeps an answer as short as a person in a hurry will read, however much its message names."""

from collections.abc import Iterator

from actions.answer import READABLE_LIMIT, Answer


def fitted(answer: Answer) -> Answer:
    """The answer within `READABLE_LIMIT`: it gives up its last passages, then its last steps, never the first."""
    return next((shorter for shorter in _shorter_and_shorter(answer) if len(shorter.text) <= READABLE_LIMIT), answer)


def _shorter_and_shorter(answer: Answer) -> Iterator[Answer]:
    yield answer
    for field in ("quotes", "next_steps"):
        for kept in range(len(getattr(answer, field)) - 1, 0, -1):
            answer = answer.model_copy(update={field: getattr(answer, field)[:kept]})
            yield answer
