"""Our side: trained as `sharewise train` does it, served by `sharewise nlu`."""

import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.runtime.up import free_port
from bot.supervision import sharewise
from tests.bench.contenders import Contender
from tests.bench.processes import Command


def our_nlu(folder: Path, environment: Mapping[str, str], data: Path) -> Contender:
    """All that it makes is kept in `folder`; run in the project's folder, as ever."""
    folder.mkdir()
    url, token = f"http://127.0.0.1:{free_port()}", secrets.token_urlsafe(32)
    settings = {"SHAREWISE_HOME": str(folder), "NLU_URL": url, "NLU_TOKEN": token}
    return Contender(
        name="ours",
        training=_our_model(folder, environment, "train", str(data)),
        serving=Command(sharewise("nlu"), Path.cwd(), folder / "nlu.log", {**environment, **settings}),
        url=url,
        ready="/readyz",
        headers={"Authorization": f"Bearer {token}"},
    )


def inside(folder: Path, environment: Mapping[str, str], messages: Path, found: Path) -> Command:
    """Parses `messages` in the process itself, by the model that was trained in `folder`; writes figures to `found`."""
    return _our_model(folder, environment, "parse", str(messages), str(found))


def _our_model(folder: Path, environment: Mapping[str, str], *arguments: str) -> Command:
    words = (sys.executable, "-W", "ignore", "-m", "tests.bench.our_model", str(folder / "models"), *arguments)
    return Command(words, Path.cwd(), folder / "model.log", environment)
