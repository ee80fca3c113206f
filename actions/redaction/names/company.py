"""The words that keep names company, read from data."""

from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class Company(BaseModel):
    """Words about a name that say it is one; `words.yml` says what each is for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    titles: frozenset[str]
    sure_titles: frozenset[str]
    kin: frozenset[str]
    belongings: frozenset[str]
    people: frozenset[str]
    called: frozenset[str]
    speaking: frozenset[str]
    """What follows a person's name."""
    acting: frozenset[str]
    """Of those, what follows little else."""
    roles: frozenset[str]
    """What somebody is at work."""
    disclosing: frozenset[str]
    """Of those, what follows nothing else."""
    someone: frozenset[str]
    addressing: frozenset[str]
    speaking_to: frozenset[str]
    about: frozenset[str]
    verbal: frozenset[str]
    """First names that begin a question or a sentence as another word."""
    particles: frozenset[str]
    surname_words: frozenset[str]
    """Surnames that are everyday words when they have no capital."""

    @cached_property
    def persons(self) -> frozenset[str]:
        """Words for a person: mum, pupil."""
        return self.kin | self.people

    @cached_property
    def owned(self) -> frozenset[str]:
        """What a person has: a mother, a file."""
        return self.kin | self.belongings

    @cached_property
    def before_initials(self) -> frozenset[str]:
        """Words after which capitals are a person's initials."""
        return (self.persons | self.called | {"initials"}) - {"staff", "member", "family", "ex"}


@cache
def company() -> Company:
    """The packaged words, read once; raises `pydantic.ValidationError` naming the fault."""
    source = files("actions.redaction.names").joinpath("words.yml").read_text(encoding="utf-8")
    return Company.model_validate(yaml.safe_load(source))
