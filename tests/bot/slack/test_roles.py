"""What only leads and administrators may do: asked at every click, refused in plain words, noted in the trail."""

from datetime import timedelta
from typing import Any

import pytest

from bot.escalation import Escalation, EscalationState, Hand
from bot.slack.blocks import wording
from bot.slack.blocks.lead import lead_request_view
from bot.slack.config import Holders, SlackConfig
from bot.slack.metadata import RequestMetadata
from tests.bot.slack import payloads
from tests.bot.slack.conftest import NOW, Slack, body_of, made
from tests.bot.slack.fakes import Outside
from tests.bot.slack.web_api import TEAM, WebApi

LEAD = payloads.PERSON
OTHER_LEAD = "U0OTHERLEAD"
PRACTITIONER = "U0PRACTITIONER"
REFERENCE = "L-2345ABCDEF"
GROUP = "S0LEADS"
CLAIM, RESOLVE = "escalation_claim", "escalation_resolve"
LEAD_FORM = lead_request_view(RequestMetadata(request_id="form1").written())


def request(reference: str = REFERENCE, minutes: int = 12, **more: Any) -> Escalation:
    asked = {
        "team_id": TEAM,
        "user_id": PRACTITIONER,
        "urgency": "today",
        "asked_at": NOW - timedelta(minutes=minutes),
    }
    return Escalation.model_validate({"reference": reference, **asked, **more})


@pytest.fixture(autouse=True)
def _asked(outside: Outside) -> None:
    outside.escalations[REFERENCE] = request()


@pytest.fixture
def clock() -> list[Any]:
    return [NOW]


@pytest.fixture
def slack(config: SlackConfig, outside: Outside, clock: list[Any], api: WebApi) -> Slack:
    """A workspace whose leads are a user group, and whose only lead is the one who acts."""
    api.answers["usergroups.users.list"] = {"users": [LEAD]}
    return named(config, outside, clock, leads=Holders(group=GROUP))


def named(config: SlackConfig, outside: Outside, clock: list[Any], **roles: Holders) -> Slack:
    return Slack(made(config.model_copy(update=roles), outside, now=lambda: clock[0]))


def press(slack: Slack, api: WebApi, action: str, reference: str | None = REFERENCE, user: str = LEAD) -> str:
    """A click under the notice; what is then said to the one who clicked, and to nobody else."""
    before = len(api.said)
    payload = payloads.pressed(action, reference, response_url=api.response_url)
    payload["user"]["id"] = user
    assert slack.send(payload).status == 200
    (said,) = api.said[before:]
    assert (said.method, said.arguments["response_type"]) == ("response_url", "ephemeral")
    return said.words


class TestClaiming:
    """“I am taking this.”"""

    def test_a_lead_takes_it(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        assert "You have taken" in press(slack, api, CLAIM)
        taken = outside.escalations[REFERENCE]
        assert (taken.state, taken.claimed) == (EscalationState.CLAIMED, Hand(user_id=LEAD, at=NOW))

    def test_a_second_lead_is_told_who_has_it(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.answers["usergroups.users.list"] = {"users": [LEAD, OTHER_LEAD]}
        press(slack, api, CLAIM)
        words = press(slack, api, CLAIM, user=OTHER_LEAD)
        assert f"<@{LEAD}> has taken it" in words
        assert outside.escalations[REFERENCE].claimed == Hand(user_id=LEAD, at=NOW)

    def test_pressed_twice_it_is_taken_once(self, slack: Slack, api: WebApi) -> None:
        assert press(slack, api, CLAIM) == press(slack, api, CLAIM)

    def test_while_the_store_is_away_nothing_is_changed_and_that_is_said(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.away = True
        assert wording.STEP_NOT_NOTED in press(slack, api, CLAIM)
        assert outside.escalations[REFERENCE].state is EscalationState.OPEN

    def test_when_nobody_could_be_told_the_lead_is_asked_to_ring(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.telling_away = True
        assert f"could not tell <@{PRACTITIONER}>" in press(slack, api, CLAIM)

    @pytest.mark.parametrize("reference", ["L-99999999", "L-", "anything at all <!channel>", None])
    def test_a_request_that_is_not_there_is_not_taken(self, reference: str | None, slack: Slack, api: WebApi) -> None:
        assert wording.NO_SUCH_REQUEST in press(slack, api, CLAIM, reference)

    def test_that_an_outsider_is_told_nothing_is_said_to_the_lead(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        outside.escalations[REFERENCE] = request(outsider=True)
        words = press(slack, api, CLAIM)
        assert "is not told" in words

    def test_what_slack_does_not_take_back_stands_all_the_same(
        self, slack: Slack, api: WebApi, outside: Outside, logs: list[Any]
    ) -> None:
        api.fail("response_url", "internal_error")
        slack.send(payloads.pressed(CLAIM, REFERENCE, response_url=api.response_url))
        assert outside.escalations[REFERENCE].state is EscalationState.CLAIMED
        assert "step_not_said" in [entry["event"] for entry in logs]


class TestDone:
    """“Done.”"""

    def test_a_lead_marks_it_as_done(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        press(slack, api, CLAIM)
        assert "marked as done" in press(slack, api, RESOLVE)
        assert outside.escalations[REFERENCE].state is EscalationState.RESOLVED

    def test_what_nobody_has_taken_cannot_be_done(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        assert "Nobody has taken" in press(slack, api, RESOLVE)
        assert outside.escalations[REFERENCE].state is EscalationState.OPEN


class TestWhoMay:
    """Never granted for want of an answer."""

    @pytest.mark.parametrize("action", [CLAIM, RESOLVE])
    def test_somebody_else_is_refused_and_that_is_noted(
        self, action: str, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        assert wording.NOT_A_LEAD in press(slack, api, action, user="U0SOMEBODY")
        assert outside.escalations[REFERENCE].state is EscalationState.OPEN
        assert outside.refusals == [("U0SOMEBODY", f"{action}:{REFERENCE}")]

    def test_where_nobody_is_named_nobody_may(
        self, config: SlackConfig, outside: Outside, clock: list[Any], api: WebApi
    ) -> None:
        assert wording.NO_LEADS_NAMED in press(named(config, outside, clock), api, CLAIM)
        assert outside.escalations[REFERENCE].state is EscalationState.OPEN

    @pytest.mark.parametrize("error", ["missing_scope", "no_such_subteam", "internal_error", "plan_upgrade_required"])
    def test_while_slack_does_not_say_nobody_may(self, error: str, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.fail("usergroups.users.list", error)
        assert wording.LEADS_NOT_KNOWN in press(slack, api, CLAIM)
        assert outside.escalations[REFERENCE].state is EscalationState.OPEN
        api.failing.clear()
        assert "You have taken" in press(slack, api, CLAIM)

    def test_people_of_a_list_need_no_group(
        self, config: SlackConfig, outside: Outside, clock: list[Any], api: WebApi
    ) -> None:
        listed = named(config, outside, clock, leads=Holders(people=frozenset({LEAD})))
        assert "You have taken" in press(listed, api, CLAIM)
        assert not api.of("usergroups.users.list")

    def test_a_refusal_stands_where_it_cannot_be_noted(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        assert wording.NOT_A_LEAD in press(slack, api, CLAIM, user="U0SOMEBODY")

    def test_the_group_is_asked_once_a_minute(self, slack: Slack, api: WebApi, clock: list[Any]) -> None:
        press(slack, api, CLAIM)
        press(slack, api, CLAIM)
        assert len(api.of("usergroups.users.list")) == 1
        clock[0] = NOW + timedelta(seconds=61)
        press(slack, api, CLAIM)
        assert len(api.of("usergroups.users.list")) == 2

    def test_a_lead_who_has_left_since_the_button_was_shown_is_refused(
        self, slack: Slack, api: WebApi, outside: Outside, clock: list[Any]
    ) -> None:
        press(slack, api, CLAIM)
        api.answers["usergroups.users.list"] = {"users": [OTHER_LEAD]}
        clock[0] = NOW + timedelta(seconds=61)
        assert wording.NOT_A_LEAD in press(slack, api, RESOLVE)
        assert outside.escalations[REFERENCE].state is EscalationState.CLAIMED

    def test_a_guest_in_the_group_is_a_guest(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        api.answers["users.info"] = {"user": {"id": LEAD, "is_restricted": True}}
        assert wording.NOT_FOR_GUESTS in press(slack, api, CLAIM)
        assert outside.escalations[REFERENCE].state is EscalationState.OPEN


class TestAdmin:
    """`/sharewise admin`."""

    @pytest.fixture
    def slack(self, config: SlackConfig, outside: Outside, clock: list[Any]) -> Slack:
        return named(config, outside, clock, admins=Holders(people=frozenset({LEAD})))

    def asked(self, slack: Slack, api: WebApi, user: str = LEAD) -> str:
        return str(body_of(slack.send(payloads.command("admin", api.response_url) | {"user_id": user})))

    def test_an_administrator_sees_how_things_stand_and_that_is_noted(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        words = self.asked(slack, api)
        for part in ("m-2026-11", "Guidance: 2026-11", "12 entries, whole", "nobody is named"):
            assert part in words
        assert outside.looks == [LEAD]

    def test_somebody_else_is_refused_and_that_is_noted(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        assert wording.NOT_AN_ADMIN in self.asked(slack, api, "U0SOMEBODY")
        assert (outside.looks, outside.refusals) == ([], [("U0SOMEBODY", "admin")])

    def test_where_nobody_is_named_nobody_may(
        self, config: SlackConfig, outside: Outside, clock: list[Any], api: WebApi
    ) -> None:
        assert wording.NO_ADMINS_NAMED in self.asked(named(config, outside, clock), api)

    def test_what_cannot_be_noted_is_not_shown(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        assert "cannot be shown just now" in self.asked(slack, api)


class TestHome:
    """By role."""

    def shown(self, slack: Slack, api: WebApi) -> str:
        slack.send(payloads.home_opened())
        return api.of("views.publish")[-1].words

    def test_a_lead_sees_the_open_requests_without_any_content(self, slack: Slack, api: WebApi) -> None:
        words = self.shown(slack, api)
        for part in (
            f"Reference {REFERENCE}",
            "waiting 12 minutes",
            f"<@{PRACTITIONER}>",
            "Nobody has taken it",
            CLAIM,
        ):
            assert part in words

    def test_untaken_danger_comes_first_and_the_newest_within(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        asked = [
            request("L-ROUTINE", 1, urgency="routine"),
            request("L-URGENTOLD", 60, urgency="urgent"),
            request("L-DANGER", 300, urgency="urgent", danger=True),
            request("L-URGENTNEW", 5, urgency="urgent"),
            request("L-TAKEN", 2, urgency="urgent", danger=True, state="claimed", claimed=Hand(user_id=LEAD, at=NOW)),
        ]
        outside.escalations = {each.reference: each for each in asked}
        words = self.shown(slack, api)
        order = sorted((each.reference for each in asked), key=words.index)
        assert order == ["L-DANGER", "L-URGENTNEW", "L-URGENTOLD", "L-ROUTINE", "L-TAKEN"]

    def test_with_nothing_to_do_it_says_so(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.escalations.clear()
        assert "No request is open" in self.shown(slack, api)

    def test_while_the_store_is_away_it_says_so(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        outside.away = True
        assert "requests cannot be shown just now" in self.shown(slack, api)

    def test_a_request_is_taken_there_too_and_the_tab_shows_it(self, slack: Slack, api: WebApi) -> None:
        payload = payloads.pressed_in_view(CLAIM, {"type": "home", "blocks": []})
        payload["actions"][0]["value"] = REFERENCE
        slack.send(payload)
        assert "You have taken" in api.of("views.open")[0].words
        words = api.of("views.publish")[0].words
        assert f"Taken by *<@{LEAD}>*" in words
        assert RESOLVE in words

    def test_an_administrator_sees_model_and_trail(
        self, config: SlackConfig, outside: Outside, clock: list[Any], api: WebApi
    ) -> None:
        words = self.shown(named(config, outside, clock, admins=Holders(people=frozenset({LEAD}))), api)
        assert "m-2026-11" in words
        assert "12 entries, whole" in words
        assert REFERENCE not in words

    def test_a_practitioner_sees_neither(self, slack: Slack, api: WebApi) -> None:
        api.answers["usergroups.users.list"] = {"users": [OTHER_LEAD]}
        words = self.shown(slack, api)
        assert REFERENCE not in words
        assert "m-2026-11" not in words

    def test_while_slack_does_not_say_who_leads_it_shows_nothing_of_theirs_and_says_so(
        self, slack: Slack, api: WebApi
    ) -> None:
        api.fail("usergroups.users.list", "internal_error")
        words = self.shown(slack, api)
        assert wording.ROLE_NOT_KNOWN in words
        assert REFERENCE not in words


class TestNobodyThere:
    """Deactivated leads are no leads."""

    def members(self, api: WebApi, *, deleted: bool) -> None:
        """The lead of the group is deactivated or not; who asks is a member in any case."""
        api.answers["usergroups.users.list"] = {"users": [OTHER_LEAD]}
        api.by_user[OTHER_LEAD] = {"user": {"id": OTHER_LEAD, "deleted": deleted}}

    def test_with_every_lead_deactivated_it_says_that_nobody_can_be_reached(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        self.members(api, deleted=True)
        slack.send(payloads.pressed("request_lead"))
        assert wording.NO_ACTIVE_LEADS in api.of("views.open")[0].words
        answered = body_of(slack.send(payloads.submitted(LEAD_FORM, {"lead_urgency": "today"})))
        assert wording.NO_ACTIVE_LEADS in str(answered)
        assert not outside.requests

    def test_danger_goes_to_the_channel_all_the_same_and_the_truth_is_said(
        self, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        self.members(api, deleted=True)
        slack.send(payloads.pressed("danger_yes", response_url=api.response_url))
        assert [each.danger for each in outside.requests.values()] == [True]
        assert wording.NO_ACTIVE_LEADS in api.said[-1].words

    def test_an_empty_group_is_nobody(self, slack: Slack, api: WebApi) -> None:
        api.answers["usergroups.users.list"] = {"users": []}
        slack.send(payloads.pressed("request_lead"))
        assert wording.NO_ACTIVE_LEADS in api.of("views.open")[0].words

    def test_with_one_lead_there_a_request_is_passed_on(self, slack: Slack, api: WebApi, outside: Outside) -> None:
        self.members(api, deleted=False)
        slack.send(payloads.submitted(LEAD_FORM, {"lead_urgency": "today"}))
        assert outside.requests

    @pytest.mark.parametrize("method", ["usergroups.users.list", "users.info"])
    def test_while_slack_does_not_say_a_request_is_passed_on(
        self, method: str, slack: Slack, api: WebApi, outside: Outside
    ) -> None:
        self.members(api, deleted=True)
        slack.send(payloads.command("help", api.response_url))  # whoever asks is known by now
        api.fail(method, "internal_error")
        slack.send(payloads.submitted(LEAD_FORM, {"lead_urgency": "today"}))
        assert outside.requests


class TestAllowedChannels:
    """Answers in channels are for the asker alone, save where the organisation allows them to be read."""

    def test_a_mention_is_answered_privately_anywhere_else(self, slack: Slack, outside: Outside) -> None:
        slack.send(payloads.mention("how long do we keep notes?"))
        (question,) = outside.questions.values()
        assert not question.origin.openly

    def test_a_mention_in_an_allowed_channel_is_answered_in_the_thread(
        self, config: SlackConfig, outside: Outside, clock: list[Any], api: WebApi
    ) -> None:
        allowed = config.model_copy(update={"allowed_channels": frozenset({payloads.CHANNEL})})
        slack = named(allowed, outside, clock)
        slack.send(payloads.mention("how long do we keep notes?"))
        (question,) = outside.questions.values()
        assert question.origin.openly
        slack.send(payloads.mention("??", ts="1700000003.1") | {"event_id": "Ev2"})
        assert (api.said[0].method, api.said[0].arguments["thread_ts"]) == ("chat.postMessage", "1700000003.1")

    def test_one_that_outsiders_read_is_refused_even_when_allowed(
        self, config: SlackConfig, outside: Outside, clock: list[Any], api: WebApi
    ) -> None:
        allowed = config.model_copy(update={"allowed_channels": frozenset({payloads.CHANNEL})})
        named(allowed, outside, clock).send(payloads.mention("may I?") | {"is_ext_shared_channel": True})
        assert wording.NOT_HERE in api.said[0].words
        assert not outside.questions
