import signal
import socket
import time
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from actions.urgency import Urgency
from bot.jobs.queue import KEY_PREFIX, Queue, QueueUnavailable, broker_url, build_queue
from bot.store.cipher import Cipher
from bot.store.embedded import data_folder
from tests.bot.jobs.conftest import CLAIM_SECONDS, Workshop, question

SOON_SECONDS = 1.5


def seconds_until_unavailable(queue: Queue) -> float:
    started = time.monotonic()
    with pytest.raises(QueueUnavailable):
        queue.enqueue_question(question("q1"))
    return time.monotonic() - started


def queue_on(url: str) -> Queue:
    return Queue(build_queue(url), Cipher([Fernet.generate_key().decode()]))


class TestHandingOver:
    def test_what_is_queued_reaches_a_worker(self, workshop: Workshop) -> None:
        workshop.queue.enqueue_question(question("q1"))
        workshop.start_worker()
        assert [workshop.report(), workshop.report()] == ["start q1", "end q1"]

    def test_danger_is_taken_before_all_else(self, workshop: Workshop) -> None:
        for number in range(3):
            workshop.queue.enqueue_question(question(f"q{number}"))
        workshop.queue.enqueue_question(question("danger", urgency=Urgency.ALERT))
        workshop.start_worker(concurrency=1)
        started = [report for _ in range(8) if (report := workshop.report()) and report.startswith("start")]
        assert started == ["start danger", "start q0", "start q1", "start q2"]

    def test_words_are_nowhere_on_disk(self, workshop: Workshop) -> None:
        workshop.queue.enqueue_question(question("q1", "the lighthouse keeper"))
        workshop.start_worker()
        assert [workshop.report(), workshop.report()] == ["start q1", "end q1"]
        written = b"".join(path.read_bytes() for path in data_folder(workshop.redis.home).iterdir() if path.is_file())
        assert b"q1" in written
        assert b"lighthouse" not in written

    def test_a_payload_is_read_with_the_right_key_only(self, workshop: Workshop) -> None:
        sealed = Cipher([Fernet.generate_key().decode()]).seal(question("q1")).decode()
        with pytest.raises(Exception, match="none of the keys"):
            workshop.queue.read(sealed, type(question("q1")))


class TestRedisAway:
    def test_the_caller_hears_at_once_that_nothing_listens(self, workshop: Workshop) -> None:
        workshop.queue.enqueue_question(question("q0"))
        workshop.redis.kill()
        assert seconds_until_unavailable(workshop.queue) < SOON_SECONDS

    def test_the_caller_hears_soon_that_redis_hangs(self) -> None:
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            queue = queue_on(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
            assert seconds_until_unavailable(queue) < SOON_SECONDS

    def test_a_full_redis_refuses_rather_than_forgets(self, workshop: Workshop) -> None:
        workshop.queue.enqueue_question(question("q0"))
        workshop.redis.client().config_set("maxmemory", "1")
        assert seconds_until_unavailable(workshop.queue) < SOON_SECONDS

    def test_the_error_quotes_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(QueueUnavailable) as caught:
            queue_on(f"unix://{tmp_path}/redis.sock").enqueue_question(question("q1", "the lighthouse keeper"))
        assert "lighthouse" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__

    def test_queued_tasks_outlive_kill_9_of_redis(self, workshop: Workshop) -> None:
        workshop.queue.enqueue_question(question("q1"))
        workshop.redis.kill()
        workshop.redis.start()
        workshop.start_worker()
        assert [workshop.report(), workshop.report()] == ["start q1", "end q1"]

    def test_after_a_restart_queue_and_worker_go_on_by_themselves(self, workshop: Workshop) -> None:
        workshop.start_worker()
        workshop.queue.enqueue_question(question("q1"))
        assert [workshop.report(), workshop.report()] == ["start q1", "end q1"]
        workshop.redis.kill()
        workshop.redis.start()
        workshop.queue.enqueue_question(question("q2"))
        assert workshop.report_of("end q2")


class TestWorkers:
    def test_the_task_of_a_killed_worker_is_run_by_another(self, workshop: Workshop) -> None:
        first = workshop.start_worker()
        workshop.queue.enqueue_question(question("q1", "wait"))
        assert workshop.report() == "start q1"
        first.kill()
        workshop.start_worker()
        assert workshop.report() == "start q1"
        workshop.let_go()
        assert workshop.report() == "end q1"

    def test_a_task_in_hand_is_given_to_nobody_else_however_long_it_takes(self, workshop: Workshop) -> None:
        workshop.start_worker(concurrency=1)
        workshop.queue.enqueue_question(question("q1", "wait"))
        assert workshop.report() == "start q1"
        workshop.start_worker(concurrency=1)
        workshop.queue.enqueue_question(question("q2"))
        assert [workshop.report(), workshop.report()] == ["start q2", "end q2"]
        assert workshop.report(patience=4 * CLAIM_SECONDS) is None
        workshop.let_go()
        assert workshop.report() == "end q1"

    def test_a_task_that_fell_out_of_the_queue_is_put_back(self, workshop: Workshop) -> None:
        workshop.queue.enqueue_question(question("q1"))
        client = workshop.redis.client()
        client.delete(*client.keys(f"{KEY_PREFIX}*"))
        workshop.start_worker()
        assert [workshop.report(), workshop.report()] == ["start q1", "end q1"]

    def test_what_waits_or_is_in_hand_is_not_put_back(self, workshop: Workshop) -> None:
        workshop.start_worker(concurrency=1)
        workshop.queue.enqueue_question(question("q1", "wait"))
        workshop.queue.enqueue_question(question("q2", "wait"))
        assert workshop.report() == "start q1"
        assert workshop.report(patience=4 * CLAIM_SECONDS) is None
        workshop.let_go()
        workshop.let_go()
        assert [workshop.report() for _ in range(3)] == ["end q1", "start q2", "end q2"]
        assert workshop.report(patience=3 * CLAIM_SECONDS) is None

    def test_an_ended_task_leaves_nothing_behind(self, workshop: Workshop) -> None:
        workshop.queue.enqueue_question(question("q1"))
        workshop.queue.enqueue_question(question("q2", "fail"))
        worker = workshop.start_worker()
        assert {workshop.report() for _ in range(3)} == {"start q1", "end q1", "start q2"}
        worker.terminate()
        assert worker.wait(timeout=20) == 0
        assert workshop.redis.client().keys("sharewise:journal:*") == []

    def test_a_worker_told_to_stop_finishes_what_it_has_in_hand(self, workshop: Workshop) -> None:
        worker = workshop.start_worker()
        workshop.queue.enqueue_question(question("q1", "wait"))
        assert workshop.report() == "start q1"
        worker.send_signal(signal.SIGTERM)
        workshop.let_go()
        assert workshop.report() == "end q1"
        assert worker.wait(timeout=20) == 0

    def test_a_failed_task_is_logged_by_name_and_kind_without_its_words(self, workshop: Workshop) -> None:
        workshop.start_worker()
        workshop.queue.enqueue_question(question("q1", "fail the lighthouse keeper"))
        workshop.queue.enqueue("no.such.task", "q2", question("q2", "the lighthouse keeper"))
        workshop.queue.enqueue_question(question("q3"))
        assert {workshop.report(), workshop.report(), workshop.report()} == {"start q1", "start q3", "end q3"}
        logged = workshop.stop_workers()
        assert "task_failed" in logged
        assert "ValueError" in logged
        assert "unregistered task" in logged
        assert "lighthouse" not in logged


@pytest.mark.parametrize(
    ("redis_url", "expected"),
    [
        ("redis://localhost:6379/2", "redis://localhost:6379/2"),
        ("rediss://user:word@cache:6380/0", "rediss://user:word@cache:6380/0"),
        ("unix:///run/redis.sock", "redis+socket:///run/redis.sock?virtual_host=0"),
        ("unix:///run/a%20b/redis.sock?db=3", "redis+socket:///run/a%20b/redis.sock?virtual_host=3"),
    ],
)
def test_an_address_is_written_as_the_queues_library_wants_it(redis_url: str, expected: str) -> None:
    assert broker_url(redis_url) == expected
