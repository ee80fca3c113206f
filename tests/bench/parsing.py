"""Asking for parses and timing them."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import httpx

from tests.bench.contenders import Served

WARM_UP = 20
"""Messages asked first and not timed."""
ROUNDS = 3
BATCH = 32
PATH = "/model/parse"


class Inside(NamedTuple):
    """Parses in the process: milliseconds of each text alone, and texts a second in batches."""

    milliseconds: list[float]
    batched: float


@dataclass
class Parses:
    """Parses over HTTP, one at a time: milliseconds of each, seconds of the server's processor, the first intents."""

    milliseconds: list[float] = field(default_factory=list)
    cpu: float = 0.0
    intents: list[str] = field(default_factory=list)


def ask_in_turn(servers: Sequence[Served], texts: Sequence[str]) -> list[Parses]:
    """Every text of every server `ROUNDS` times, the servers taking turns by the round: noise meets all alike."""
    asked = [Parses() for _ in servers]
    for server in servers:
        for text in texts[:WARM_UP]:
            _intent(server.client, text)
    for _ in range(ROUNDS):
        for server, parses in zip(servers, asked, strict=True):
            _one_round(server, texts, parses)
    return asked


def ask_in_batches(server: Served, texts: Sequence[str]) -> float:
    """Texts a second over HTTP, `BATCH` to a request, one request at a time."""
    started = time.perf_counter()
    for batch in in_batches(texts, BATCH):
        server.client.post(PATH, json={"texts": batch}).raise_for_status()
    return len(texts) / (time.perf_counter() - started)


def in_batches(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """In order; the last may be shorter."""
    return (texts[start : start + size] for start in range(0, len(texts), size))


def _one_round(server: Served, texts: Sequence[str], parses: Parses) -> None:
    before, intents = server.cpu, []
    for text in texts:
        started = time.perf_counter()
        intents.append(_intent(server.client, text))
        parses.milliseconds.append((time.perf_counter() - started) * 1000)
    parses.cpu += server.cpu - before
    parses.intents = parses.intents or intents


def _intent(client: httpx.Client, text: str) -> str:
    """Empty where the text is refused."""
    response = client.post(PATH, json={"text": text})
    return str(response.json()["intent"]["name"]) if response.is_success else ""
