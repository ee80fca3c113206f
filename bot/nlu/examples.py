"""Labelled messages: Rasa YAML or JSON lines."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
"""Rasa's two ways of marking an entity."""


class ExamplesError(ValueError):
    """A file that cannot be read as labelled messages; names the file and the place."""


class Example(BaseModel):
    """A message, its label, and other labels that a careful reader would accept."""

    model_config = ConfigDict(frozen=True)

    text: str
    intent: str
    also: tuple[str, ...] = ()


def read_examples(path: Path) -> list[Example]:
    """Every labelled message of a file, or of all YAML files in a folder. Raises `ExamplesError`."""
    if path.is_dir():
        return [example for file in sorted(path.glob("*.yml")) for example in read_examples(file)]
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExamplesError(f"{path} cannot be read ({type(error).__name__})") from None
    return list(_yaml(path, text) if path.suffix in {".yml", ".yaml"} else _lines(path, text))


def _yaml(path: Path, text: str) -> Iterator[Example]:
    try:
        blocks = yaml.safe_load(text)["nlu"]
        for block in blocks:
            if "intent" in block:
                for line in str(block["examples"]).splitlines():
                    if line.strip():
                        message = MARKED.sub(r"\1", line.strip().removeprefix("- "))
                        yield Example(text=message, intent=block["intent"])
    except (yaml.YAMLError, KeyError, TypeError, ValueError, RecursionError):
        raise ExamplesError(f"{path} is not Rasa's NLU format") from None


def _lines(path: Path, text: str) -> Iterator[Example]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield Example.model_validate(json.loads(line))
            except (json.JSONDecodeError, ValidationError):
                raise ExamplesError(f'{path}, line {number}: expected {{"text", "intent"}}') from None
