"""From redacted words to an answer: the language model, then the handlers; keywords when the model is away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from actions.answer import Answer
from actions.entities import Entity
from actions.handlers import Handlers
from actions.handlers.context import Context
from actions.intents import Intent
from actions.keywords import Keywords, guess
from actions.urgency import Urgency
from bot.nlu.client import NluUnavailable
from bot.nlu.parse import Parse

KEYWORDS_MODEL = "keywords"
"""Stands in the place of a model's id when no model spoke."""

CHOSEN_MODEL = "practitioner"
"""Stands in the place of a model's id when the practitioner said which question they meant."""

ASK_BACK_BELOW = 0.2
"""Below this confidence the bot asks back rather than guesses."""

DANGER_ALERT_FROM = 0.5
"""From this score for immediate danger on, the model raises the alarm where the rules stayed quiet."""

DANGER_CHECK_FROM = 0.15
"""From this score on, the answer is headed by the question whether a child is in danger now."""

CHOICES = 3

log = structlog.get_logger(__name__)


class Parser(Protocol):
    """Whatever turns texts into parses, in order; raises `NluUnavailable`."""

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One parse a text, in order."""


@dataclass(frozen=True)
class Heard:
    """A redacted text and how urgent the rules found it."""

    text: str
    urgency: Urgency


@dataclass(frozen=True)
class Reply:
    """An answer and how it came about; entity offsets count in the redacted text."""

    answer: Answer
    intent: Intent
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    entities: tuple[Entity, ...]
    urgency: Urgency
    model: str
    choices: tuple[Intent, ...] = ()
    """What is offered when the bot asks back."""

    @property
    def from_keywords(self) -> bool:
        """No model spoke: the practitioner is told so."""
        return self.model == KEYWORDS_MODEL


class Answering:
    """Answers redacted texts. Never fails for want of the language model."""

    def __init__(self, handlers: Handlers, parser: Parser, keywords: Keywords) -> None:
        self._handlers = handlers
        self._parser = parser
        self._keywords = keywords

    def reply(self, heard: Heard) -> Reply:
        """One answer; from keywords when the model is away."""
        return self.replies([heard])[0]

    def chosen(self, intent: Intent, urgency: Urgency) -> Reply:
        """The answer to what a practitioner picked: as sure as can be."""
        answer = self._handlers.respond(intent, (), Context(urgency=urgency))
        return Reply(answer, intent, 1.0, (), (), urgency, CHOSEN_MODEL)

    def replies(self, heard: Sequence[Heard]) -> list[Reply]:
        """One answer each, in order."""
        try:
            parses = self._parser.parse([each.text for each in heard])
        except NluUnavailable as error:
            log.warning("nlu_away", messages=len(heard), error=type(error).__name__)
            return [self._from_keywords(each) for each in heard]
        return [self._from_parse(each, parse) for each, parse in zip(heard, parses, strict=True)]

    def _from_parse(self, heard: Heard, parse: Parse) -> Reply:
        urgency = max(heard.urgency, learned_urgency(parse), key=lambda level: level.rank)
        intent = decided_intent(parse, urgency)
        entities = tuple(
            Entity(entity=found.entity, value=found.value, start=found.start, end=found.end) for found in parse.entities
        )
        unsure = intent is Intent.NLU_FALLBACK
        choices = tuple(Intent(label) for label, _ in parse.ranking[:CHOICES]) if unsure else ()
        answer = self._handlers.respond(intent, entities, Context(urgency=urgency, choices=choices))
        return Reply(answer, intent, parse.confidence, parse.ranking, entities, urgency, parse.model, choices)

    def _from_keywords(self, heard: Heard) -> Reply:
        intent = Intent.REPORT_IMMEDIATE_DANGER if heard.urgency is Urgency.ALERT else guess(heard.text, self._keywords)
        answer = self._handlers.respond(intent, (), Context(urgency=heard.urgency))
        return Reply(answer, intent, 0.0, (), (), heard.urgency, KEYWORDS_MODEL)


def learned_urgency(parse: Parse) -> Urgency:
    """What the model's own score for immediate danger says, where the rules may have stayed quiet."""
    score = dict(parse.ranking).get(Intent.REPORT_IMMEDIATE_DANGER, 0.0)
    if score >= DANGER_ALERT_FROM:
        return Urgency.ALERT
    return Urgency.CHECK if score >= DANGER_CHECK_FROM else Urgency.NONE


def decided_intent(parse: Parse, urgency: Urgency) -> Intent:
    """The label to answer: danger before all else, the model's best where it is sure enough, else ask back."""
    if urgency is Urgency.ALERT:
        return Intent.REPORT_IMMEDIATE_DANGER
    return Intent(parse.intent) if parse.confidence >= ASK_BACK_BELOW else Intent.NLU_FALLBACK
