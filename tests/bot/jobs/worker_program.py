"""A worker for tests, as a process of its own: `python -m tests.bot.jobs.worker_program URL KEY CLAIM CONCURRENCY`.

Its one task tells through Redis when it starts and ends, and what it does depends on the words of the question:
`wait` holds it until the test lets it go, `fail` raises an error that quotes the question.
"""

import sys

from redis import Redis

from bot.jobs.queue import Job, Queue, build_queue
from bot.jobs.worker import run_worker
from bot.messages import Question
from bot.store.cipher import Cipher

REPORTS = "test:reports"
LET_GO = "test:let-go"


def main(url: str, key: str, claim: str, concurrency: str) -> int:
    """Work until stopped."""
    app = build_queue(url, float(claim))
    queue = Queue(app, Cipher([key]))

    def answer(payload: str) -> None:
        question = queue.read(payload, Question)
        client = Redis.from_url(url, socket_timeout=None)
        client.rpush(REPORTS, f"start {question.id}")
        if "wait" in question.text:
            client.blpop([LET_GO], timeout=60)
        if "fail" in question.text:
            raise ValueError(question.text)
        client.rpush(REPORTS, f"end {question.id}")

    app.task(name=Job.ANSWER)(answer)
    return run_worker(app, int(concurrency))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
