"""Off the screen, through Slack's wire: by button, command and plain words, with parts away, and for oneself alone."""

import pytest

from bot.playground.client import Playground
from bot.playground.seen import SeenMessage
from bot.slack.blocks.wording import FORM_EMPTIED, FORM_HIDDEN, HIDDEN, HIDING_FAILED, SAID_TO_ANOTHER, UNREACHED
from tests.e2e.asking import PERSON, REFUSED, asked, fill_form, open_form, save_decision
from tests.system import RunningSystem, stopped

DANGER = "he's just told me dad is coming to take her tonight and will hurt her"
CHANNEL = "harbour-team"
WITHIN = 10.0


def standing(slack: Playground, channel: str | None = None, person: str = PERSON) -> list[SeenMessage]:
    """What the bot says that stands before a person, threads included."""
    seen = slack.seen_by(person, channel)
    threads = [slack.seen_by(person, channel, each.ts) for each in seen if each.reply_count]
    found = {each.ts: each for each in [*seen, *(reply for thread in threads for reply in thread)]}
    return [each for each in found.values() if each.from_app and not each.deleted]


def words(slack: Playground, channel: str, person: str) -> str:
    return "\n".join(each.words for each in standing(slack, channel, person))


def taken_in(slack: Playground, question: str) -> bool:
    """Whether the bot has queued it, and shows that it is at it."""
    shown = slack.calls("assistant.threads.setStatus")
    return any(call.arguments["thread_ts"] == question for call in shown)


def only_says_so(slack: Playground) -> bool:
    """Nothing is left in the direct message but the words that it is hidden, and the Home tab is neutral."""
    home = slack.home(PERSON)
    return all(HIDDEN in each.words for each in standing(slack)) and home is not None and HIDDEN in home.words


@pytest.fixture
def full(slack: Playground) -> SeenMessage:
    """Answers, a card, a danger confirmed and a Home tab before the practitioner; one of the answers."""
    save_decision(slack)
    slack.close_view(PERSON, every=True)
    answer = asked(slack, REFUSED)
    slack.click(PERSON, answer, "feedback_helpful")
    slack.open_home(PERSON)
    slack.wait_until(lambda: slack.home(PERSON) and "Ask a question" in slack.home(PERSON).words, WITHIN)
    return answer


def test_the_button_takes_down_everything_and_says_what_that_does_not_reach(
    slack: Playground, full: SeenMessage
) -> None:
    slack.click(PERSON, full, "hide_now")
    slack.wait_until(lambda: only_says_so(slack), WITHIN)
    (left,) = standing(slack)
    assert left.ts == full.ts
    assert "copies" in left.words
    assert "notification" in left.words


def test_the_command_takes_down_everything_and_empties_an_open_form(slack: Playground, full: SeenMessage) -> None:
    open_form(slack, full)
    fill_form(slack)
    told = slack.slash(PERSON, CHANNEL, "hide")
    assert HIDDEN in str(told.response)
    assert FORM_EMPTIED in str(told.response)
    slack.wait_until(lambda: only_says_so(slack), WITHIN)
    view = slack.view(PERSON)
    assert view is not None
    assert FORM_HIDDEN in view.words
    assert "refused" not in str(view.values)


def test_plain_words_do_it_with_worker_and_language_process_away(
    slack: Playground, system: RunningSystem, full: SeenMessage
) -> None:
    with stopped(system, "worker", "nlu"):
        slack.dm(PERSON, "hide this now")
        slack.wait_until(lambda: only_says_so(slack) and len(standing(slack)) == 1, WITHIN)


def test_other_words_do_it_as_the_model_reads_them(slack: Playground, full: SeenMessage) -> None:
    slack.dm(PERSON, "get this off my screen, she is right behind me")
    slack.wait_until(lambda: only_says_so(slack) and len(standing(slack)) == 1, 20)


def test_a_question_about_hiding_takes_nothing_down(slack: Playground, full: SeenMessage) -> None:
    asked(slack, "should I hide this from dad")
    assert full.ts in {each.ts for each in standing(slack)}


def test_with_redis_away_what_is_on_the_screen_goes_and_the_rest_is_told(
    slack: Playground, system: RunningSystem, full: SeenMessage
) -> None:
    with stopped(system, "redis"):
        told = slack.slash(PERSON, CHANNEL, "hide")
        assert HIDING_FAILED in str(told.response)
        slack.wait_until(lambda: only_says_so(slack), WITHIN)


def test_what_was_asked_before_is_not_answered_afterwards(slack: Playground, system: RunningSystem) -> None:
    with stopped(system, "worker"):
        question = slack.dm(PERSON, REFUSED)
        slack.wait_until(lambda: taken_in(slack, question), WITHIN)
        slack.slash(PERSON, CHANNEL, "hide")
    later = asked(slack, "how long do we keep these notes?")
    assert later.from_app
    assert not [each for each in slack.seen_by(PERSON, None, question) if each.from_app]


def test_nobody_takes_anothers_999_line_and_its_own_person_takes_it_from_anywhere(slack: Playground) -> None:
    ts = slack.mention(PERSON, CHANNEL, DANGER)
    line = slack.wait_for_reply(PERSON, ts, CHANNEL)
    slack.click("colleague", line, "hide_now")
    slack.wait_until(
        lambda: any(SAID_TO_ANOTHER in each.words for each in standing(slack, CHANNEL, "colleague")), WITHIN
    )
    assert any("Call 999 now" in each.words for each in slack.seen_by(PERSON, CHANNEL, ts))
    slack.slash(PERSON, None, "hide")
    slack.wait_until(
        lambda: not any("Call 999 now" in each.words for each in slack.seen_by("colleague", CHANNEL, ts)), WITHIN
    )


def test_an_answer_for_the_asker_alone_goes_once_a_button_gave_a_way_to_it_and_is_told_before(
    slack: Playground,
) -> None:
    slack.slash(PERSON, None, "hide")
    earlier = {each.ts for each in slack.seen_by(PERSON, CHANNEL)}
    slack.mention(PERSON, CHANNEL, "can this wait till monday's meeting?")

    def answer() -> SeenMessage | None:
        seen = (each for each in slack.seen_by(PERSON, CHANNEL) if each.ts not in earlier)
        return next((each for each in seen if each.has_action("feedback_helpful")), None)

    slack.click(PERSON, slack.wait_until(answer, 20), "feedback_helpful")
    assert UNREACHED not in str(slack.slash(PERSON, None, "hide").response)
    assert answer() is None
    slack.mention(PERSON, CHANNEL, "can this wait till monday's meeting?")
    slack.wait_until(answer, 20)
    assert UNREACHED in str(slack.slash(PERSON, None, "hide").response)
