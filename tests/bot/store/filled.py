"""A Redis in which every store keeps something."""

from datetime import timedelta

from redis import Redis

from actions.intents import Intent
from bot.messages import Earlier, Kind, Origin, Standing
from bot.store.answers import AnswerStore
from bot.store.cipher import Cipher
from bot.store.decisions import DecisionStore
from bot.store.deliveries import DeliveryStore
from bot.store.escalations import EscalationNote, EscalationNotes
from bot.store.feedback import Feedback, FeedbackStore, Verdict
from bot.store.on_screen import OnScreenStore
from bot.store.reviews import Due, ReviewStore
from bot.store.threads import ThreadStore
from bot.store.trail import SYSTEM, Act, Entry, Trail
from tests.bot.store.samples import CHANNEL, NOW, PERSON, TEAM, answer_ref, shown_answer
from tests.bot.store.test_decisions import record


def fill(client: Redis, cipher: Cipher, trail: Trail) -> None:
    """Of each kind at least one."""
    DecisionStore(client, cipher).save(record(), trail)
    note = EscalationNote(reference="L-1", request_id="r1", team_id=TEAM, user_id=PERSON, urgency="today", asked_at=NOW)
    EscalationNotes(client, cipher).save(note, trail)
    trail.append(Entry(at=NOW, team_id=TEAM, user_id=SYSTEM, act=Act.EXPORTED, reference=PERSON), once="export")
    AnswerStore(client, cipher).remember(shown_answer())
    opinion = Feedback(team_id=TEAM, user_id=PERSON, answer=answer_ref(), verdict=Verdict.HELPFUL, given_at=NOW)
    FeedbackStore(client, cipher).save(opinion)
    origin = Origin(team_id=TEAM, channel_id=CHANNEL, user_id=PERSON, message_ts="1.1", via="dm")
    ThreadStore(client, cipher).remember(origin, Earlier(intent=Intent.ASK_CONSENT))
    on_screen = OnScreenStore(client, cipher)
    for kind in Kind:
        on_screen.note(Standing(kind=kind, team_id=TEAM, user_id=PERSON, id=f"{kind}-1", at=NOW))
    on_screen.hide(TEAM, PERSON, NOW)
    deliveries = DeliveryStore(client, cipher)
    deliveries.begin("begun")
    deliveries.done("done", "1.1")
    due = Due(reference=note.reference, since=NOW, period=1)
    ReviewStore(client, cipher, timedelta(days=90)).remember_told(TEAM, [due])
