"""From redacted words to an answer: the language model, then the handlers; keywords when the model is away."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Protocol

import structlog

from actions.answer import Answer
from actions.clauses import partings
from actions.entities import Entity
from actions.handlers import Handlers
from actions.handlers.context import Context
from actions.hiding import asks_about_hiding
from actions.intents import Intent
from actions.keywords import Keywords, guess
from actions.urgency import Urgency, past_or_made_up
from bot.jobs.follow_up import carried, in_the_light
from bot.jobs.two_questions import NOT_ASKED, Parts, two_questions
from bot.messages import Earlier
from bot.nlu.client import NluUnavailable
from bot.nlu.parse import Parse

KEYWORDS_MODEL = "keywords"
"""Stands in the place of a model's id when no model spoke."""

CHOSEN_MODEL = "practitioner"
"""Stands in the place of a model's id when the practitioner said which question they meant."""

ASK_BACK_BELOW = 0.35
"""Below this confidence, which is calibrated, fewer than half of the readings are right: the bot asks back."""

NO_SECOND = NOT_ASKED | {Intent.OUT_OF_SCOPE, Intent.DESCRIBE_CONCERN, Intent.ASK_HELP}
"""Readings that are not worth a second answer behind an emergency."""

SECOND_FROM = 0.5
"""The confidence, in the whole message or a part of it, from which a question is answered behind an emergency."""

DANGER_ALERT_FROM = 0.45
"""From this score for immediate danger on, the model raises the alarm where the rules stayed quiet."""

DANGER_CHECK_FROM = 0.03
"""From this score on, the answer is headed by the question whether a child is in danger now."""

DANGER_IN_PART_FROM = 0.8
"""The same for the score of a part alone: a danger told in the midst of a long message."""

CHOICES = 3

log = structlog.get_logger(__name__)


class Parser(Protocol):
    """Whatever turns texts into parses, in order; raises `NluUnavailable`."""

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One parse a text, in order."""


@dataclass(frozen=True)
class Heard:
    """A redacted text, how urgent the rules found it, and what its thread was last about."""

    text: str
    urgency: Urgency
    earlier: Earlier | None = None


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
    named: tuple[Entity, ...] = ()
    """What the message names, and what its thread named before where it leans on it: values, not places."""
    second: Intent | None = None
    """What else was asked, and is answered shortly."""

    @property
    def intents(self) -> tuple[Intent, ...]:
        """All that is answered, the main one first."""
        return (self.intent,) if self.second is None else (self.intent, self.second)

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
        """The answer to what a practitioner picked: as sure as can be. A danger picked is a danger."""
        urgency = Urgency.ALERT if intent is Intent.REPORT_IMMEDIATE_DANGER else urgency
        answer = self._handlers.respond(intent, (), Context(urgency=urgency))
        return Reply(answer, intent, 1.0, (), (), urgency, CHOSEN_MODEL)

    def replies(self, heard: Sequence[Heard]) -> list[Reply]:
        """One answer each, in order."""
        wanted = [partings(each.text) for each in heard]
        texts = [each.text for each in heard] + [part for cuts in wanted for cut in cuts for part in cut[:2]]
        try:
            parses = iter(self._parser.parse(texts))
        except NluUnavailable as error:
            log.warning("nlu_away", messages=len(heard), error=type(error).__name__)
            return [self._from_keywords(each) for each in heard]
        wholes = [next(parses) for _ in heard]
        parts = [[Parts(next(parses), next(parses), cut.joined) for cut in cuts] for cuts in wanted]
        return [self._from_parse(*each) for each in zip(heard, wholes, parts, strict=True)]

    def _from_parse(self, heard: Heard, parse: Parse, parts: Sequence[Parts]) -> Reply:
        parse = _as_a_question(parse) if asks_about_hiding(heard.text) else parse
        learned = learned_urgency(parse, parts)
        if learned is Urgency.ALERT and past_or_made_up(heard.text):
            learned = Urgency.CHECK
        urgency = max(heard.urgency, learned, key=lambda level: level.rank)
        entities = tuple(
            Entity(entity=found.entity, value=found.value, start=found.start, end=found.end) for found in parse.entities
        )
        intents = decided_intents(parse, parts, alarm=heard.urgency is Urgency.ALERT)
        named = entities
        if heard.earlier is not None and urgency is not Urgency.ALERT and len(intents) == 1:
            follow_up = in_the_light(heard.text, parse, heard.earlier)
            if follow_up.leans:
                intents, named = (follow_up.intent,), carried(entities, heard.earlier)
        intent, second = intents[0], (intents[1] if len(intents) > 1 else None)
        unsure = intent is Intent.NLU_FALLBACK
        choices = tuple(Intent(label) for label, _ in parse.ranking[:CHOICES]) if unsure else ()
        answer = self._handlers.respond(intent, named, Context(urgency=urgency, choices=choices, also=second))
        return Reply(
            answer, intent, parse.confidence, parse.ranking, entities, urgency, parse.model, choices, named, second
        )

    def _from_keywords(self, heard: Heard) -> Reply:
        intent = Intent.REPORT_IMMEDIATE_DANGER if heard.urgency is Urgency.ALERT else guess(heard.text, self._keywords)
        if intent is Intent.QUICK_EXIT and asks_about_hiding(heard.text):
            intent = Intent.NLU_FALLBACK
        answer = self._handlers.respond(intent, (), Context(urgency=heard.urgency))
        return Reply(answer, intent, 0.0, (), (), heard.urgency, KEYWORDS_MODEL)


def _as_a_question(parse: Parse) -> Parse:
    """The parse but for the wish to hide: whether to hide a thing from somebody is a question."""
    left = tuple((label, share) for label, share in parse.ranking if label != Intent.QUICK_EXIT)
    shares = sum(share for _, share in left)
    if parse.intent != Intent.QUICK_EXIT or not shares:
        return parse
    ranking = tuple((label, share / shares) for label, share in left)
    return parse.model_copy(update={"intent": ranking[0][0], "confidence": ranking[0][1], "ranking": ranking})


def learned_urgency(parse: Parse, parts: Sequence[Parts] = ()) -> Urgency:
    """What the model's own score for immediate danger says, where the rules may have stayed quiet."""
    score = _danger(parse)
    if score >= DANGER_ALERT_FROM:
        return Urgency.ALERT
    in_part = max((_danger(part) for pair in parts for part in pair[:2]), default=0.0)
    return Urgency.CHECK if score >= DANGER_CHECK_FROM or in_part >= DANGER_IN_PART_FROM else Urgency.NONE


def _danger(parse: Parse) -> float:
    return dict(parse.ranking).get(Intent.REPORT_IMMEDIATE_DANGER, 0.0)


def decided_intents(parse: Parse, parts: Sequence[Parts], *, alarm: bool) -> tuple[Intent, ...]:
    """The labels to answer, main one first: danger before all else, two questions, the model's best, else ask back.

    `alarm`: the rules saw danger. A danger that only a lesser share of the model's sees stands above the answer to
    what it thinks is asked, for the urgency is told first whatever the answer.
    """
    best = Intent(parse.intent) if parse.confidence >= ASK_BACK_BELOW else Intent.NLU_FALLBACK
    if alarm or best is Intent.REPORT_IMMEDIATE_DANGER:
        return (Intent.REPORT_IMMEDIATE_DANGER, *_behind_danger(parse, parts))
    pair = two_questions(parse, parts)
    return (best,) if pair is None else pair


def _behind_danger(parse: Parse, parts: Sequence[Parts]) -> tuple[Intent, ...]:
    """The question asked beside a danger: what the whole message says but for the danger, if a part says so clearly.

    Where the rules alone saw the danger, the whole message may say it clearly itself.
    """
    clear = {
        each.intent
        for each in (parse, *chain.from_iterable(pair[:2] for pair in parts))
        if each.confidence >= SECOND_FROM
    }
    asked = (Intent(label) for label, _ in parse.ranking if label not in NO_SECOND)
    return tuple(intent for intent in islice(asked, 1) if intent in clear)
