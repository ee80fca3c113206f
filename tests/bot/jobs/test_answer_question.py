"""An answer shown, or not shown any more because its person has wanted all hidden meanwhile."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from actions.guidance import load_guidance
from actions.handlers import build_handlers
from actions.intents import Intent
from actions.keywords import load_keywords
from bot.jobs.answer_question import AnswerQuestion
from bot.jobs.answering import Answering
from bot.jobs.delivery import Delivery
from bot.jobs.notices import Notices
from bot.messages import CardOf, Origin, Question
from bot.nlu.parse import Parse
from bot.slack.blocks.wording import HIDDEN
from bot.store.anchor import Anchor
from bot.store.decisions import DecisionStore
from bot.store.deliveries import DeliveryStore
from bot.store.escalations import EscalationNotes
from bot.store.trail import Trail
from tests.bot.jobs.hiding import PERSON, TEAM, Told, now
from tests.bot.jobs.parses import parse
from tests.bot.store.test_decisions import record as decision_record


class Saying:
    """A language process that says one thing, and lets something happen meanwhile."""

    def __init__(self, said: Parse) -> None:
        self.said = said
        self.meanwhile = lambda: None

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        self.meanwhile()
        return [self.said for _ in texts]


class Answered:
    """A worker's way from a question to the screen."""

    def __init__(self, told: Told, said: Parse) -> None:
        self.told, self.language = told, Saying(said)
        self.alarms: list[str] = []
        handlers = build_handlers(load_guidance())
        self.delivery = Delivery(told.client, DeliveryStore(told.redis, told.cipher))
        self.answer = AnswerQuestion(
            answering=Answering(handlers, self.language, load_keywords()),
            handlers=handlers,
            delivery=self.delivery,
            answers=told.answers,
            threads=told.threads,
            guidance_version="g",
            contacts=(),
            hide=told.hide,
            alarm=lambda question: self.alarms.append(question.id),
            now=now,
        )

    def question(self, text: str = "do I need consent") -> Question:
        ts = self.told.people.dm("practitioner", text)
        origin = Origin(team_id=TEAM, channel_id=self.told.direct, user_id=PERSON, message_ts=ts, via="dm")
        return Question(id=f"q-{ts}", origin=origin, text=text, asked_at=now())


def test_an_answer_is_shown(told: Told) -> None:
    answered = Answered(told, parse(ask_consent=0.97))
    answered.answer(answered.question())
    assert len(told.words()) == 1


def test_what_was_asked_before_all_was_hidden_is_not_answered_after_it(told: Told) -> None:
    answered = Answered(told, parse(ask_consent=0.97))
    question = answered.question()
    told.hide.at_once(told.wish())
    answered.answer(question)
    assert told.words() == []
    assert told.answers.messages_in(TEAM, PERSON) == []


def test_what_is_asked_afterwards_is_answered(told: Told) -> None:
    answered = Answered(told, parse(ask_consent=0.97))
    told.hide.at_once(told.wish())
    answered.answer(answered.question())
    assert len(told.words()) == 1


def test_an_answer_that_was_being_posted_meanwhile_is_taken_down_again(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Answered(told, parse(ask_consent=0.97))
    post = told.client.chat_postMessage

    def post_late(**message: object) -> object:
        told.hide.at_once(told.wish())
        return post(**message)

    question = answered.question()
    monkeypatch.setattr(told.client, "chat_postMessage", post_late)
    answered.answer(question)
    assert told.words() == []


def test_the_leads_are_told_of_a_danger_though_its_person_has_hidden_all(told: Told) -> None:
    answered = Answered(told, parse(report_immediate_danger=0.97))
    question = answered.question("he is here")
    told.hide.at_once(told.wish())
    answered.answer(question)
    assert answered.alarms == [question.id]
    assert told.words() == []


class TestWishes:
    """Read by the model, or picked when asked back."""

    def test_a_wish_hides_and_leaves_only_that_it_did(self, told: Told) -> None:
        told.say("an earlier answer")
        answered = Answered(told, parse(quick_exit=0.97))
        answered.answer(answered.question("someone is coming get this off"))
        (words,) = told.words()
        assert HIDDEN in words

    def test_picked_when_asked_back_it_hides(self, told: Told) -> None:
        told.say("an earlier answer")
        answered = Answered(told, parse(ask_consent=0.97))
        answered.answer.choose(answered.question(), Intent.QUICK_EXIT)
        (words,) = told.words()
        assert HIDDEN in words

    def test_danger_beside_it_tells_the_leads(self, told: Told) -> None:
        answered = Answered(told, parse(quick_exit=0.5, report_immediate_danger=0.45))
        question = answered.question("someone is coming get this off")
        answered.answer(question)
        assert answered.alarms == [question.id]


def test_no_card_comes_up_after_all_was_hidden(told: Told, tmp_path: Path) -> None:
    record = decision_record()
    decisions = DecisionStore(told.redis, told.cipher)
    decisions.save(record, Trail(told.redis, told.cipher, Anchor(tmp_path, told.cipher)))
    answered = Answered(told, parse(ask_consent=0.97))
    owner = record.owner
    told.on_screen.hide(owner.team_id, owner.user_id, now())
    card = CardOf(team_id=owner.team_id, user_id=owner.user_id, reference=record.reference)
    requests = EscalationNotes(told.redis, told.cipher)
    Notices(answered.delivery, decisions, requests, told.hide, None).card(card)
    assert told.people.calls("chat.postMessage") == []
