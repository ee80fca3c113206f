"""Whatever shape a request or a form has: no crash, nothing that Slack would refuse, and no identifier let through."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from slack_bolt import BoltRequest
from structlog.testing import capture_logs

from actions.decisions import fields, visible_fields
from bot.slack.blocks.ask import ask_view
from bot.slack.blocks.decision_form import decision_form
from bot.slack.config import SlackConfig
from bot.slack.metadata import FormMetadata, RequestMetadata
from tests.actions.planted import PLANTED
from tests.bot.slack import payloads
from tests.bot.slack.conftest import SECRET, Slack, body_of, made
from tests.bot.slack.fakes import Outside
from tests.bot.slack.payloads import Payload
from tests.bot.slack.web_api import Running, WebApi

STORY = "Zofia Kowalczyk, dob 03/04/2012, 14 Elm Road, 07700 900321"
PARTS = ("Kowalczyk", "03/04/2012", "Elm Road", "900321")
METADATA = FormMetadata(submission_id="form1", more=True)
ASKED = RequestMetadata(request_id="r1").written()

FUZZ = settings(max_examples=200, suppress_health_check=list(HealthCheck))


class Fuzzed:
    """One app for all examples; what its Web API was called with and its ports were given is emptied before each."""

    def __init__(self, api: WebApi) -> None:
        self.api = api
        self.outside = Outside()
        config = SlackConfig.model_validate(
            {
                "bot_token": "xoxb-invented",
                "app_token": "xapp-invented",
                "signing_secret": SECRET,
                "api_url": api.url,
                "guidance_version": "2026-11",
                "leads_channel": "C0LEADS",
            }
        )
        self.slack = Slack(made(config, self.outside))

    def send(self, payload: Payload) -> tuple[dict[str, Any], Outside, str]:
        """What was answered, what went out by the ports, and all that was called and logged, as text."""
        self.api.calls.clear()
        vars(self.outside).update(vars(Outside()))
        with capture_logs() as logs:
            response = self.slack.send(copy.deepcopy(payload))
        assert self.api.faults == []
        said = json.dumps([call.arguments for call in self.api.calls], default=str)
        return body_of(response), self.outside, f"{logs} {said} {self.outside}"


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[Fuzzed]:
    running = Running()
    yield Fuzzed(running.api)
    running.stop()


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=12),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=4,
)
URL = "http://127.0.0.1:9/away"
WELL_FORMED: dict[str, Payload] = {
    "direct": payloads.direct(STORY),
    "mention": payloads.mention(STORY),
    "changed": payloads.changed("before", STORY),
    "deleted": payloads.deleted(text=STORY),
    "home": payloads.home_opened(),
    "command": payloads.command(f"ask {STORY}", URL),
    "press": payloads.pressed("record_decision"),
    "hide": payloads.pressed("hide_now"),
    "danger": payloads.pressed("danger_yes"),
    "claim": payloads.pressed("escalation_claim", "L-2345"),
    "on message": payloads.on_message(STORY, URL),
    "menu": payloads.from_menu("record_decision"),
    "ask form": payloads.submitted(ask_view(ASKED), {"question": STORY}),
    "decision": payloads.submitted(decision_form(METADATA), {"decision": "share", "rationale": STORY}),
}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything inside a payload."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield (*path, key)
        yield from places(each, (*path, key))


def changed_at(payload: Payload, path: tuple[Any, ...], to: Any, drop: bool) -> Payload:
    """A copy with one place changed, or gone."""
    changed = copy.deepcopy(payload)
    at: Any = changed
    for key in path[:-1]:
        at = at[key]
    if drop:
        del at[path[-1]]
    else:
        at[path[-1]] = to
    return changed


@FUZZ
@given(data=st.data())
def test_a_request_of_any_shape_is_borne(fuzzed: Fuzzed, data: st.DataObject) -> None:
    payload = WELL_FORMED[data.draw(st.sampled_from(sorted(WELL_FORMED)))]
    path = data.draw(st.sampled_from([each for each in places(payload) if each != ("type",)]))
    broken = changed_at(payload, path, data.draw(ANY_JSON), data.draw(st.booleans()))
    assume(readable(broken))
    _, _, all_of_it = fuzzed.send(broken)
    assert [part for part in PARTS if part in all_of_it] == []


def readable(payload: Payload) -> bool:
    """Whether Bolt can make a request of it at all; what it cannot never reaches the app."""
    try:
        BoltRequest(body=copy.deepcopy(payload), mode="socket_mode")
    except Exception:
        return False
    return True


TEXTS = st.tuples(st.text(max_size=40), PLANTED, st.text(max_size=40))


@FUZZ
@given(data=st.data())
def test_a_form_in_any_state_is_checked_or_saved_without_what_identifies(fuzzed: Fuzzed, data: st.DataObject) -> None:
    decision = data.draw(st.sampled_from([choice.value for choice in fields()[0].choices]))
    view = decision_form(METADATA, {"decision": decision})
    filled: dict[str, Any] = {"decision": decision}
    planted: list[str] = []
    for field in visible_fields(decision, more=True):
        if field.id == "decision" or data.draw(st.booleans()):
            continue
        match field.kind:
            case "choice":
                filled[field.id] = data.draw(st.sampled_from([choice.value for choice in field.choices]))
            case "choices":
                values = st.sampled_from([choice.value for choice in field.choices])
                filled[field.id] = data.draw(st.lists(values, max_size=3, unique=True))
            case "date":
                filled[field.id] = data.draw(st.dates().map(str))
            case _:
                before, (lead, identifier), after = data.draw(TEXTS)
                planted.append(identifier)
                filled[field.id] = f"{before} {lead}{identifier} {after}"
    answered, outside, all_of_it = fuzzed.send(payloads.submitted(view, filled))
    assert answered["response_action"] == ("update" if outside.records else "errors")
    assert set(answered.get("errors", {})) <= {block.get("block_id") for block in view["blocks"]}
    assert [each for each in planted if each in all_of_it] == []
