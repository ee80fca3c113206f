"""What no single file can promise: that the files agree with the page and with one another."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from string import Template as Placeholders

from actions.entities import Agency, ConsentState
from actions.guidance.answers import Shape, Template
from actions.guidance.errors import GuidanceError
from actions.guidance.model import Guidance
from actions.guidance.page import same_words
from actions.intents import Intent

RULE_NUMBERS = range(1, 8)
PLACEHOLDERS = {"recipient"}


def check(guidance: Guidance, answer_files: Mapping[Intent, str]) -> None:
    """Raise `GuidanceError` for the first thing that does not hold; `answer_files` tells where each answer stands."""
    _word_for_word(guidance)
    _complete(guidance)
    _references(guidance, answer_files)
    _placeholders(guidance, answer_files)


def _word_for_word(guidance: Guidance) -> None:
    """Whatever is shown as the page's words stands in the page."""
    page = same_words(guidance.text)
    for file, key, text in _page_words(guidance):
        if same_words(text) not in page:
            raise GuidanceError(file, key, "is not in source.txt word for word")


def _page_words(guidance: Guidance) -> Iterator[tuple[str, str, str]]:
    for id_, section in guidance.sections.items():
        yield "sections.yml", f"{id_}.heading", section.heading
        for passage, text in section.passages.items():
            yield "sections.yml", f"{id_}.passages.{passage}", text
    yield "principles.yml", "heading", guidance.principles.heading
    for id_, principle in guidance.principles.principles.items():
        yield "principles.yml", f"principles.{id_}.name", principle.name
        for passage, text in principle.passages.items():
            yield "principles.yml", f"principles.{id_}.passages.{passage}", text
    yield "rules.yml", "heading", guidance.golden_rules.heading
    for number, rule in guidance.golden_rules.rules.items():
        yield "rules.yml", f"rules.{number}.text", rule.text


def _complete(guidance: Guidance) -> None:
    """Nothing that a message may hold is without its data."""
    _all_present("answers", "an answer", Intent, guidance.answers)
    _all_present("variations/agency.yml", "a shape", Agency, guidance.agencies.agencies)
    _all_present("variations/consent.yml", "a shape", ConsentState, guidance.consent.states)
    _all_present("rules.yml", "a rule", RULE_NUMBERS, guidance.golden_rules.rules)
    _all_present("variations/golden_rule.yml", "a meaning", RULE_NUMBERS, guidance.rule_meanings.rules)


def _all_present(file: str, what: str, wanted: Iterable[object], found: Collection[object]) -> None:
    for each in wanted:
        if each not in found:
            raise GuidanceError(file, str(each), f"needs {what}")


def _references(guidance: Guidance, answer_files: Mapping[Intent, str]) -> None:
    """Every id that an answer names exists."""
    principles = guidance.principles.principles
    for intent, template in guidance.answers.items():
        file = answer_files[intent]
        _known(file, f"{intent}.quotes", template.quotes, guidance.quotes)
        _known(file, f"{intent}.principles", template.principles, principles)
    for number, meaning in guidance.rule_meanings.rules.items():
        _known("variations/golden_rule.yml", f"rules.{number}.principles", meaning.principles, principles)


def _known(file: str, key: str, named: Collection[str], known: Collection[str]) -> None:
    for id_ in named:
        if id_ not in known:
            raise GuidanceError(file, key, f"nothing has the id {id_}")


def _placeholders(guidance: Guidance, answer_files: Mapping[Intent, str]) -> None:
    """A `$` stands only before `recipient`."""
    for intent, template in guidance.answers.items():
        for key, text in _shaped_texts(template):
            _only_known_placeholders(answer_files[intent], f"{intent}.{key}", text)
    for file, key, shape in _shapes(guidance):
        for intent, opening in shape.openings.items():
            _only_known_placeholders(file, f"{key}.openings.{intent}", opening)


def _shaped_texts(template: Template) -> Iterator[tuple[str, str]]:
    yield "opening", template.opening
    yield from ((f"next_steps.{index}", step) for index, step in enumerate(template.next_steps))


def _only_known_placeholders(file: str, key: str, text: str) -> None:
    words = Placeholders(text)
    if not words.is_valid() or not set(words.get_identifiers()) <= PLACEHOLDERS:
        raise GuidanceError(file, key, "holds a $ that is not $recipient")


def _shapes(guidance: Guidance) -> Iterator[tuple[str, str, Shape]]:
    for agency, shape in guidance.agencies.agencies.items():
        yield "variations/agency.yml", f"agencies.{agency}", shape
    yield "variations/consent.yml", "mixed", guidance.consent.mixed
    for state, shape in guidance.consent.states.items():
        yield "variations/consent.yml", f"states.{state}", shape
