"""One intent's data and what the message names -> the answer."""

from collections.abc import Mapping

from actions.answer import Answer, Applied, Besides, Coverage
from actions.guidance import Guidance
from actions.handlers.named import Named
from actions.handlers.shaping import Shaping
from actions.intents import Intent

QUOTES_WITH_A_NAMED_RULE = 2
"""A rule that the message names goes first; of the answer's own passages one stays beside it."""


def compose(guidance: Guidance, intent: Intent, named: Named) -> Answer:
    """The intent's answer as its data gives it, shaped by agency and consent."""
    template = guidance.answers[intent]
    shaping = Shaping.of(guidance, template, named)
    not_covered = shaping.not_covered(intent, template)
    cited = bool(template.quotes or template.principles or template.golden_rules)
    return Answer(
        intent=intent,
        title=template.title,
        opening=shaping.opening(intent, template),
        quotes=tuple(guidance.quotes[id_] for id_ in template.quotes),
        principles=applied_principles(guidance, template.principles),
        golden_rules=tuple(guidance.golden_rule(number, why) for number, why in template.golden_rules.items()),
        next_steps=tuple(shaping.fill(step) for step in template.next_steps),
        not_covered=not_covered,
        coverage=Coverage.PARTIAL if not_covered and template.coverage is Coverage.FULL else template.coverage,
        sources=(guidance.source.citation,) if cited else (),
        offers=template.offers,
    )


def applied_principles(guidance: Guidance, whys: Mapping[str, str]) -> tuple[Applied, ...]:
    """Principles with why each bears on the question, in the order of the data."""
    return tuple(guidance.principle(id_, why) for id_, why in whys.items())


def with_named_rule(guidance: Guidance, answer: Answer, named: Named) -> Answer:
    """The answer with the first rule that the message names: quoted first, and listed among the rules that apply."""
    if not named.rules:
        return answer
    number = named.rules[0]
    quote = guidance.quotes[f"rule.{number}"]
    others = tuple(each for each in answer.quotes if each != quote)
    listed = any(rule.id == str(number) for rule in answer.golden_rules)
    extra = () if listed else (guidance.golden_rule(number, guidance.rule_meanings.named),)
    return answer.model_copy(
        update={
            "quotes": (quote, *others)[:QUOTES_WITH_A_NAMED_RULE],
            "golden_rules": (*answer.golden_rules, *extra),
        }
    )


def with_second(answer: Answer, second: Answer) -> Answer:
    """The answer with a short one to the second question behind it: its opening and the first of its passages."""
    besides = Besides(
        intent=second.intent,
        title=second.title,
        opening=second.opening,
        quotes=second.quotes[:1],
        not_covered=second.not_covered,
    )
    return answer.model_copy(
        update={
            "besides": besides,
            "sources": tuple(dict.fromkeys((*answer.sources, *second.sources))),
            "offers": tuple(dict.fromkeys((*answer.offers, *second.offers))),
        }
    )
