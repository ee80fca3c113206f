"""An answer, as a practitioner reads it in Slack."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from slack_sdk.models.blocks import ButtonElement

from actions.answer import Answer, Applied, Offer
from actions.intents import Intent
from actions.urgency import Urgency
from bot.slack.blocks.emergency import danger_question, emergency
from bot.slack.blocks.kit import (
    MESSAGE_CHARACTERS,
    Block,
    Blocks,
    Style,
    actions,
    bullets,
    button,
    context,
    divider,
    header,
    quote,
    section,
    titled,
)
from bot.slack.blocks.wording import kinds_taken_out
from bot.slack.config import Contact
from bot.slack.ids import ASK_BACK_PREFIX, Action

CHOICES = 3
QUOTES = 8
CITED = 12
STEPS = 8

FROM_KEYWORDS = (
    "My understanding of language is away just now, so I went by keywords. Please check that this answers your"
    " question, or ask a safeguarding lead."
)

_OFFERS: dict[Offer, tuple[str, Action]] = {
    Offer.RECORD_DECISION: ("Record a decision", Action.RECORD_DECISION),
    Offer.START_ASSESSMENT: ("Help me decide", Action.START_ASSESSMENT),
    Offer.REQUEST_LEAD: ("Speak to a lead", Action.REQUEST_LEAD),
}


class Around(TypedDict, total=False):
    """What stands around an answer."""

    urgency: Urgency
    """Puts the emergency, or the question about it, at its head."""
    kinds: tuple[str, ...]
    """Kinds of identifier taken out of the question."""
    still_in_slack: bool
    """The question is a message of the asker's own, which only they can delete."""
    from_keywords: bool
    """No language model spoke."""
    contacts: Sequence[Contact]
    """Local numbers, for an emergency."""


def answer_blocks(answer: Answer, answer_id: str, **around: Unpack[Around]) -> Blocks:
    """The whole answer with its buttons, which carry `answer_id` alone."""
    parts = [
        *_urgency_head(around.get("urgency", Urgency.NONE), answer_id, around.get("contacts", ())),
        header(answer.title),
        section(answer.opening),
        *(quote(each.text, f"The guidance, under “{each.heading}”") for each in answer.quotes[:QUOTES]),
        *_applied(answer),
        *([titled("Not on the page", answer.not_covered)] if answer.not_covered else []),
        *([bullets("What to do next", answer.next_steps[:STEPS])] if answer.next_steps else []),
        *_besides(answer),
        *([context(FROM_KEYWORDS)] if around.get("from_keywords") else []),
        *_taken_out(around),
        *([context(f"Source: {'; '.join(answer.sources)}")] if answer.sources else []),
    ]
    return [*_within(parts), *_buttons(answer.offers, answer_id)]


def ask_back_blocks(
    answer: Answer,
    answer_id: str,
    choices: Sequence[tuple[Intent, str]],
    **around: Unpack[Around],
) -> Blocks:
    """Up to three readings of an unclear question, to pick from, and a person instead; a sign of danger heads them.

    `choices` are labels with their wording (`Handlers.label`).
    """
    picks = [button(label, f"{ASK_BACK_PREFIX}{intent}", answer_id) for intent, label in choices[:CHOICES]]
    return [
        *_urgency_head(around.get("urgency", Urgency.NONE), answer_id, around.get("contacts", ())),
        header(answer.title),
        section(answer.opening),
        *([actions(*picks)] if picks else []),
        *_taken_out(around),
        *_buttons((Offer.REQUEST_LEAD,), answer_id, rated=False),
    ]


def _taken_out(around: Around) -> Blocks:
    kinds = around.get("kinds", ())
    return [context(kinds_taken_out(kinds, still_in_slack=around.get("still_in_slack", False)))] if kinds else []


def _urgency_head(urgency: Urgency, answer_id: str, contacts: Sequence[Contact]) -> Blocks:
    if urgency is Urgency.ALERT:
        return [*emergency(contacts, answer_id)[:-1], divider()]
    if urgency is Urgency.CHECK:
        return [*danger_question(answer_id), divider()]
    return []


def _applied(answer: Answer) -> Blocks:
    rules = [f"{each.name}: {each.why}" for each in answer.principles]
    rules += [f"Golden rule {each.id}, {_lower_first(each)}: {each.why}" for each in answer.golden_rules]
    return [bullets("Why: what applies here", rules[:CITED])] if rules else []


def _besides(answer: Answer) -> Blocks:
    if answer.besides is None:
        return []
    quotes = (quote(each.text, f"The guidance, under “{each.heading}”") for each in answer.besides.quotes)
    gap = answer.besides.not_covered
    return [
        divider(),
        titled(f"You also asked: {answer.besides.title}", answer.besides.opening),
        *quotes,
        *([titled("Not on the page", gap)] if gap else []),
    ]


def _lower_first(rule: Applied) -> str:
    return rule.name[:1].lower() + rule.name[1:]


def _buttons(offers: Sequence[Offer], answer_id: str, *, rated: bool = True) -> Blocks:
    offered: list[ButtonElement] = [
        button(text, action_id, answer_id, Style.PRIMARY if place == 0 else None)
        for place, (text, action_id) in enumerate(_OFFERS[offer] for offer in dict.fromkeys(offers))
    ]
    rating = [
        button("Helpful", Action.FEEDBACK_HELPFUL, answer_id),
        button("Not helpful", Action.FEEDBACK_UNHELPFUL, answer_id),
    ]
    hide = button("Hide this now", Action.HIDE_NOW, answer_id)
    return [*([actions(*offered)] if offered else []), actions(*(rating if rated else []), hide)]


def _within(parts: Blocks) -> Blocks:
    """As many parts from the top as Slack takes in one message; the answer's own limit is far below."""
    kept: Blocks = []
    left = MESSAGE_CHARACTERS - 1000
    for part in parts:
        left -= _length(part)
        if left < 0:
            break
        kept.append(part)
    return kept


def _length(block: Block) -> int:
    texts = [block.get("text"), *block.get("elements", ())]
    return sum(len(str(each.get("text", ""))) for each in texts if isinstance(each, dict))
