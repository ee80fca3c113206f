"""What the answers point towards, with all that goes with it."""

from pydantic import BaseModel, ConfigDict

from actions.assessment.inputs import Inputs
from actions.assessment.table import AssessmentQuestion, Check, Code, Principle, Wording, table


class Outcome(BaseModel):
    """An answer that leaves the decision with a person.

    `key_questions` (1 to 4) and `golden_rules` (1 to 7) number the guidance's own lists; `cites_unsure` is its line on
    seeking advice where there is uncertainty. `fix_first` says what to put right before sharing, and `blocked` whether
    sharing should wait for it.
    """

    model_config = ConfigDict(frozen=True)

    code: Code
    row: str
    title: str
    text: str
    principles: tuple[Principle, ...]
    key_questions: tuple[int, ...] = ()
    golden_rules: tuple[int, ...] = ()
    cites_unsure: bool = False
    shares: bool = False
    urgent: bool = False
    fix_first: tuple[str, ...] = ()
    blocked: bool = False
    also: tuple[str, ...] = ()
    """What goes with it: danger to be ruled out, telling the child or family, recording."""


def assess_sharing(inputs: Inputs) -> Outcome:
    """What the guidance points towards for these answers; every combination has an outcome."""
    answers = inputs.model_dump()
    row = table().row_for(answers)
    wording = table().outcomes[table().outcome_for(answers)]
    doubt = inputs.danger_now == "unsure"
    fixes = _to_fix(answers) if wording.shares else ()
    return Outcome(
        code=wording.code,
        row=row.id,
        title=wording.title,
        text=wording.text,
        principles=_cited(wording, fixes, doubt),
        key_questions=wording.key_questions,
        golden_rules=tuple(sorted({*wording.golden_rules, *((3, 5) if doubt else ()), *((6,) if fixes else ())})),
        cites_unsure=wording.unsure or doubt,
        shares=wording.shares,
        urgent=wording.urgent or wording.code in {Code.EMERGENCY, Code.ADVICE_NOW} or doubt,
        fix_first=tuple(check.fix for check in fixes),
        blocked=any(check.always_blocks or not (wording.never_blocks or doubt) for check in fixes),
        also=_also(wording, inputs),
    )


def questions() -> tuple[AssessmentQuestion, ...]:
    """The closed questions, in the order asked."""
    return table().questions


def _to_fix(answers: dict[str, str]) -> tuple[Check, ...]:
    return tuple(check for check in table().checklist if answers[check.id] != "yes")


def _cited(wording: Wording, fixes: tuple[Check, ...], doubt: bool) -> tuple[Principle, ...]:
    timely: tuple[Principle, ...] = ("timely",) if doubt else ()
    return tuple(dict.fromkeys((*wording.principles, *timely, *(check.principle for check in fixes))))


def _also(wording: Wording, inputs: Inputs) -> tuple[str, ...]:
    doubt = (table().danger_unsure,) if inputs.danger_now == "unsure" else ()
    telling = (table().telling[inputs.tell_safe],) if wording.shares else ()
    return (*doubt, *telling, table().record)
