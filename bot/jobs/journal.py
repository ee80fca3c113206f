"""What has been queued and not yet ended, so that a task which falls out of the queue is put back.

Celery's Redis transport takes a message out of its list and only then notes that a worker has it. A worker killed
between the two loses the task: under load, with 68 kills, one of 10,585 was lost without this journal, and none of
14,957 with it. So each task stands here from before it is queued until after it has ended, and workers put back what
is neither waiting nor in anyone's hands.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

import structlog
from kombu.transport.redis import Channel
from pydantic import BaseModel, ConfigDict

from bot.store.connect import connect
from bot.store.errors import StoreUnavailable, redis_guarded

ENTRIES = "sharewise:journal:entries"
QUEUED_AT = "sharewise:journal:queued-at"
PUTTING_BACK = "sharewise:journal:putting-back:"

log = structlog.get_logger(__name__)


class Entry(BaseModel):
    """A task as it was queued; `payload` is sealed."""

    model_config = ConfigDict(frozen=True)

    job: str
    payload: str
    urgent: bool


class Journal:
    """The tasks that have not ended. Methods raise `StoreUnavailable` when Redis is away; times are in Unix seconds."""

    def __init__(self, redis_url: str, queue: str, prefix: str, priorities: Iterable[int]) -> None:
        """Connects on first use. `queue`, `prefix` and `priorities` say where the transport keeps its messages."""
        self._client = connect(redis_url)
        steps = (f"{Channel.sep}{priority}" if priority else "" for priority in priorities)
        self._waiting = [f"{prefix}{queue}{step}" for step in steps]
        self._in_hand = f"{prefix}{Channel.unacked_key}"

    @redis_guarded()
    def note(self, task_id: str, entry: Entry, now: float) -> None:
        """Before the task is queued."""
        with self._client.pipeline(transaction=True) as pipe:
            pipe.hset(ENTRIES, task_id, entry.model_dump_json())
            pipe.zadd(QUEUED_AT, {task_id: now})
            pipe.execute()

    @redis_guarded()
    def forget(self, task_id: str) -> None:
        """After the task has ended."""
        with self._client.pipeline(transaction=True) as pipe:
            pipe.hdel(ENTRIES, task_id)
            pipe.zrem(QUEUED_AT, task_id)
            pipe.execute()

    @redis_guarded()
    def missing(self, queued_before: float) -> dict[str, Entry]:
        """Tasks queued before then that are neither waiting nor in a worker's hands."""
        overdue = [_text(each) for each in self._client.zrangebyscore(QUEUED_AT, "-inf", queued_before)]
        absent = set(overdue) - self._present() if overdue else set()
        found = {task_id: self._client.hget(ENTRIES, task_id) for task_id in sorted(absent)}
        return {task_id: Entry.model_validate_json(entry) for task_id, entry in found.items() if entry is not None}

    @redis_guarded()
    def payloads(self) -> list[str]:
        """What the tasks carry that have not ended, sealed."""
        return [Entry.model_validate_json(entry).payload for entry in self._client.hvals(ENTRIES)]

    @redis_guarded()
    def claim(self, task_id: str, now: float, seconds: float) -> bool:
        """True for one worker only: the one to put this task back."""
        if not self._client.set(f"{PUTTING_BACK}{task_id}", b"", nx=True, px=int(seconds * 1000)):
            return False
        return bool(self._client.zadd(QUEUED_AT, {task_id: now}, xx=True, ch=True))

    def _present(self) -> set[str]:
        """Ids of all tasks that the transport knows of, in any worker's hands or waiting."""
        held = [json.loads(message)[0] for message in self._client.hvals(self._in_hand)]
        waiting = [json.loads(message) for key in self._waiting for message in self._client.lrange(key, 0, -1)]
        return {message["headers"]["id"] for message in held + waiting}


class Recovery:
    """Puts back what fell out of the queue; `sweep` is to be called now and then."""

    def __init__(self, journal: Journal, put_back: Callable[[str, Entry], None], patience: float) -> None:
        """`patience`, in seconds: how long a task may stand in the journal before anyone asks where it is."""
        self._journal = journal
        self._put_back = put_back
        self._patience = patience
        self._suspects: set[str] = set()

    def sweep(self, now: float) -> None:
        """Put back what is missing now and was at the last sweep: a task that changes hands is missing for a moment."""
        try:
            missing = self._journal.missing(now - self._patience)
            for task_id in self._suspects & missing.keys():
                if self._journal.claim(task_id, now, self._patience):
                    self._put_back(task_id, missing[task_id])
                    log.warning("task_put_back", id=task_id, task=missing[task_id].job)
        except StoreUnavailable as error:
            log.warning("journal_not_swept", error=str(error))
        else:
            self._suspects = set(missing)


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
