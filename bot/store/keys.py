"""Every Redis key of the store, made here and nowhere else: `sharewise:TEAM:KIND:…`."""

from enum import StrEnum
from urllib.parse import quote, unquote

PREFIX = "sharewise"

ANY_TEAM = "-"
"""Stands where a key is the same for every workspace; no Slack id looks like it."""


class Kind(StrEnum):
    """What a key is of; `bot.store.retention` tells of each how long it is kept."""

    DECISION = "decision"
    DECISIONS_OF = "decisions-of"
    SUBMISSION = "submission"
    ANSWER = "answer"
    ANSWER_TO = "answer-to"
    ANSWERS_FOR = "answers-for"
    THREAD = "thread"
    THREADS_OF = "threads-of"
    ON_SCREEN_MESSAGE = "on-screen-message"
    ON_SCREEN_EPHEMERAL = "on-screen-ephemeral"
    ON_SCREEN_FORM = "on-screen-form"
    HIDDEN = "hidden"
    EFFECT = "effect"
    FEEDBACK = "feedback"
    FEEDBACK_INDEX = "feedback-index"
    ESCALATION = "escalation"
    ESCALATIONS_OPEN = "escalations-open"
    REVIEWS_TOLD = "reviews-told"
    TRAIL = "trail"
    TRAIL_END = "trail-end"
    TRAIL_NOTED = "trail-noted"
    PRESENCE = "presence"
    JOURNAL = "journal"
    QUEUE = "queue"


OF_NO_TEAM = frozenset({Kind.PRESENCE, Kind.JOURNAL, Kind.QUEUE})
"""Kinds of the runtime's and the queue's own keys: `sharewise:KIND:…`."""


def decision(team_id: str, reference: str) -> str:
    """The sealed decision record."""
    return _key(team_id, Kind.DECISION, reference)


def decisions_of(team_id: str, user_id: str) -> str:
    """Sorted set: references of one person's records, by the time each was recorded."""
    return _key(team_id, Kind.DECISIONS_OF, user_id)


def submission(team_id: str, submission_id: str) -> str:
    """The reference that a submitted form was saved under."""
    return _key(team_id, Kind.SUBMISSION, submission_id)


def answer(team_id: str, answer_id: str) -> str:
    """The sealed trace of one answer."""
    return _key(team_id, Kind.ANSWER, answer_id)


def answer_to(team_id: str, channel_id: str, question_ts: str) -> str:
    """The id of the answer that stands to one message."""
    return _key(team_id, Kind.ANSWER_TO, channel_id, question_ts)


def answers_for(team_id: str, user_id: str) -> str:
    """Sorted set: ids of the answers shown to one person, by time."""
    return _key(team_id, Kind.ANSWERS_FOR, user_id)


def thread(team_id: str, user_id: str, channel_id: str, thread_ts: str) -> str:
    """The sealed memory of what one person's thread was last about."""
    return _key(team_id, Kind.THREAD, user_id, channel_id, thread_ts)


def threads_of(team_id: str, user_id: str) -> str:
    """Set: the keys of one person's thread memories."""
    return _key(team_id, Kind.THREADS_OF, user_id)


def on_screen(team_id: str, user_id: str, what: str) -> str:
    """Hash: what of one kind (`bot.messages.Kind`) stands before a person, each sealed under its id."""
    return _key(team_id, Kind(f"on-screen-{what}"), user_id)


def hidden(team_id: str, user_id: str) -> str:
    """Sorted set of one: when one person last wanted all hidden."""
    return _key(team_id, Kind.HIDDEN, user_id)


def effect(effect_id: str) -> str:
    """How far one outgoing message has come. The id holds the question's, which no two workspaces share."""
    return _key(ANY_TEAM, Kind.EFFECT, effect_id)


def feedback(team_id: str, answer_id: str, user_id: str) -> str:
    """The sealed verdict of one person on one answer."""
    return _key(team_id, Kind.FEEDBACK, answer_id, user_id)


def feedback_index(team_id: str) -> str:
    """Sorted set: keys of the verdicts, by time."""
    return _key(team_id, Kind.FEEDBACK_INDEX)


def escalation(team_id: str, reference: str) -> str:
    """The sealed note that somebody asked for a lead."""
    return _key(team_id, Kind.ESCALATION, reference)


def escalations_open(team_id: str) -> str:
    """Sorted set: references of the requests that no lead has finished with, by time asked."""
    return _key(team_id, Kind.ESCALATIONS_OPEN)


def reviews_told(team_id: str) -> str:
    """Hash: for how many review periods the leads were reminded of a reference."""
    return _key(team_id, Kind.REVIEWS_TOLD)


def trail(team_id: str) -> str:
    """List: the sealed entries of the audit trail, the first one first."""
    return _key(team_id, Kind.TRAIL)


def trail_end(team_id: str) -> str:
    """The sealed end of the trail: how many entries, and the last digest."""
    return _key(team_id, Kind.TRAIL_END)


def trail_noted(team_id: str) -> str:
    """Set: acts that are noted once, by what they were done to."""
    return _key(team_id, Kind.TRAIL_NOTED)


ANY_TRAIL = f"{PREFIX}:*:{Kind.TRAIL}*"
"""A pattern for the keys of all trails."""

ANYTHING = f"{PREFIX}:*"
"""A pattern for every key of the store."""


def any_decision(team_id: str) -> str:
    """A pattern for the keys of a workspace's records."""
    return f"{_key(team_id, Kind.DECISION)}:*"


def any_decisions_of(team_id: str) -> str:
    """A pattern for the keys of all persons' lists of records."""
    return f"{_key(team_id, Kind.DECISIONS_OF)}:*"


def any_escalation(team_id: str) -> str:
    """A pattern for the keys of a workspace's requests for a lead."""
    return f"{_key(team_id, Kind.ESCALATION)}:*"


def last_part(key: str) -> str:
    """What a key's last part says."""
    return unquote(key.rsplit(":", 1)[1])


def team_of(key: str) -> str:
    """The workspace that a key belongs to."""
    return unquote(key.split(":")[1])


def kind_of(key: str) -> Kind | None:
    """What a key is of; none for one that is not made here."""
    second, third = (unquote(part) for part in (*key.split(":"), "", "")[1:3])
    kind = second if second in OF_NO_TEAM else third
    return Kind(kind) if kind in set(Kind) else None


def _key(*parts: str) -> str:
    """Parts are escaped, so that no id can reach into another's keys."""
    return ":".join((PREFIX, *(quote(part, safe="") for part in parts)))
