"""Identifiers are planted on every way in; no byte that Redis, the logs or the language process received has one."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from actions.decisions import fields
from bot.playground.client import Playground
from bot.store.cipher import load_cipher
from tests.e2e.asking import PERSON, REFUSED, asked, fill_form, open_form
from tests.e2e.conftest import PEOPLE
from tests.nlu_tap import Tap, tapped_nlu
from tests.system import RunningSystem, local_slack, running_system

PLANTED = (
    "Zofia Kowalczyk",
    "Kowalczyk",
    "03/04/2012",
    "943 476 5919",
    "QQ 12 34 56 C",
    "14 Elm Road",
    "LS6 2AB",
    "07700 900321",
    "zofia.k@harbour.example",
    "zofia_k2012",
    "CIN/2024/0193",
    "A801200001001",
)
STORY = (
    "Zofia Kowalczyk (dob 03/04/2012, NHS 943 476 5919, UPN A801200001001, NI QQ 12 34 56 C) of 14 Elm Road, LS6 2AB,"
    " ring mum on 07700 900321 or zofia.k@harbour.example, insta @zofia_k2012, case no CIN/2024/0193"
)
SEALED = re.compile(rb"gAAAAA[\w=-]{60,}")


@dataclass(frozen=True)
class Watched:
    """A running system of which all that could keep words is within reach."""

    slack: Playground
    system: RunningSystem
    tap: Tap

    def kept(self) -> dict[str, bytes]:
        """Every byte, by where it went; what Redis holds sealed is opened."""
        redis = b"".join(path.read_bytes() for path in (self.system.home / "redis").rglob("*") if path.is_file())
        cipher = load_cipher([], self.system.home)
        return {
            "redis": redis,
            "redis, opened": b"\n".join(cipher.decrypt(token) for token in SEALED.findall(redis)),
            "logs": self.system.logs().encode(),
            "the language process": b"\n".join(self.tap.received),
            "slack": json.dumps([call.model_dump(mode="json") for call in self.slack.calls()]).encode(),
        }


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, trained_models: Path) -> Iterator[Watched]:
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(trained_models)
    with tapped_nlu(home) as tap, local_slack() as (config, slack):
        settings = {"NLU_URL": tap.url, "NLU_TOKEN": tap.token, **PEOPLE}
        with running_system(home, config, **settings) as system:
            yield Watched(slack, system, tap)


def test_no_way_in_lets_an_identifier_through(watched: Watched) -> None:
    slack = watched.slack
    _by_message_and_edit(slack)
    _by_mention_command_and_shortcut(slack)
    _by_home_form(slack)
    _by_decision_form(slack)
    _by_danger(slack)
    _by_other_means(slack)
    asked(slack, "how long do we keep these notes?")  # what came before it is done with
    kept = watched.kept()
    assert b"[NHS number]" in kept["the language process"]
    assert b"[date of birth]" in kept["redis, opened"]
    assert [(where, one) for where, content in kept.items() for one in PLANTED if _stands(one, content)] == []


def _stands(identifier: str, content: bytes) -> bool:
    found = content.decode("utf-8", "replace").casefold()
    return identifier.casefold() in found or identifier.replace(" ", "").casefold() in found


def _by_message_and_edit(slack: Playground) -> None:
    answer = asked(slack, f"{STORY}. can I tell the GP?")
    assert "date of birth" in answer.words
    assert answer.thread_ts
    slack.dm(PERSON, f"and what about {STORY}?", thread_ts=answer.thread_ts)
    slack.edit(PERSON, answer.thread_ts, f"{STORY}: how long do we keep notes?")
    slack.delete(PERSON, slack.dm(PERSON, f"{STORY}, who do I ask?"))


def _by_mention_command_and_shortcut(slack: Playground) -> None:
    slack.mention(PERSON, "harbour-team", f"{STORY}. do I need consent?")
    slack.slash(PERSON, "harbour-team", f"ask {STORY}. do I need consent?")
    slack.slash(PERSON, "harbour-team", f"{STORY}, is that secure?")
    ts = slack.say("colleague", "harbour-team", f"{STORY}. does anybody know if we may tell the school?")
    (message,) = [each for each in slack.seen_by(PERSON, "harbour-team") if each.ts == ts]
    slack.shortcut(PERSON, "ask_about_message", message)


def _by_home_form(slack: Playground) -> None:
    slack.open_home(PERSON)
    slack.wait_until(lambda: slack.home(PERSON))
    slack.click(PERSON, "home", "ask")
    slack.wait_for_view(PERSON)
    slack.fill(PERSON, {"question": f"{STORY}. may the nursery know?"})
    slack.submit(PERSON)
    slack.close_view(PERSON, every=True)


def _by_decision_form(slack: Playground) -> None:
    open_form(slack, asked(slack, REFUSED))
    slack.click(PERSON, "view", "more_fields")
    fill_form(slack)
    written = [field for field in fields() if field.kind in {"text", "long_text"} and field.shown_with("share")]
    shown = json.dumps(slack.wait_for_view(PERSON, "decision_form").blocks)
    for field in written:
        if f'"{field.id}"' in shown:
            slack.fill(PERSON, {field.id: f"{STORY}. The risk is rising."[: field.max_length]})
    slack.submit(PERSON)
    assert not slack.wait_for_view(PERSON).errors
    slack.wait_until(lambda: "Saved" in (view.words if (view := slack.view(PERSON)) else ""), 20)
    slack.close_view(PERSON, every=True)


def _by_danger(slack: Playground) -> None:
    asked(slack, f"he is outside with a knife right now and wants {STORY}")
    slack.wait_until(lambda: [each for each in slack.seen_by("lead", PEOPLE["LEADS_CHANNEL"]) if each.from_app], 20)


def _by_other_means(slack: Playground) -> None:
    """What is refused, malformed or too long is not kept either."""
    slack.dm("guest", f"{STORY}. may I?")
    slack.say("stranger", "multi-agency", f"{STORY}. may I?")
    slack.dm(PERSON, f"{STORY} " * 60)
    slack.deliver_payload({"type": "event_callback", "event": {"type": "message", "text": STORY, "user": 7}})
    slack.deliver_payload({"type": STORY})
    slack.slash(PERSON, None, f"lead {STORY}")
