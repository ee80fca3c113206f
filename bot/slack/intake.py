"""The way of every text that a person sends: danger first, then redaction, then the queue. Nothing else sees it raw."""

from dataclasses import dataclass

import structlog
from slack_sdk import WebClient

from actions.hiding import wants_hiding
from actions.redaction import redact
from actions.urgency import Urgency, assess
from actions.wording import MAX_CHARACTERS, Plain, plain
from bot.messages import Origin, Question
from bot.slack.actor import Actor
from bot.slack.blocks.emergency import emergency
from bot.slack.blocks.notices import hidden, notice
from bot.slack.blocks.wording import (
    AWAY,
    AWAY_ASK_AGAIN,
    BLANK,
    HIDDEN_NOTIFICATION,
    NOT_KNOWN_WHO,
    TOO_LONG,
    URGENT_NOTIFICATION,
)
from bot.slack.hiding import addressee, hide, note_message
from bot.slack.leads import alarm_leads
from bot.slack.ports import Unavailable
from bot.slack.reply import CALL_FAILURES, NotDelivered, Reply, in_thread, quietly, refusal_code, reply_to
from bot.slack.services import Services

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Asked:
    """A text as it was typed, where, and the id that every delivery of it gives."""

    id: str
    origin: Origin
    text: str
    edited: bool = False


def take_in(asked: Asked, actor: Actor, client: WebClient, services: Services) -> bool:
    """Screen a text and queue it; whether a worker will answer.

    An emergency is answered here and at once, whatever else is up or down. Raises `Unavailable`, after telling the
    person, when the queue is away or when Slack did not say who they are.
    """
    reply = reply_to(asked.origin, client, services.config.call_seconds)
    wording = plain(asked.text)
    urgency = assess(wording.text)
    unsaid = None
    if urgency is Urgency.ALERT:
        unsaid = _tell_emergency(asked, client, services)
        alarm_leads(asked.id, asked.origin, client, services, outsider=not actor.known)
    if not actor.known:
        _tell_held(asked, actor, reply, services)
        raise Unavailable("who asks is not known")
    if wording.is_blank or (wording.too_long and urgency is not Urgency.ALERT):
        _say_once(f"refused:{asked.id}", notice(BLANK if wording.is_blank else TOO_LONG), reply, services)
        return False
    if wants_hiding(wording.text) and asked.origin.via != "shortcut":  # there the words are somebody else's
        _hide(asked, actor, client, services)
        return False
    _enqueue(_question(asked, wording, urgency, services), actor, reply, services)
    if unsaid:
        raise unsaid  # so that Slack sends it again; the question itself is queued once
    return True


def _tell_emergency(asked: Asked, client: WebClient, services: Services) -> Exception | None:
    """Say it where it is sure to stay; the failure to, when Slack does not take it."""
    origin = asked.origin
    reply = reply_to(origin, client, services.config.call_seconds) if origin.response_url else in_thread(origin, client)
    key = f"emergency:{asked.id}"
    if key in services.told:
        return None
    said_to = addressee(origin.team_id, origin.user_id)
    try:
        ts = reply.say(emergency(services.config.contacts, said_to=said_to), URGENT_NOTIFICATION)
    except (*CALL_FAILURES, NotDelivered) as error:
        log.warning("emergency_not_said", error=type(error).__name__, code=refusal_code(error))
        return error
    services.told.remember(key)
    if ts and origin.via == "mention":
        note_message(origin, ts, services)
    log.info("emergency_said", via=origin.via)
    return None


def _hide(asked: Asked, actor: Actor, client: WebClient, services: Services) -> None:
    """At once, without model or queue; a second delivery hides nothing that was said since.

    In a channel it is said to them alone, also where answers may be read by all.
    """
    key = f"hidden:{asked.id}"
    if key not in services.told:
        reply = reply_to(asked.origin.privately(), client, services.config.call_seconds)
        reply.say(hidden(hide(actor, services)), HIDDEN_NOTIFICATION)
        services.told.remember(key)
        log.info("hidden", via=asked.origin.via)


def _question(asked: Asked, wording: Plain, urgency: Urgency, services: Services) -> Question:
    redacted = redact(wording.text)
    return Question(
        id=asked.id,
        origin=asked.origin,
        text=redacted.text[:MAX_CHARACTERS],  # cut only now: half an identifier would not be recognised
        kinds=tuple(redacted.kinds),
        urgency=urgency,
        too_long=wording.too_long,
        edited=asked.edited,
        asked_at=services.now(),
    )


def _enqueue(question: Question, actor: Actor, reply: Reply, services: Services) -> None:
    try:
        services.ports.intake.question(question)
    except Unavailable:
        _tell_away(question, actor, reply, services)
        raise
    log.info("question_queued", via=question.origin.via, urgency=question.urgency.value, kinds=list(question.kinds))


def _tell_away(question: Question, actor: Actor, reply: Reply, services: Services) -> None:
    """At the first delivery only: Slack's retries bring the same question again."""
    if actor.attempt:
        return
    sent_again_by_slack = question.origin.via in {"dm", "mention"}
    with quietly("away_not_said"):
        _say_once(f"away:{question.id}", notice(AWAY if sent_again_by_slack else AWAY_ASK_AGAIN), reply, services)


def _tell_held(asked: Asked, actor: Actor, reply: Reply, services: Services) -> None:
    """To them alone: they may be a guest. Slack sends an event again, by when they may be known."""
    with quietly("held_not_said"):
        if not actor.attempt:
            _say_once(f"held:{asked.id}", notice(NOT_KNOWN_WHO), reply, services)


def _say_once(key: str, blocks: list[dict[str, object]], reply: Reply, services: Services) -> None:
    if key not in services.told:
        reply.say(blocks)
        services.told.remember(key)
