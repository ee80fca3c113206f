"""No log holds a word of a message, however loud it is set: ours, Slack's library, the queue's, Rasa's own."""

import os
from pathlib import Path

from tests.e2e.asking import PERSON, RATIONALE, REFUSED, asked, fill_form, open_form
from tests.system import local_slack, running_system

LOUD = Path(__file__).parents[1] / "loud"
WORD = "zanzibarquux"


def test_with_every_library_at_its_loudest_no_word_is_logged(tmp_path: Path, trained_models: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to(trained_models)
    path = os.pathsep.join([str(LOUD), os.environ.get("PYTHONPATH", str(Path.cwd()))])
    with local_slack() as (config, slack), running_system(home, config, PYTHONPATH=path, LOG_LEVEL="DEBUG"):
        asked(slack, f"can I share what {WORD} told me about the family with the GP")
        open_form(slack, asked(slack, REFUSED))
        fill_form(slack, rationale=f"{RATIONALE} {WORD} said so.")
        slack.submit(PERSON)
        slack.wait_until(lambda: "Saved" in (view.words if (view := slack.view(PERSON)) else ""), 20)
        slack.slash(PERSON, None, f"ask {WORD} again: who may I tell?")
        slack.deliver_payload({"type": "event_callback", "event": {"type": "message", "text": WORD}})
        slack.deliver_payload({"type": WORD})
        asked(slack, f"{WORD} " * 40)
        for name in ("bot", "worker", "nlu", "scheduler"):
            log = (home / "log" / f"{name}.log").read_text(encoding="utf-8")
            assert "DEBUG" in log or "debug" in log, name
            assert WORD not in log, name
