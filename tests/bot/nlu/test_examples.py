"""Labelled messages are read from Rasa's YAML and from JSON lines, or the fault is named by file and line."""

from pathlib import Path

import pytest

from bot.nlu.examples import Example, ExamplesError, read_examples

YAML = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - morning [police](agency)
- lookup: agency
  examples: |
    - police
- intent: ask_consent
  examples: |
    - do I ask [mum]{"entity": "agency", "value": "parent_carer"} first
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_yaml_gives_each_message_without_its_marks(tmp_path: Path) -> None:
    assert read_examples(written(tmp_path, "a.yml", YAML)) == [
        Example(text="hello", intent="greet"),
        Example(text="morning police", intent="greet"),
        Example(text="do I ask mum first", intent="ask_consent"),
    ]


def test_json_lines_give_the_labels_that_a_reader_would_also_accept(tmp_path: Path) -> None:
    lines = '{"text": "hi", "intent": "greet", "also": ["ask_help"]}\n\n{"text": "ta", "intent": "thanks_goodbye"}\n'
    assert read_examples(written(tmp_path, "a.jsonl", lines)) == [
        Example(text="hi", intent="greet", also=("ask_help",)),
        Example(text="ta", intent="thanks_goodbye"),
    ]


def test_a_folder_gives_all_its_files_in_order(tmp_path: Path) -> None:
    written(tmp_path, "b.yml", YAML.replace("hello", "second"))
    written(tmp_path, "a.yml", YAML.replace("hello", "first"))
    assert [example.text for example in read_examples(tmp_path)][::3] == ["first", "second"]


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("a.jsonl", '{"text": "hi", "intent": "greet"}\nnot json\n', "line 2"),
        ("a.jsonl", '{"text": "hi"}\n', "line 1"),
        ("a.yml", "version: 3.1\n", "NLU format"),
        ("a.yml", "nlu: [\n", "NLU format"),
    ],
)
def test_a_faulty_file_is_named(tmp_path: Path, name: str, text: str, named: str) -> None:
    with pytest.raises(ExamplesError, match=named) as refused:
        read_examples(written(tmp_path, name, text))
    assert name in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExamplesError, match=r"gone\.yml"):
        read_examples(tmp_path / "gone.yml")
