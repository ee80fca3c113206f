"""What must not be lost or leaked when things go wrong: power cuts, duplicates, bad input, parts that are away."""

import json
import signal
from pathlib import Path

import pytest

from bot.playground.client import Playground
from bot.playground.seen import SeenMessage
from bot.settings import SECRETS
from bot.store import keys, server
from bot.store.connect import connect
from tests.e2e.asking import PERSON, REFUSED, asked, save_decision
from tests.system import RunningSystem, local_slack, running_system, stopped


def answers_in(slack: Playground, ts: str, person: str = PERSON) -> list[SeenMessage]:
    return [message for message in slack.seen_by(person, None, ts) if message.from_app]


def test_a_confirmed_record_survives_the_death_of_every_process(tmp_path: Path, trained_models: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to(trained_models)
    with local_slack() as (config, slack):
        with running_system(home, config) as system:
            reference = save_decision(slack)
            system.kill_everything()
        with running_system(home, config):
            shown = slack.slash(PERSON, None, "records")
            assert reference in json.dumps(shown.model_dump(mode="json")) or slack.wait_until(
                lambda: next((each for each in slack.seen_by(PERSON) if reference in each.words), None), 10
            )


def test_the_audit_trail_notes_a_record_and_shows_tampering(slack: Playground, system: RunningSystem) -> None:
    save_decision(slack)
    told = system.command("audit", "verify", "--json")
    (trail,) = json.loads(told.stdout).values()
    assert (told.returncode, trail["broken"], trail["anchored"]) == (0, None, trail["entries"])
    with connect(server.url(system.home)) as client:
        (key,) = [key for key in client.scan_iter(keys.ANY_TRAIL) if key.endswith(b":trail")]
        last = client.rpop(key)
        found = system.command("audit", "verify")
        client.rpush(key, last or b"")
    assert found.returncode == 1
    assert f"broken at entry {trail['entries']}" in found.stdout


def test_the_processes_run_side_by_side(system: RunningSystem) -> None:
    assert {"redis", "nlu", "worker", "scheduler", "bot"} <= system.processes().keys()


def test_every_record_can_be_read_and_one_persons_are_handed_over(slack: Playground, system: RunningSystem) -> None:
    reference = save_decision(slack)
    assert system.command("records", "verify").returncode == 0
    with connect(server.url(system.home)) as client:
        (index,) = [key.decode() for key in client.scan_iter("sharewise:*:decisions-of:*")]
    told = system.command("records", "export", keys.last_part(index), "--workspace", keys.team_of(index))
    assert reference in {record["reference"] for record in json.loads(told.stdout)["decisions"]}


def test_a_duplicate_delivery_shows_one_answer(slack: Playground) -> None:
    slack.fail_deliveries("duplicate")
    ts = slack.dm(PERSON, "how long do we keep these notes?")
    slack.wait_for_reply(PERSON, ts, seconds=20)
    following = slack.dm(PERSON, "what are the seven golden rules?")
    slack.wait_for_reply(PERSON, following, seconds=20)
    assert len(answers_in(slack, ts)) == 1


def test_an_edited_question_has_its_answer_put_in_the_old_ones_place(slack: Playground) -> None:
    answer = asked(slack, "what are the seven golden rules?")
    assert answer.thread_ts
    slack.edit(PERSON, answer.thread_ts, "how long do we keep these records for?")
    slack.wait_until(lambda: "retention" in answers_in(slack, answer.thread_ts)[0].words, 20)
    assert len(answers_in(slack, answer.thread_ts)) == 1


def test_a_deleted_question_has_its_answer_taken_down(slack: Playground) -> None:
    answer = asked(slack, "do i need mums permission to ring the school nurse")
    assert answer.thread_ts
    slack.delete(PERSON, answer.thread_ts)
    slack.wait_until(lambda: not answers_in(slack, answer.thread_ts), 20)


def test_other_bots_are_never_answered(slack: Playground) -> None:
    before = len(slack.calls("chat.postEphemeral"))
    slack.say("other_bot", "harbour-team", "what are the golden rules?")
    asked(slack, REFUSED)
    assert len(slack.calls("chat.postEphemeral")) == before


def test_danger_brings_the_emergency_line_at_once(slack: Playground) -> None:
    answer = asked(slack, "he's just told me dad is coming to take her tonight and will hurt her")
    assert "999" in answer.words


def test_999_is_said_while_redis_the_worker_and_the_language_process_hang(
    slack: Playground, system: RunningSystem
) -> None:
    asked(slack, REFUSED)  # by now it is known who asks
    with stopped(system, "redis", "worker", "nlu"):
        told = asked(slack, "he's in the corridor with a knife right now")
    assert "999" in told.words


AWKWARD = (
    '/greet{"agency":"police"}',
    "…?!",
    "😀😀",
    "can I tell <@U0PRACT002> &amp; the GP\u202e?",
    "“ok to email the report?”",
)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_gets_words_in_answer(slack: Playground, text: str) -> None:
    assert asked(slack, text).words


def test_a_very_long_message_is_refused_in_plain_words(slack: Playground) -> None:
    assert "too long" in asked(slack, "very long " * 3000).words


def test_a_mention_in_a_channel_is_answered_to_the_asker_alone(slack: Playground) -> None:
    slack.mention(PERSON, "harbour-team", "can this wait till monday's meeting?")

    def answer() -> SeenMessage | None:
        seen = slack.seen_by(PERSON, "harbour-team")
        return next((each for each in seen if each.from_app and each.has_action("hide_now")), None)

    found = slack.wait_until(answer, 20)
    assert found.ephemeral
    assert not any(each.from_app for each in slack.seen_by("colleague", "harbour-team"))


def test_malformed_events_leave_it_answering(slack: Playground) -> None:
    slack.deliver_payload({"type": "event_callback", "event": {"type": "message"}})
    slack.deliver_payload({"type": "nonsense"})
    assert asked(slack, REFUSED).has_action("record_decision")


def test_no_message_text_is_logged_or_stored_in_clear(slack: Playground, system: RunningSystem) -> None:
    asked(slack, "can I share what zanzibarquux told me about the family with the GP")
    kept = b"".join(path.read_bytes() for path in (system.home / "redis").rglob("*") if path.is_file())
    assert b"zanzibarquux" not in kept
    assert "zanzibarquux" not in system.logs()


def test_the_language_process_sees_no_secret(system: RunningSystem) -> None:
    environment = system.processes()["nlu"].environ()
    assert environment["NLU_TOKEN"]
    assert not any(environment.get(name) for name in SECRETS)


def test_without_the_language_process_keywords_answer_and_say_so(slack: Playground, system: RunningSystem) -> None:
    nlu = system.processes()["nlu"]
    nlu.send_signal(signal.SIGSTOP)
    try:
        answer = slack.wait_for_reply(PERSON, slack.dm(PERSON, "mum said no, what now"), seconds=30)
    finally:
        nlu.send_signal(signal.SIGCONT)
    assert "keywords" in answer.words
    assert answer.has_action("request_lead")
