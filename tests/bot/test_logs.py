"""What is written of an event: all of ours, and of a library's no more than that it spoke."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure_logs

WORD = "zanzibarquux"


@pytest.fixture(autouse=True)
def logs_put_back() -> Iterator[None]:
    """Each test sets them up as a process of ours does."""
    root = logging.getLogger()
    handlers, level, root.handlers = root.handlers, root.level, []
    yield
    root.handlers, root.level, logging.raiseExceptions = handlers, level, True
    structlog.reset_defaults()


def written(capsys: pytest.CaptureFixture[str]) -> str:
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def test_our_own_events_are_lines_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    structlog.get_logger("bot.slack.intake").info("question_queued", kinds=["phone"])
    line = json.loads(written(capsys))
    assert (line["event"], line["kinds"], line["level"]) == ("question_queued", ["phone"], "info")


def test_a_librarys_message_and_arguments_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    logging.getLogger("some.library").warning("could not read %s", WORD)
    logging.getLogger("another.library").error(f"could not read {WORD}")
    assert written(capsys).splitlines() == [
        f"WARNING some.library:{test_a_librarys_message_and_arguments_are_left_out.__code__.co_firstlineno + 2}",
        f"ERROR another.library:{test_a_librarys_message_and_arguments_are_left_out.__code__.co_firstlineno + 3}",
    ]


def test_an_exception_is_told_by_its_kind_without_text_or_trace(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    try:
        int(WORD)
    except ValueError:
        logging.getLogger("some.library").exception("it failed")
    said = written(capsys)
    assert said.rstrip().endswith("ValueError")
    assert len(said.splitlines()) == 1
    assert WORD not in said


def test_a_message_that_cannot_be_put_together_is_not_printed_instead(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    logging.getLogger("some.library").warning("%d messages", WORD)
    assert WORD not in written(capsys)


@pytest.mark.parametrize("names", [(), ("rasa.core.processor",)])
def test_what_a_library_logs_through_structlog_is_left_out_too(
    names: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs()
    structlog.get_logger(*names).warning("processor.message.parse", parse_data_text=WORD)
    said = written(capsys)
    assert json.loads(said)["event"] == "library"
    assert WORD not in said


@pytest.mark.parametrize("name", ["slack_bolt", "celery", "rasa", "httpx"])
def test_libraries_are_heard_only_when_something_is_wrong(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    logging.getLogger(f"{name}.somewhere").info("all is well")
    assert written(capsys) == ""
