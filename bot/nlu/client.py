"""Asking the language process, over HTTP."""

from collections.abc import Sequence
from typing import Any

import httpx

from bot.nlu.parse import MOST_TEXTS, RANKED, Parse, ParsedEntity

READY_SECONDS = 1.0


class NluUnavailable(Exception):
    """The language process did not give a usable answer. The message holds no text that was sent."""


class NluClient:
    """One language process at `url`; safe to share by threads."""

    def __init__(self, url: str, token: str, timeout: float) -> None:
        self._http = httpx.Client(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(timeout, connect=READY_SECONDS),
            trust_env=False,
        )

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One parse a text, in order. Raises `NluUnavailable`."""
        starts = range(0, len(texts), MOST_TEXTS)
        return [parse for start in starts for parse in self._batch(texts[start : start + MOST_TEXTS])]

    def _batch(self, texts: Sequence[str]) -> list[Parse]:
        try:
            response = self._http.post("/model/parse", json={"texts": list(texts)})
            response.raise_for_status()
            found = [_parse(result) for result in response.json()["results"]]
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError) as error:
            name = type(error).__name__
        else:
            if len(found) == len(texts):
                return found
            name = "too few results"
        raise NluUnavailable(f"no parse ({name})")

    def ready(self) -> bool:
        """Whether its model is loaded and verified."""
        return self.model() is not None

    def model(self) -> str | None:
        """The id of the model that it speaks with; none when it does not answer."""
        try:
            response = self._http.get("/readyz", timeout=READY_SECONDS)
            return str(response.json()["model"]) if response.status_code == httpx.codes.OK else None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
            return None


def _parse(result: dict[str, Any]) -> Parse:
    """From Rasa's shape to ours."""
    ranking = tuple((each["name"], float(each["confidence"])) for each in result["intent_ranking"][:RANKED])
    return Parse(
        intent=result["intent"]["name"],
        confidence=float(result["intent"]["confidence"]),
        ranking=ranking,
        entities=tuple(_entity(each) for each in result["entities"]),
        model=result["model_id"],
    )


def _entity(found: dict[str, Any]) -> ParsedEntity:
    confidence = found.get("confidence_entity", 1.0)
    return ParsedEntity(
        entity=found["entity"],
        value=str(found["value"]),
        start=found["start"],
        end=found["end"],
        confidence=float(confidence),
    )
