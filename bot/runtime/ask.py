"""`sharewise ask`: the same path as in Slack, on the terminal: screen, understand, answer."""

import json
import queue
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from typing import BinaryIO, cast

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from actions.screening import Screened, screen
from actions.wording import MAX_CHARACTERS
from bot.jobs.answering import Answering, Heard, Reply
from bot.logs import configure_logs
from bot.runtime.parts import answering
from bot.runtime.understanding import understanding
from bot.settings import Settings

BATCH = 32
"""Messages sent to the language process at once."""

NO_WORDS = "there is no word in this text to go by; ask in a few words"
TOO_LONG = f"this text is longer than {MAX_CHARACTERS:,} characters; ask in a few lines"

log = structlog.get_logger(__name__)


class Asked(BaseModel):
    """One line of standard input."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str
    text: str


def run(text: str | None, as_json: bool) -> int:
    """Answer `text`, or, without it, every line of standard input."""
    configure_logs()
    with understanding(Settings()) as parser:
        answers = answering(parser)
        if text is None:
            _answer_lines(sys.stdin.buffer, answers)
        else:
            _answer_one(text, as_json, answers)
    return 0


def _answer_one(text: str, as_json: bool, answers: Answering) -> None:
    result = _results([Asked(id="1", text=text)], answers)[0]
    if as_json:
        _print(result)
        return
    if "error" in result:
        Console().print(f"{str(result['error']).capitalize()}.", highlight=False)
        return
    Console().print(cast("dict[str, str]", result["answer"])["text"], highlight=False, markup=False)


def _answer_lines(stream: BinaryIO, answers: Answering) -> None:
    """One result a line, in order; a line that cannot be read gets an error of its own."""
    progress = Progress(SpinnerColumn(), TextColumn("{task.completed} answered"), console=Console(stderr=True))
    progress.disable = not sys.stderr.isatty()
    with progress:
        task = progress.add_task("ask", total=None)
        for lines in _batches(stream):
            read = [_read(number, line) for number, line in lines]
            good = [each for each in read if isinstance(each, Asked)]
            results = iter(_results(good, answers))
            for each in read:
                _print(next(results) if isinstance(each, Asked) else each)
            progress.advance(task, len(lines))


def _batches(stream: BinaryIO) -> Iterator[list[tuple[int, bytes]]]:
    """Numbered lines as they come: up to `BATCH` when they wait, one when the writer waits for us."""
    waiting: queue.Queue[tuple[int, bytes] | None] = queue.Queue(maxsize=4 * BATCH)

    def read() -> None:
        for numbered in enumerate(stream, start=1):
            waiting.put(numbered)
        waiting.put(None)

    threading.Thread(target=read, daemon=True).start()
    while (line := waiting.get()) is not None:
        batch = [line]
        while len(batch) < BATCH and not waiting.empty():
            following = waiting.get()
            if following is None:
                yield batch
                return
            batch.append(following)
        yield batch


def _read(number: int, line: bytes) -> Asked | dict[str, object]:
    """A line as a question, or why it is none. The reason never repeats the line."""
    try:
        return Asked.model_validate(json.loads(line.decode("utf-8")))
    except UnicodeDecodeError:
        return {"id": None, "line": number, "error": "the line is not UTF-8 text"}
    except json.JSONDecodeError:
        return {"id": None, "line": number, "error": "the line is not JSON"}
    except ValidationError as error:
        keys = sorted({str(fault["loc"][0]) if fault["loc"] else "the line" for fault in error.errors()})
        wanted = 'an object with "id" and "text", both text'
        return {"id": None, "line": number, "error": f"{', '.join(keys)}: expected {wanted}"}
    except RecursionError:
        return {"id": None, "line": number, "error": "the line is nested too deeply"}


def _results(asked: list[Asked], answers: Answering) -> list[dict[str, object]]:
    screened = [screen(each.text) for each in asked]
    able = [index for index, each in enumerate(screened) if not each.is_blank and not each.too_long]
    heard = [Heard(screened[index].text, screened[index].urgency) for index in able]
    replies = dict(zip(able, answers.replies(heard) if heard else [], strict=True))
    return [
        _result(each.id, screened[index], replies[index]) if index in replies else _refusal(each.id, screened[index])
        for index, each in enumerate(asked)
    ]


def _refusal(identifier: str, screened: Screened) -> dict[str, object]:
    """What cannot be answered is still screened for danger."""
    return {
        "id": identifier,
        "error": TOO_LONG if screened.too_long else NO_WORDS,
        "urgency": screened.urgency,
    }


def _result(identifier: str, screened: Screened, reply: Reply) -> dict[str, object]:
    answer = reply.answer
    return {
        "id": identifier,
        "intent": reply.intent,
        "confidence": round(reply.confidence, 4),
        "ranking": [[label, round(score, 4)] for label, score in reply.ranking],
        "intents": list(reply.intents),
        "entities": [
            _entity(each.entity, each.value, *screened.given_range(each.start, each.end)) for each in reply.entities
        ],
        "urgency": reply.urgency,
        "redacted": screened.text,
        "spans": [asdict(span) for span in screened.spans],
        "answer": {
            "title": answer.title,
            "text": answer.text,
            "principles": [applied.id for applied in answer.principles],
            "golden_rules": [int(applied.id) for applied in answer.golden_rules],
            "coverage": answer.coverage,
            "sources": list(answer.sources),
        },
        "model": reply.model,
    }


def _entity(entity: str, value: str, start: int, end: int) -> dict[str, object]:
    return {"entity": entity, "value": value, "start": start, "end": end}


def _print(result: object) -> None:
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    sys.stdout.flush()
