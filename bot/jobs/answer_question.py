"""One question answered and shown where it was asked."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from actions.handlers import Handlers
from actions.intents import Intent
from actions.urgency import Urgency
from bot.jobs.answering import Answering, Heard, Reply
from bot.jobs.delivery import Blocks, Delivery, Posted
from bot.jobs.hide import Hide
from bot.jobs.screen import Place
from bot.jobs.two_questions import NOT_ASKED
from bot.messages import AnswerRef, Earlier, HideWish, Origin, Question
from bot.slack.blocks.answer import Around, answer_blocks, ask_back_blocks
from bot.slack.blocks.notices import hidden
from bot.slack.blocks.wording import HIDDEN_NOTIFICATION, NOTIFICATION
from bot.slack.config import Contact
from bot.store.answers import AnswerStore, ShownAnswer
from bot.store.threads import ThreadStore

NOT_REMEMBERED = NOT_ASKED | {Intent.NLU_FALLBACK, Intent.OUT_OF_SCOPE}
"""What is said in between: a thread is still about what was asked before it."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class AnswerQuestion:
    """Call it with a question; calling it twice with the same one shows one answer."""

    answering: Answering
    handlers: Handlers
    delivery: Delivery
    answers: AnswerStore
    threads: ThreadStore
    guidance_version: str
    contacts: Sequence[Contact]
    hide: Hide
    alarm: Callable[[Question], None]
    """Tells the leads of a danger; once for each question, however often it is called."""
    now: Callable[[], datetime]

    def __call__(self, question: Question) -> None:
        """Raises `NotDelivered` or `StoreUnavailable`: then call again."""
        earlier = self.threads.recall(question.origin)
        self.show(question, self.answering.reply(Heard(question.text, question.urgency, earlier)))

    def choose(self, question: Question, intent: Intent) -> None:
        """Answer what the practitioner picked when asked back."""
        self.show(question, self.answering.chosen(intent, question.urgency))

    def show(self, question: Question, reply: Reply) -> None:
        """Bring the answer to where it was asked for, and keep the trace that its buttons need.

        What was asked before its person wanted all hidden is not shown: it would come up after they were told so.
        """
        if reply.intent is Intent.QUICK_EXIT:
            self._hide(question, reply)
            return
        if self._hidden_meanwhile(question, None):
            self._alarm(question, reply)
            return
        answer_id = hashlib.sha256(f"answer:{question.id}".encode()).hexdigest()[:24]
        posted = self._posted(question, self._blocks(question, reply, answer_id))
        self._alarm(question, reply)  # also where the answer stands from an attempt that failed after it
        if posted is None or self._hidden_meanwhile(question, posted):
            return
        ref = AnswerRef(
            id=answer_id,
            question_id=question.id,
            intent=reply.intent,
            urgency=reply.urgency,
            guidance_version=self.guidance_version,
            model=reply.model,
        )
        self.answers.remember(self._shown(ref, question.origin, posted))
        if reply.intent not in NOT_REMEMBERED:
            self.threads.remember(question.origin, Earlier(intent=reply.intent, entities=reply.named))
        log.info("answered", answer=answer_id, intent=reply.intent, urgency=reply.urgency, via=question.origin.via)

    def _hide(self, question: Question, reply: Reply) -> None:
        """The words, as read by the model or picked when asked back, want all off the screen."""
        self._alarm(question, reply)
        origin, at = question.origin, question.asked_at or self.now()
        came_of_it = self.hide.until_done(HideWish(team_id=origin.team_id, user_id=origin.user_id, at=at))
        self.delivery.show(question.id, origin.privately(), hidden(came_of_it), HIDDEN_NOTIFICATION)
        log.info("hidden", via=origin.via)

    def _hidden_meanwhile(self, question: Question, posted: Posted | None) -> bool:
        """Whether this is not wanted any more; what was just posted, while that was wanted, goes."""
        origin = question.origin
        if not self.hide.wanted_since(origin.team_id, origin.user_id, question.asked_at):
            return False
        if posted and posted.lasting:
            self.hide.message(Place(posted.channel_id, posted.ts))
        log.info("not_shown", reason="hidden", via=origin.via)
        return True

    def _alarm(self, question: Question, reply: Reply) -> None:
        if reply.urgency is Urgency.ALERT:
            self.alarm(question)

    def _posted(self, question: Question, blocks: Blocks) -> Posted | None:
        """An edited question has its answer put in the old one's place, where that still stands."""
        origin = question.origin
        if question.edited and origin.message_ts:
            old = self.answers.find(origin.team_id, origin.channel_id, origin.message_ts)
            if old and self.delivery.replace(old.channel_id, old.ts, blocks, NOTIFICATION):
                return Posted(old.channel_id, old.ts, lasting=True)
        return self.delivery.show(question.id, origin, blocks, NOTIFICATION)

    def _blocks(self, question: Question, reply: Reply, answer_id: str) -> Blocks:
        around: Around = {
            "urgency": _still_to_tell(question.urgency, reply.urgency),
            "kinds": question.kinds,
            "still_in_slack": question.origin.via in {"dm", "mention"},
            "from_keywords": reply.from_keywords,
            "contacts": self.contacts,
        }
        if reply.intent is Intent.NLU_FALLBACK:
            choices = [(intent, self.handlers.label(intent)) for intent in reply.choices]
            return ask_back_blocks(reply.answer, answer_id, choices, **around)
        return answer_blocks(reply.answer, answer_id, **around)

    def _shown(self, ref: AnswerRef, origin: Origin, posted: Posted) -> ShownAnswer:
        return ShownAnswer(
            ref=ref,
            team_id=origin.team_id,
            user_id=origin.user_id,
            channel_id=posted.channel_id,
            ts=posted.ts if posted.lasting else "",
            question_channel_id=origin.channel_id if origin.message_ts else None,
            question_ts=origin.message_ts,
            shown_at=self.now(),
        )


def _still_to_tell(told: Urgency, found: Urgency) -> Urgency:
    """The listener has given the emergency line where the rules saw danger; the model may have seen it only now."""
    return Urgency.NONE if told is Urgency.ALERT else found
