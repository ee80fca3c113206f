"""Messages as the handlers meet them, and the answers to every kind that there can be."""

from functools import cache
from itertools import product

from actions.answer import Answer
from actions.entities import Agency, ConsentState, Entity, EntityName
from actions.guidance import Guidance, load_guidance
from actions.handlers import Context, Handlers, build_handlers
from actions.intents import Intent
from actions.urgency import Urgency

QUESTIONS = tuple(intent for intent in Intent if intent.startswith("ask_") and intent is not Intent.ASK_HELP)
RULES = tuple(str(number) for number in range(1, 8))

AGENCIES: tuple[tuple[str, ...], ...] = (
    (),
    *((agency,) for agency in Agency),
    (Agency.SCHOOL, Agency.POLICE),
    (Agency.PARENT_CARER, Agency.CHILDREN_SOCIAL_CARE),
    tuple(Agency),
)
CONSENT: tuple[tuple[str, ...], ...] = (
    (),
    *((state,) for state in ConsentState),
    (ConsentState.GIVEN, ConsentState.REFUSED),
    tuple(ConsentState),
)
RULE_SETS: tuple[tuple[str, ...], ...] = ((), *((rule,) for rule in RULES), ("2", "4"), RULES[:6], RULES, ("8",))
SOME_RULES = ((), ("1",), ("4",), ("7", "2"))


@cache
def guidance() -> Guidance:
    return load_guidance()


@cache
def handlers() -> Handlers:
    return build_handlers(guidance())


def named(
    *, agency: tuple[str, ...] = (), consent: tuple[str, ...] = (), rules: tuple[str, ...] = ()
) -> tuple[Entity, ...]:
    values = {EntityName.AGENCY: agency, EntityName.CONSENT_STATUS: consent, EntityName.GOLDEN_RULE: rules}
    return tuple(Entity(entity=name, value=value, start=0, end=1) for name, found in values.items() for value in found)


def answer(
    intent: Intent,
    *,
    agency: tuple[str, ...] = (),
    consent: tuple[str, ...] = (),
    rules: tuple[str, ...] = (),
    urgency: Urgency = Urgency.NONE,
) -> Answer:
    return handlers().respond(intent, named(agency=agency, consent=consent, rules=rules), Context(urgency=urgency))


@cache
def every_answer(intent: Intent, urgency: Urgency = Urgency.NONE) -> tuple[Answer, ...]:
    """Each different answer that an intent can have; only the golden rules' own answer needs every set of rules."""
    rule_sets = RULE_SETS if intent is Intent.ASK_GOLDEN_RULES else SOME_RULES
    found = {
        given.text: given
        for agency, consent, rules in product(AGENCIES, CONSENT, rule_sets)
        for given in [answer(intent, agency=agency, consent=consent, rules=rules, urgency=urgency)]
    }
    return tuple(found.values())


def own_words(given: Answer) -> str:
    """All that the project itself says in an answer: everything but the quotes and the source."""
    applied = (*given.principles, *given.golden_rules)
    parts = [given.title, given.opening, *(each.why for each in applied), *given.next_steps, given.not_covered or ""]
    return "\n".join(parts)
