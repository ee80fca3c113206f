"""A model tried before it is used, in a process of its own: an archive is code, and there it gets to see no secret.

`python -m bot.nlu.trial FOLDER ID [TESTS]` prints `{"refused": …}` or `{"scores": …}` as its last line.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.nlu.examples import read_examples
from bot.nlu.registry import ModelRefused, card, load_verified
from bot.nlu.training import measure

SECONDS = 300.0
"""Loading takes some seconds, and so do a thousand messages."""


def tried(folder: Path, name: str, environment: Mapping[str, str], tests: Path | None = None) -> dict[str, float]:
    """Hold a model against its card and let it answer its smoke set; its scores on `tests`, where given.

    `environment` is all that the other process sees of ours. Raises `ModelRefused`.
    """
    command = [sys.executable, "-W", "ignore", "-m", "bot.nlu.trial", str(folder.resolve()), name]
    command += [str(tests.resolve())] if tests else []
    try:
        done = subprocess.run(
            command, env=dict(environment), capture_output=True, text=True, timeout=SECONDS, check=False
        )
        told = json.loads(done.stdout.splitlines()[-1])
    except (subprocess.TimeoutExpired, ValueError, IndexError) as error:
        raise ModelRefused(f"{name} could not be tried ({type(error).__name__})") from None
    if "refused" in told:
        raise ModelRefused(str(told["refused"]))
    return {str(label): float(share) for label, share in told["scores"].items()}


def main(folder: Path, name: str, tests: Path | None = None) -> None:
    """Try it and print the outcome."""
    try:
        model = load_verified(folder, card(folder, name))
        told: dict[str, object] = {"scores": measure(model, read_examples(tests)) if tests else {}}
    except ModelRefused as error:
        told = {"refused": str(error)}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *map(Path, sys.argv[3:4]))
