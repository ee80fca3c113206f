"""A part of the training data, where all of it would take too long."""

from pathlib import Path

import yaml


def portion(data: Path, one_in: int, folder: Path) -> Path:
    """A folder of the same files, each with the first of every `one_in` messages of an intent, and all of the rest.

    `one_in` of 1 gives `data` itself. Raises what reading and writing raise.
    """
    if one_in == 1:
        return data.resolve()
    folder.mkdir()
    for file in sorted(data.glob("*.yml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for block in content["nlu"]:
            if "intent" in block:
                block["examples"] = "\n".join(block["examples"].splitlines()[::one_in]) + "\n"
        (folder / file.name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder.resolve()
