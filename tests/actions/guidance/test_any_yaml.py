"""Whatever stands in a YAML file: it is read, or refused with one error that names the fault."""

import contextlib

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.guidance.strict_yaml import read_yaml

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | st.dates(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside, max_size=4),
    max_leaves=12,
)
SCRAPS = st.lists(
    st.sampled_from(["a: 1", "- x", "  b:", "&a", "*a", "!!python/object:os.system", "{", "]", "|", "'", "\t"])
)


@settings(max_examples=2000)
@given(st.one_of(st.text(max_size=80), SCRAPS.map("\n".join)))
def test_any_text_is_read_or_refused_by_the_line(text: str) -> None:
    with contextlib.suppress(yaml.YAMLError):
        read_yaml(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=2000)
@given(VALUES)
def test_a_document_comes_back_as_it_was_written(value: object) -> None:
    assert read_yaml(yaml.safe_dump(value).encode()) == value
