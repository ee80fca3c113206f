"""A request for a lead, from the words that raise it to the lead who is done with it."""

import json

from bot.playground.client import Playground
from bot.playground.seen import SeenMessage
from bot.slack.blocks.wording import NOT_A_LEAD, NOT_HERE
from tests.e2e.asking import PERSON, asked
from tests.system import RunningSystem

LEADS = "safeguarding-leads"
DANGER = "he's just told me dad is coming to take her tonight and will hurt her"
OPEN_CHANNEL = "guests"
CLAIM, RESOLVE = "escalation_claim", "escalation_resolve"


def notices(slack: Playground, person: str = "lead") -> list[SeenMessage]:
    return [each for each in slack.seen_by(person, LEADS) if each.from_app and "Reference:" in each.words]


def open_notice(slack: Playground) -> SeenMessage:
    """The newest notice that can be taken."""
    return slack.wait_until(
        lambda: next((each for each in reversed(notices(slack)) if each.has_action(CLAIM)), None), 20
    )


def now(slack: Playground, notice: SeenMessage, words: str) -> SeenMessage:
    """The same notice once it says so."""
    return slack.wait_until(
        lambda: next((each for each in notices(slack) if each.ts == notice.ts and words in each.words), None), 20
    )


def told(slack: Playground, person: str, channel: str | None, words: str) -> SeenMessage:
    """What the app says to a person, once it does."""
    return slack.wait_until(
        lambda: next((each for each in slack.seen_by(person, channel) if words in each.words), None), 20
    )


def reference_of(notice: SeenMessage) -> str:
    return notice.words.split("Reference: *")[1].split("*")[0]


def test_a_lead_takes_a_request_and_is_done_with_it_and_all_concerned_see_it(
    slack: Playground, system: RunningSystem
) -> None:
    asked(slack, DANGER)
    notice = open_notice(slack)
    reference = reference_of(notice)
    slack.click("lead", notice, CLAIM)
    taken = now(slack, notice, "Taken by *<@U0LEAD0001>*")
    assert not taken.has_action(CLAIM)
    assert not any(word in taken.words for word in ("dad", "tonight", "hurt"))
    claimed = told(slack, PERSON, None, "has said that they are taking")
    assert reference in claimed.words
    assert "call 999" in claimed.words

    slack.click("second_lead", taken, RESOLVE)
    now(slack, notice, "Done: *<@U0LEAD0002>*")
    told(slack, PERSON, None, f"marked your request as done.* Reference: *{reference}*")
    verified = system.command("audit", "verify", "--json")
    (trail,) = json.loads(verified.stdout).values()
    assert trail["broken"] is None


def test_whoever_is_no_lead_is_refused_and_nothing_changes(slack: Playground) -> None:
    asked(slack, f"{DANGER}, please")
    notice = open_notice(slack)
    slack.join("admin", LEADS)
    slack.click("admin", notice, CLAIM)
    told(slack, "admin", LEADS, NOT_A_LEAD)
    assert now(slack, notice, "").has_action(CLAIM)


def test_a_lead_sees_and_takes_it_on_the_home_tab(slack: Playground) -> None:
    asked(slack, f"{DANGER}, what now")
    reference = reference_of(open_notice(slack))
    slack.open_home("lead")
    home = slack.wait_until(lambda: slack.home("lead"), 10)
    assert home.words.index(reference) > home.words.index("Requests for a lead")
    slack.click("lead", "home", CLAIM)
    assert "You have taken" in slack.wait_for_view("lead").words
    slack.close_view("lead")
    slack.wait_until(lambda: "Taken by *<@U0LEAD0001>*" in (slack.home("lead") or home).words, 10)


def test_hiding_reaches_what_was_told_to_the_one_who_asked_and_never_the_notice(slack: Playground) -> None:
    asked(slack, f"{DANGER}, any minute")
    notice = open_notice(slack)
    reference = reference_of(notice)
    slack.click("lead", notice, CLAIM)
    told(slack, PERSON, None, reference)
    slack.slash(PERSON, "general", "hide")
    slack.slash("lead", LEADS, "hide")
    slack.wait_until(lambda: not any(reference in each.words for each in slack.seen_by(PERSON)), 10)
    slack.click("lead", now(slack, notice, "Taken by"), RESOLVE)
    now(slack, notice, "Done: *<@U0LEAD0001>*")
    told(slack, PERSON, None, f"marked your request as done.* Reference: *{reference}*")


def test_a_practitioner_sees_nothing_of_it_there(slack: Playground) -> None:
    slack.open_home(PERSON)
    home = slack.wait_until(lambda: slack.home(PERSON), 10)
    assert "Requests for a lead" not in home.words


def test_a_command_in_a_channel_that_outsiders_read_is_refused(slack: Playground) -> None:
    slack.slash(PERSON, "multi-agency", "ask may I share this?")
    told(slack, PERSON, "multi-agency", NOT_HERE)


def test_where_it_is_allowed_a_mention_is_answered_for_the_whole_channel(slack: Playground) -> None:
    ts = slack.mention(PERSON, OPEN_CHANNEL, "how long do we keep these notes?")
    answer = slack.wait_for_reply("guest", ts, OPEN_CHANNEL, seconds=20)
    assert not answer.ephemeral


def test_administrators_see_how_things_stand_and_nobody_else_does(slack: Playground) -> None:
    shown = json.dumps(slack.slash("admin", "general", "admin").response)
    assert "Language model in use" in shown
    assert "whole" in shown
    assert "Only an administrator" in json.dumps(slack.slash(PERSON, "general", "admin").response)
