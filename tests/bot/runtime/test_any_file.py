"""Files that people write, whatever stands in them: read, or refused with the one error that names the file."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from actions.guidance import GuidanceError
from actions.guidance.loading import load_guidance
from bot.nlu.examples import Example, ExamplesError, read_examples
from bot.runtime.failures import Failure
from bot.runtime.parts import contacts
from bot.settings import Settings
from bot.slack.config import Contact

FUZZ = settings(max_examples=1300, suppress_health_check=list(HealthCheck))
BROKEN = "nlu:|- intent: greet|  examples: ||    - hi|- 3|- intent: 7|2012-99-99|\x07|[[[[|&a *a"
CONTACTS = "- label: Duty line|  number: 01632 960001|  checked: 2026-13-01|  checked: 2026-01-01"
SCRAPS = st.lists(st.sampled_from([*BROKEN.split("|"), *CONTACTS.split("|")]), max_size=8).map("\n".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(["intent", "examples", "greet"]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["nlu", "intent", "examples", "label", "number", "checked"]), inside, max_size=3
        )
    ),
    max_leaves=10,
).map(yaml.safe_dump)
FILES = st.one_of(SCRAPS, VALUES, st.text(max_size=60))


@pytest.fixture(scope="module")
def file() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "any.yml"


def write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8", errors="surrogatepass")
    return file


def outcome(read: Callable[[], Sequence[object]], refusal: type[Exception]) -> Sequence[object] | str:
    """What was read, or the words of the one error that may come."""
    try:
        return read()
    except refusal as error:
        return str(error)


@FUZZ
@given(FILES)
@example("nlu:\n- intent: 7\n  examples: hi")
@example("nlu: 2012-99-99")
@example("[" * 3000)
def test_labelled_messages(file: Path, text: str) -> None:
    write(file, text)
    came = outcome(lambda: read_examples(file), ExamplesError)
    if isinstance(came, str):
        assert file.name in came
    else:
        assert all(isinstance(each, Example) and isinstance(each.intent, str) for each in came)


@FUZZ
@given(FILES)
@example("- {label: a, number: '1', checked: 2026-13-01}")
def test_local_emergency_numbers(file: Path, text: str) -> None:
    write(file, text)
    came = outcome(lambda: contacts(Settings(emergency_contacts=file)), Failure)
    if isinstance(came, str):
        assert str(file) in came
    else:
        assert all(isinstance(each, Contact) and each.number for each in came)


@pytest.mark.parametrize("text", ["sha256: 2012-99-99", "sha256: \x07", "a: [", "[" * 3000, "- 1"])
def test_a_file_of_the_guidance_that_cannot_be_read_names_itself(tmp_path: Path, text: str) -> None:
    (tmp_path / "answers").mkdir()
    write(tmp_path / "source.yml", text)
    with pytest.raises(GuidanceError, match=r"source\.yml"):
        load_guidance(tmp_path)
