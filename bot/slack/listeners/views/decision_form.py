"""The decision form, submitted: checked and saved before Slack is told that all is well."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from actions.decisions import DecisionRecord, InvalidDecision, Owner, fields, make_record
from actions.decisions.fields import Value
from actions.redaction import redact
from actions.urgency import Urgency, assess
from actions.wording import plain, seen
from bot.messages import Origin
from bot.slack.actor import Actor
from bot.slack.blocks.confirmation import confirmation_view
from bot.slack.blocks.wording import DANGER_FIRST, FORM_OUTDATED, STORE_AWAY
from bot.slack.form_state import form_values, shown_inputs
from bot.slack.ids import View
from bot.slack.leads import alarm_leads
from bot.slack.metadata import FormMetadata, TamperedMetadata
from bot.slack.needs import Needs
from bot.slack.payloads import OpenView, Submission
from bot.slack.ports import Unavailable
from bot.slack.references import record_reference
from bot.slack.services import Services

log = structlog.get_logger(__name__)

NEEDS = Needs(scopes=("chat:write",), interactive=True)

FREE_TEXT = frozenset({"text", "long_text"})


def register(app: App) -> None:
    """The form's own callback id."""
    app.view(View.DECISION_FORM)(handle_decision_form)


@dataclass(frozen=True)
class Cleaned:
    """What was filled in, identifiers out; `danger` when the words raise the alarm."""

    values: Mapping[str, Value | None]
    kinds: tuple[str, ...]
    danger: bool


def handle_decision_form(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Errors stand under their fields; the form stays open until the record is in the store.

    Words of danger bring 999 and the leads' alarm whether it is saved or not.
    """
    form = Submission.model_validate(body).view
    cleaned = clean(form_values(form))
    try:
        _save(ack, form, cleaned, actor, services)
    finally:
        if cleaned.danger:
            _alarm(form, actor, client, services)


def _save(ack: Ack, form: OpenView, cleaned: Cleaned, actor: Actor, services: Services) -> None:
    try:
        record = services.ports.decisions.save(_record(form, cleaned, actor, services))
    except TamperedMetadata:
        log.warning("tampered_metadata")
        _refuse(ack, form, cleaned, {"decision": FORM_OUTDATED})
    except InvalidDecision as invalid:
        log.info("decision_refused", fields=sorted(invalid.errors))
        _refuse(ack, form, cleaned, invalid.errors)
    except Unavailable:
        log.warning("decision_not_saved")
        _refuse(ack, form, cleaned, {"decision": STORE_AWAY})
    else:
        log.info("decision_saved", reference=record.reference)
        view = confirmation_view(
            record, kinds=cleaned.kinds, danger=cleaned.danger, card_comes=_card_queued(record, services)
        )
        ack(response_action="update", view=view)


def clean(values: Mapping[str, Value | None]) -> Cleaned:
    """Danger is looked for in the words as typed, then identifiers are taken out of them."""
    typed = {field.id for field in fields() if field.kind in FREE_TEXT}
    texts = {
        field_id: seen(value) for field_id, value in values.items() if field_id in typed and isinstance(value, str)
    }
    danger = any(assess(plain(text).text) is Urgency.ALERT for text in texts.values())
    redacted = {field_id: redact(text) for field_id, text in texts.items()}
    kinds = dict.fromkeys(str(kind) for each in redacted.values() for kind in each.kinds)
    return Cleaned({**values, **{field_id: each.text for field_id, each in redacted.items()}}, tuple(kinds), danger)


def _record(form: OpenView, cleaned: Cleaned, actor: Actor, services: Services) -> DecisionRecord:
    metadata = FormMetadata.read(form.private_metadata)
    return make_record(
        cleaned.values,
        reference=record_reference(metadata.submission_id),
        submission_id=metadata.submission_id,
        owner=Owner(team_id=actor.team_id, user_id=actor.user_id),
        now=services.now(),
        guidance_version=services.config.guidance_version,
    )


def _card_queued(record: DecisionRecord, services: Services) -> bool:
    """The record is safe by now, so a queue that is away costs the card only."""
    try:
        services.ports.decisions.confirm(record)
    except Unavailable:
        log.warning("card_not_queued", reference=record.reference)
        return False
    return True


def _alarm(form: OpenView, actor: Actor, client: WebClient, services: Services) -> None:
    """One alarm a form, however often it is sent."""
    origin = Origin(team_id=actor.team_id, channel_id="", user_id=actor.user_id, message_ts=None, via="home")
    alarm_leads(f"form:{form.id}", origin, client, services)


def _refuse(ack: Ack, form: OpenView, cleaned: Cleaned, errors: Mapping[str, str]) -> None:
    said = placed(errors, shown_inputs(form))
    if cleaned.danger:
        first = next(iter(said))
        said[first] = f"{DANGER_FIRST} {said[first]}"
    ack(response_action="errors", errors=said)


def placed(errors: Mapping[str, str], shown: list[str]) -> dict[str, str]:
    """Each message under a field that this view shows: its own, or else the nearest shown one above it.

    Slack refuses an error for a block that is not there.
    """
    order = [field.id for field in fields()]
    gathered: dict[str, list[str]] = {}
    for field_id, message in errors.items():
        gathered.setdefault(_nearest(field_id, shown, order), []).append(message)
    return {block_id: " ".join(messages) for block_id, messages in gathered.items()}


def _nearest(field_id: str, shown: list[str], order: list[str]) -> str:
    if field_id in shown or field_id not in order or not shown:
        return field_id if field_id in shown or not shown else shown[0]
    above = [each for each in order[: order.index(field_id)] if each in shown]
    return above[-1] if above else shown[0]
