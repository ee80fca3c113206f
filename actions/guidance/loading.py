"""Reads the guidance's files and refuses what does not hold together."""

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from actions.guidance.answers import AgencyShapes, ConsentShapes, RuleMeanings, Shared, Template
from actions.guidance.checks import check
from actions.guidance.errors import GuidanceError
from actions.guidance.model import Guidance
from actions.guidance.page import GoldenRules, Principles, Section, Source
from actions.guidance.strict_yaml import read_yaml
from actions.intents import Intent

Whole = TypeVar("Whole")

SOURCE_TEXT = "source.txt"


def load_guidance(folder: Traversable | None = None) -> Guidance:
    """Read and check the guidance; without a folder, the one that comes with the package.

    Raises `GuidanceError`, naming the file, the key and the fault.
    """
    data = folder or files("actions.guidance").joinpath("data")
    answers, answer_files = _answers(data)
    source = _read(data, "source.yml", TypeAdapter(Source))
    guidance = Guidance(
        source=source,
        text=_source_text(data, source.sha256),
        sections=_read(data, "sections.yml", TypeAdapter(dict[str, Section])),
        principles=_read(data, "principles.yml", TypeAdapter(Principles)),
        golden_rules=_read(data, "rules.yml", TypeAdapter(GoldenRules)),
        answers=answers,
        agencies=_read(data, "variations/agency.yml", TypeAdapter(AgencyShapes)),
        consent=_read(data, "variations/consent.yml", TypeAdapter(ConsentShapes)),
        rule_meanings=_read(data, "variations/golden_rule.yml", TypeAdapter(RuleMeanings)),
        shared=_read(data, "shared.yml", TypeAdapter(Shared)),
    )
    check(guidance, answer_files)
    return guidance


def _source_text(data: Traversable, sha256: str) -> str:
    content = _bytes(data, SOURCE_TEXT)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise GuidanceError(SOURCE_TEXT, "", "is not the copy that source.yml describes (sha256 differs)")
    return content.decode()


def _answers(data: Traversable) -> tuple[dict[Intent, Template], dict[Intent, str]]:
    """All answers of all files of `answers/`, and the file of each; two answers for one intent are a fault."""
    found: dict[Intent, Template] = {}
    answer_files: dict[Intent, str] = {}
    names = sorted(entry.name for entry in data.joinpath("answers").iterdir() if entry.name.endswith(".yml"))
    for file in (f"answers/{name}" for name in names):
        for intent, template in _read(data, file, TypeAdapter(dict[Intent, Template])).items():
            if intent in found:
                raise GuidanceError(file, intent, f"has an answer in {answer_files[intent]} as well")
            found[intent] = template
            answer_files[intent] = file
    return found, answer_files


def _read(data: Traversable, file: str, adapter: TypeAdapter[Whole]) -> Whole:
    try:
        return adapter.validate_python(read_yaml(_bytes(data, file)))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise GuidanceError(file, f"line {line}", error.problem or "is not YAML") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise GuidanceError(file, ".".join(map(str, first["loc"])), first["msg"]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a character or a date that does not exist
        raise GuidanceError(file, "", f"cannot be read as YAML ({type(error).__name__})") from error


def _bytes(data: Traversable, file: str) -> bytes:
    try:
        return data.joinpath(*file.split("/")).read_bytes()
    except OSError as error:
        raise GuidanceError(file, "", "cannot be read") from error
