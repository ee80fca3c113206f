"""Which handler answers which intent, and the one way in."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from actions.answer import Answer
from actions.entities import Entity
from actions.guidance import Guidance
from actions.handlers.compose import with_second
from actions.handlers.context import Context
from actions.handlers.families import (
    Handler,
    Message,
    act_on_danger,
    answer_question,
    ask_back,
    converse,
    offer_task,
    recite_rules,
)
from actions.handlers.fitting import fitted
from actions.handlers.named import Named
from actions.intents import Intent
from actions.urgency import Urgency

REGISTRY: Mapping[Intent, Handler] = MappingProxyType(
    {
        Intent.ASK_WHY_SHARE: answer_question,
        Intent.ASK_LEGAL_BASIS: answer_question,
        Intent.ASK_DATA_PROTECTION: answer_question,
        Intent.ASK_CONSENT: answer_question,
        Intent.ASK_SHARE_WITHOUT_CONSENT: answer_question,
        Intent.ASK_BE_OPEN: answer_question,
        Intent.ASK_WHEN_TO_SHARE: answer_question,
        Intent.ASK_SEEK_ADVICE: answer_question,
        Intent.ASK_GOLDEN_RULES: recite_rules,
        Intent.ASK_PRINCIPLES: answer_question,
        Intent.ASK_NECESSARY_PROPORTIONATE: answer_question,
        Intent.ASK_RELEVANT: answer_question,
        Intent.ASK_ADEQUATE: answer_question,
        Intent.ASK_ACCURATE: answer_question,
        Intent.ASK_TIMELY: answer_question,
        Intent.ASK_SECURE: answer_question,
        Intent.ASK_RECORDING: answer_question,
        Intent.ASK_RETENTION: answer_question,
        Intent.ASK_FURTHER_INFORMATION: answer_question,
        Intent.RECORD_DECISION: offer_task,
        Intent.REQUEST_ESCALATION: offer_task,
        Intent.REPORT_IMMEDIATE_DANGER: act_on_danger,
        Intent.DESCRIBE_CONCERN: offer_task,
        Intent.GREET: converse,
        Intent.THANKS_GOODBYE: converse,
        Intent.ASK_HELP: converse,
        Intent.QUICK_EXIT: converse,
        Intent.OUT_OF_SCOPE: converse,
        Intent.NLU_FALLBACK: ask_back,
    }
)
"""Every label has one handler."""

NO_CHECK = frozenset({Intent.QUICK_EXIT, Intent.REPORT_IMMEDIATE_DANGER})
"""Answers that the danger question never heads: one keeps the screen neutral, one says it already."""


class Handlers:
    """Answers intents from one edition of the guidance. Holds no state beside it."""

    def __init__(self, guidance: Guidance, registry: Mapping[Intent, Handler] = REGISTRY) -> None:
        self._guidance = guidance
        self._registry = registry

    def respond(self, intent: Intent, entities: Sequence[Entity], context: Context) -> Answer:
        """The answer to one message. An alert is answered as danger, whatever its label; a check heads the answer."""
        asked = Intent.REPORT_IMMEDIATE_DANGER if context.urgency is Urgency.ALERT else intent
        named = Named.of(entities)
        answer = self._registry[asked](self._guidance, Message(asked, named, context))
        if context.also not in (None, asked):
            answer = with_second(
                answer, self._registry[context.also](self._guidance, Message(context.also, named, context))
            )
        headed = context.urgency is Urgency.CHECK and asked not in NO_CHECK
        return fitted(self._headed(answer) if headed else answer)

    def label(self, intent: Intent) -> str:
        """The intent in the practitioner's own words, at most 60 characters."""
        return self._guidance.answers[intent].label

    def _headed(self, answer: Answer) -> Answer:
        return answer.model_copy(update={"opening": f"{self._guidance.shared.check} {answer.opening}"})


def build_handlers(guidance: Guidance) -> Handlers:
    """The handlers over a loaded guidance."""
    return Handlers(guidance)
