"""The guided decision: closed questions in, and what the guidance points towards out."""

from actions.assessment import AssessmentQuestion, Outcome, questions
from bot.slack.blocks.kit import (
    Block,
    Blocks,
    Style,
    View,
    actions,
    bullets,
    button,
    context,
    header,
    markup,
    modal,
    plain_text,
    section,
)
from bot.slack.ids import Action
from bot.slack.ids import View as ViewId

TITLE = "Help me decide"
DISCLAIMER = "This points towards an answer. The decision is yours or your safeguarding lead's."


def assessment_view(private_metadata: str) -> View:
    """Every question on one page; what is left open counts as not sure."""
    return modal(
        ViewId.ASSESSMENT,
        TITLE,
        [
            section("If a child may be in danger now, call 999 before you go on."),
            context("Leave open what you do not know: it counts as not sure. Nothing of this is kept."),
            *(_question(each) for each in questions()),
        ],
        submit="Show what it points to",
        private_metadata=private_metadata,
    )


def outcome_view(outcome: Outcome, answer_id: str | None = None) -> View:
    """What the answers point towards, why, and what to do next."""
    return modal(
        ViewId.CLOSED,
        TITLE,
        [
            *([markup("*If a child may be in danger now, call 999.*")] if outcome.urgent else []),
            header(outcome.title),
            section(outcome.text),
            *([bullets(_fix_title(outcome), outcome.fix_first)] if outcome.fix_first else []),
            *([bullets("Also", outcome.also)] if outcome.also else []),
            context(_cited(outcome)),
            context(DISCLAIMER),
            *_next(outcome, answer_id),
        ],
    )


def _question(question: AssessmentQuestion) -> Block:
    block: Block = {
        "type": "input",
        "block_id": question.id,
        "optional": True,
        "label": plain_text(question.label),
        "element": {
            "type": "static_select",
            "action_id": question.id,
            "placeholder": plain_text("Not sure"),
            "options": [{"text": plain_text(each.label), "value": each.value} for each in question.choices],
        },
    }
    return block | ({"hint": plain_text(question.hint)} if question.hint else {})


def _fix_title(outcome: Outcome) -> str:
    return "Put right before sharing" if outcome.blocked else "Put right if you can, without delay"


def _cited(outcome: Outcome) -> str:
    cited = [f"principles: {', '.join(each.replace('_', ' ') for each in outcome.principles)}"]
    if outcome.key_questions:
        cited.append(f"key questions: {_numbers(outcome.key_questions)}")
    if outcome.golden_rules:
        cited.append(f"golden rules: {_numbers(outcome.golden_rules)}")
    if outcome.cites_unsure:
        cited.append("its line on seeking advice where there is uncertainty")
    return f"From the guidance: {'; '.join(cited)}."


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _next(outcome: Outcome, answer_id: str | None) -> Blocks:
    """A lead stands first where the outcome calls for one."""
    lead = button("Speak to a lead", Action.REQUEST_LEAD, answer_id, Style.DANGER if outcome.urgent else None)
    record = button("Record the decision", Action.RECORD_DECISION, answer_id, Style.PRIMARY)
    return [actions(lead, record) if outcome.urgent else actions(record, lead)]
