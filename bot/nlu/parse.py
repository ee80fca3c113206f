"""What the language process makes of one text."""

from pydantic import BaseModel, ConfigDict

RANKED = 5

MOST_TEXTS = 256
"""In one request to the language process."""


class ParsedEntity(BaseModel):
    """A marked stretch: `start` and `end` count characters of the text that was sent."""

    model_config = ConfigDict(frozen=True)

    entity: str
    value: str
    start: int
    end: int
    confidence: float = 1.0


class Parse(BaseModel):
    """The best intent, the best five, and the entities; `model` is the id of the model that spoke."""

    model_config = ConfigDict(frozen=True)

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    entities: tuple[ParsedEntity, ...] = ()
    model: str
