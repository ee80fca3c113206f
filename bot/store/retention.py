"""How long each kind of thing is kept, what happens then, and why: the stores take their times from here."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.store.keys import Kind


class End(StrEnum):
    """What happens at the end of a kind's time."""

    EXPIRES = "Redis lets it expire"
    REVIEWED = "leads are reminded to review it (REVIEW_AFTER_DAYS); it goes only when somebody purges it"
    PURGED = "it goes when somebody purges the person's"
    STANDS = "it stands"
    DONE = "it goes when the task has ended"


@dataclass(frozen=True)
class Row:
    """One kind; `keep` is none where no time ends it. `sealed`: its values are under the records' keys."""

    kind: Kind
    keep: timedelta | None
    end: End
    why: str
    sealed: bool = False


DAY = timedelta(days=1)
ANSWERS = 30 * DAY
THREADS = DAY
EPHEMERALS = timedelta(minutes=30)
FORMS = DAY
HIDDEN = timedelta(hours=1)
EFFECTS = 7 * DAY
RUNS = DAY

_RECORDS = "the guidance: retained only in line with retention policies, and reviewed; no period is given"
_TRACE = "buttons, edits, deletes and hiding need it; a month is as far back as anybody hides"
_FOLLOW_UP = "a follow-up comes within the day"
_OPINION = "which answers to mend"
_TRAIL = "shows what was done; holds ids, no content, and stands after a purge"
_TASK = "work that was taken in must be done"

ROWS = (
    Row(Kind.DECISION, None, End.REVIEWED, _RECORDS, sealed=True),
    Row(Kind.DECISIONS_OF, None, End.REVIEWED, "finds a person's records"),
    Row(Kind.SUBMISSION, None, End.REVIEWED, "one form makes one record, however late it comes again"),
    Row(Kind.ESCALATION, None, End.REVIEWED, _RECORDS, sealed=True),
    Row(Kind.ESCALATIONS_OPEN, None, End.REVIEWED, "finds the requests that wait; one leaves it when it is resolved"),
    Row(Kind.REVIEWS_TOLD, None, End.REVIEWED, "leads are reminded once a period"),
    Row(Kind.ANSWER, ANSWERS, End.EXPIRES, _TRACE, sealed=True),
    Row(Kind.ANSWER_TO, ANSWERS, End.EXPIRES, _TRACE),
    Row(Kind.ANSWERS_FOR, ANSWERS, End.EXPIRES, _TRACE),
    Row(Kind.THREAD, THREADS, End.EXPIRES, _FOLLOW_UP, sealed=True),
    Row(Kind.THREADS_OF, THREADS, End.EXPIRES, _FOLLOW_UP),
    Row(Kind.ON_SCREEN_MESSAGE, ANSWERS, End.EXPIRES, _TRACE, sealed=True),
    Row(Kind.ON_SCREEN_EPHEMERAL, EPHEMERALS, End.EXPIRES, "as long as Slack takes a response URL", sealed=True),
    Row(Kind.ON_SCREEN_FORM, FORMS, End.EXPIRES, "longer than anybody leaves a form open", sealed=True),
    Row(Kind.HIDDEN, HIDDEN, End.EXPIRES, "longer than a question is tried to be answered"),
    Row(Kind.EFFECT, EFFECTS, End.EXPIRES, "longer than any task waits or Slack sends an event again"),
    Row(Kind.FEEDBACK, None, End.PURGED, _OPINION, sealed=True),
    Row(Kind.FEEDBACK_INDEX, None, End.PURGED, _OPINION),
    Row(Kind.TRAIL, None, End.STANDS, _TRAIL, sealed=True),
    Row(Kind.TRAIL_END, None, End.STANDS, _TRAIL, sealed=True),
    Row(Kind.TRAIL_NOTED, None, End.STANDS, "one act is noted once, however late it is tried again"),
    Row(Kind.PRESENCE, RUNS, End.EXPIRES, "tells `sharewise up` that its processes are ready"),
    Row(Kind.JOURNAL, None, End.DONE, _TASK),
    Row(Kind.QUEUE, None, End.DONE, _TASK),
)
"""Outside Redis: the anchor of the trail stands; logs are turned over by size (`bot.supervision`)."""

BY_KIND = {row.kind: row for row in ROWS}
