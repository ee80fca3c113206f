"""Taking down what was said to one person, or in answer to one message."""

from dataclasses import dataclass

from bot.jobs.delivery import Delivery
from bot.messages import Origin
from bot.store.answers import AnswerStore, ShownAnswer
from bot.store.threads import ThreadStore


@dataclass(frozen=True)
class Hide:
    """Our messages only: Slack lets nobody take down another's. Raises `NotDelivered` or `StoreUnavailable`."""

    delivery: Delivery
    answers: AnswerStore
    threads: ThreadStore

    def everything(self, origin: Origin) -> None:
        """All that was said to this person lately, then whatever of ours still stands in the direct message.

        What their threads were about is forgotten first.
        """
        self.threads.forget(origin.team_id, origin.user_id)
        for shown in self.answers.messages_in(origin.team_id, origin.user_id):
            self._take_down(shown)
        self.delivery.sweep(self.delivery.direct_channel(origin.user_id))

    def answer_to(self, origin: Origin) -> None:
        """The answer to one message, which its writer has deleted."""
        if origin.message_ts is None:
            return
        shown = self.answers.find(origin.team_id, origin.channel_id, origin.message_ts)
        if shown is not None:
            self._take_down(shown)

    def _take_down(self, shown: ShownAnswer) -> None:
        if shown.ts:
            self.delivery.take_down(shown.channel_id, shown.ts)
        self.answers.forget(shown)
