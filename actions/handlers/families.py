"""One handler for each family of intents: pure functions from guidance and message to an answer."""

from collections.abc import Callable
from dataclasses import dataclass

from actions.answer import Answer
from actions.guidance import Guidance
from actions.handlers.compose import applied_principles, compose, with_named_rule
from actions.handlers.context import Context
from actions.handlers.named import Named
from actions.intents import Intent

CHOICES_SHOWN = 3


@dataclass(frozen=True)
class Message:
    """What a handler knows of a message: never its words."""

    intent: Intent
    named: Named
    context: Context


Handler = Callable[[Guidance, Message], Answer]


def answer_question(guidance: Guidance, message: Message) -> Answer:
    """A question about the guidance: shaped by agency and consent, with the rule that the message names."""
    return with_named_rule(guidance, compose(guidance, message.intent, message.named), message.named)


def recite_rules(guidance: Guidance, message: Message) -> Answer:
    """The golden rules: one in full with what it means, several with why each matters, else all seven."""
    whole = compose(guidance, message.intent, message.named)
    if len(message.named.rules) == 1:
        return _one_rule(guidance, whole, message.named.rules[0])
    if 1 < len(message.named.rules) < len(guidance.golden_rules.rules):
        return _several_rules(guidance, whole, message.named.rules)
    if message.named.absent_rule and not message.named.rules:
        return whole.model_copy(update={"opening": guidance.rule_meanings.absent})
    return whole


def act_on_danger(guidance: Guidance, message: Message) -> Answer:
    """A child in danger: 999 first, whatever else the message holds."""
    return compose(guidance, Intent.REPORT_IMMEDIATE_DANGER, message.named)


def offer_task(guidance: Guidance, message: Message) -> Answer:
    """Something to do, or a worry told: what to press and what to think of first."""
    return compose(guidance, message.intent, message.named)


def converse(guidance: Guidance, message: Message) -> Answer:
    """Small talk, help and what lies outside: the same words whatever the message names."""
    return compose(guidance, message.intent, Named())


def ask_back(guidance: Guidance, message: Message) -> Answer:
    """Not understood: offers likely readings where there are any, else examples."""
    answer = compose(guidance, message.intent, Named())
    labels = tuple(guidance.answers[choice].label for choice in message.context.choices[:CHOICES_SHOWN])
    if not labels:
        return answer
    return answer.model_copy(
        update={"opening": f"{answer.opening} {guidance.shared.choices}", "next_steps": labels},
    )


def _one_rule(guidance: Guidance, whole: Answer, number: int) -> Answer:
    meaning = guidance.rule_meanings.rules[number]
    return whole.model_copy(
        update={
            "title": f"Golden rule {number}: {guidance.golden_rules.rules[number].short}",
            "opening": meaning.opening,
            "quotes": (guidance.quotes[f"rule.{number}"],),
            "golden_rules": (guidance.golden_rule(number, meaning.why),),
            "principles": applied_principles(guidance, meaning.principles),
            "next_steps": meaning.next_steps,
        }
    )


def _several_rules(guidance: Guidance, whole: Answer, numbers: tuple[int, ...]) -> Answer:
    meanings = guidance.rule_meanings
    principles = {id_: why for number in numbers for id_, why in meanings.rules[number].principles.items()}
    return whole.model_copy(
        update={
            "title": meanings.several_title,
            "opening": meanings.several,
            "quotes": tuple(guidance.quotes[f"rule.{number}"] for number in numbers),
            "principles": applied_principles(guidance, principles),
            "golden_rules": tuple(guidance.golden_rule(number, meanings.rules[number].why) for number in numbers),
        }
    )
