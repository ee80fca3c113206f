"""What hiding takes off a person's screen, through the local Slack and a real Redis."""

from datetime import timedelta

import pytest

from bot.jobs.delivery import NotDelivered
from bot.messages import Kind
from bot.slack.blocks.wording import FORM_HIDDEN, HIDDEN
from tests.bot.jobs.hiding import CHANNEL, HANDLE, HOME, PERSON, TEAM, Told, now


class TestMessages:
    def test_all_that_was_said_in_the_direct_message_goes_threads_included(self, told: Told) -> None:
        question = told.people.dm(HANDLE, "a question")
        told.say("in its thread", thread_ts=question)
        told.say("a card")
        assert told.hide.at_once(told.wish()).failures == []
        assert told.words() == []
        assert [each.text for each in told.people.seen_by(HANDLE)] == ["a question"]

    def test_an_answer_that_all_in_a_channel_see_goes_and_nobody_elses_message(self, told: Told) -> None:
        told.answered("answer1", CHANNEL, told.say("said to them", channel=CHANNEL))
        told.say("said to somebody else", channel=CHANNEL)
        told.hide.at_once(told.wish())
        assert told.words(CHANNEL) == ["said to somebody else"]
        assert told.answers.messages_in(TEAM, PERSON) == []

    def test_the_999_line_that_all_in_a_channel_see_goes(self, told: Told) -> None:
        told.stands(Kind.MESSAGE, told.say("call 999", channel=CHANNEL))
        told.hide.at_once(told.wish())
        assert told.words(CHANNEL) == []
        assert told.on_screen.standing(TEAM, PERSON, now()) == []

    def test_the_message_that_says_so_stays(self, told: Told) -> None:
        pressed = told.say("Hidden.")
        told.answered("answer1", told.direct, pressed)
        told.say("another answer")
        told.hide.at_once(told.wish(kept_ts=pressed))
        assert told.words() == ["Hidden."]
        assert told.answers.messages_in(TEAM, PERSON) == []

    def test_each_is_deleted_once(self, told: Told) -> None:
        told.answered("answer1", told.direct, told.say("an answer"))
        told.hide.at_once(told.wish())
        assert len(told.people.calls("chat.delete")) == 1

    def test_hiding_twice_does_no_harm(self, told: Told) -> None:
        told.say("an answer")
        for _ in range(2):
            assert told.hide.at_once(told.wish()).failures == []

    def test_one_that_slack_does_not_delete_holds_up_no_other_and_stays_known(self, told: Told) -> None:
        for name in ("one", "two", "three"):
            told.answered(name, told.direct, told.say(name))
        told.people.fail_next("conversations.history", error="internal_error")
        told.people.fail_next("chat.delete", error="internal_error")
        outcome = told.hide.at_once(told.wish())
        assert outcome.failures
        assert len(told.words()) == len(told.answers.messages_in(TEAM, PERSON)) == 1


class TestEphemerals:
    def test_one_whose_button_was_used_goes(self, told: Told) -> None:
        told.use_alone("for them alone")
        assert told.hide.at_once(told.wish()).hidden.unreached is False
        assert told.words(CHANNEL) == []

    def test_one_whose_buttons_nobody_used_stays_and_that_is_known(self, told: Told) -> None:
        told.say_alone("for them alone")
        told.answered("answer1", CHANNEL, "")
        assert told.hide.at_once(told.wish()).hidden.unreached is True
        assert told.hide.at_once(told.wish()).hidden.unreached is False, "it is said once"

    def test_the_answer_of_one_that_went_is_not_told_to_stay(self, told: Told) -> None:
        told.use_alone("for them alone", "answer1")
        told.answered("answer1", CHANNEL, "")
        assert told.hide.at_once(told.wish()).hidden.unreached is False

    def test_the_one_that_says_so_stays(self, told: Told) -> None:
        pressed = told.use_alone("Hidden.", "answer1")
        told.answered("answer1", CHANNEL, "")
        outcome = told.hide.at_once(told.wish(kept_ts=pressed, kept_answer="answer1"))
        assert outcome.hidden.unreached is False
        assert len(told.words(CHANNEL)) == 1

    def test_a_spent_way_to_it_is_told(self, told: Told) -> None:
        told.use_alone("for them alone")
        told.people.advance(1801)
        assert told.hide.at_once(told.wish()).hidden.unreached is True

    def test_one_of_yesterday_hardly_stands_before_anybody(self, told: Told) -> None:
        told.answered("answer1", CHANNEL, "", age=timedelta(days=2))
        assert told.hide.at_once(told.wish()).hidden.unreached is False


class TestFormsAndHome:
    def test_an_open_form_turns_neutral_and_that_is_told(self, told: Told) -> None:
        told.stands(Kind.FORM, told.open_form())
        assert told.hide.at_once(told.wish()).hidden.form is True
        view = told.people.view(HANDLE)
        assert view is not None
        assert FORM_HIDDEN in view.words
        assert "child" not in view.words
        assert told.on_screen.standing(TEAM, PERSON, now()) == []

    def test_a_form_that_is_closed_by_now_is_none(self, told: Told) -> None:
        told.stands(Kind.FORM, told.open_form())
        told.people.close_view(HANDLE)
        outcome = told.hide.at_once(told.wish())
        assert (outcome.hidden.form, outcome.failures) == (False, [])

    def test_the_home_tab_turns_neutral(self, told: Told) -> None:
        told.client.views_publish(user_id=PERSON, view=HOME)
        told.hide.at_once(told.wish())
        home = told.people.home(HANDLE)
        assert home is not None
        assert HIDDEN in home.words
        assert "child" not in home.words


class TestRemembering:
    def test_what_their_threads_were_about_is_forgotten(self, told: Told) -> None:
        origin = told.asked_in_a_thread()
        told.hide.at_once(told.wish())
        assert told.threads.recall(origin) is None

    def test_what_was_asked_before_is_known_to_be_unwanted(self, told: Told) -> None:
        before = now()
        told.hide.at_once(told.wish())
        assert told.hide.wanted_since(TEAM, PERSON, before)
        assert not told.hide.wanted_since(TEAM, PERSON, now())
        assert not told.hide.wanted_since(TEAM, PERSON, None)


class TestTryingAgain:
    def test_what_was_said_after_the_wish_stays(self, told: Told) -> None:
        told.say("before")
        wish = told.wish()
        told.say("after")
        told.hide.until_done(wish)
        assert told.words() == ["after"]

    def test_what_failed_is_raised_so_that_the_queue_tries_again(self, told: Told) -> None:
        told.say("an answer")
        wish = told.wish()
        told.people.fail_next("chat.delete", error="internal_error")
        with pytest.raises(NotDelivered):
            told.hide.until_done(wish)
        told.hide.until_done(wish)
        assert told.words() == []


def test_with_redis_away_the_direct_message_and_the_home_tab_go_all_the_same(told: Told) -> None:
    told.client.views_publish(user_id=PERSON, view=HOME)
    told.say("an answer")
    told.redis.connection_pool.disconnect()
    told.redis.connection_pool.connection_kwargs["path"] = "/nowhere/redis.sock"
    outcome = told.hide.at_once(told.wish())
    assert outcome.store_away
    assert told.words() == []
    home = told.people.home(HANDLE)
    assert home is not None
    assert "child" not in home.words
