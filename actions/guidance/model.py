"""The whole guidance, loaded and checked."""

from collections.abc import Mapping
from functools import cached_property

from actions.answer import Applied, Quote
from actions.guidance.answers import AgencyShapes, ConsentShapes, RuleMeanings, Shared, Template
from actions.guidance.page import Data, GoldenRules, Principles, Section, Source
from actions.intents import Intent


class Guidance(Data):
    """The page's words, every intent's answer, and what shapes the answers."""

    source: Source
    text: str
    """The page, as it was copied."""
    sections: dict[str, Section]
    principles: Principles
    golden_rules: GoldenRules
    answers: dict[Intent, Template]
    agencies: AgencyShapes
    consent: ConsentShapes
    rule_meanings: RuleMeanings
    shared: Shared

    @property
    def version(self) -> str:
        """The edition that answers and records name."""
        return self.source.version

    @cached_property
    def quotes(self) -> Mapping[str, Quote]:
        """Every passage that may be quoted, by id: `why.individual`, `timely.urgent`, `rule.4`."""
        found = {
            f"{group}.{id_}": Quote(text=text, heading=section.heading)
            for group, section in self.sections.items()
            for id_, text in section.passages.items()
        }
        found |= {
            f"{group}.{id_}": Quote(text=text, heading=principle.name)
            for group, principle in self.principles.principles.items()
            for id_, text in principle.passages.items()
        }
        return found | {
            f"rule.{number}": Quote(text=rule.text, heading=f"Golden rule {number}")
            for number, rule in self.golden_rules.rules.items()
        }

    def principle(self, id_: str, why: str) -> Applied:
        """A principle under the page's own name, with why it bears on a question."""
        return Applied(id=id_, name=self.principles.principles[id_].name, why=why)

    def golden_rule(self, number: int, why: str) -> Applied:
        """A golden rule under its short name, with why it bears on a question."""
        return Applied(id=str(number), name=self.golden_rules.rules[number].short, why=why)
