"""The guided decision, held over every combination of answers to the questions that decide it."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from actions.assessment import Code, Inputs, assess_sharing, questions
from actions.assessment.table import table

DECIDING = questions()[:11]
Answers = dict[str, str]


def combinations() -> Iterator[Answers]:
    names = [question.id for question in DECIDING]
    for values in itertools.product(*([choice.value for choice in question.choices] for question in DECIDING)):
        yield dict(zip(names, values, strict=True))


@pytest.fixture(scope="module")
def seen() -> Counter[tuple[str, str, str, str, str, str]]:
    """How many combinations end so: outcome, danger, risk, consent, whether the basics are settled, basis."""
    decide = table().outcome_for
    counted: Counter[tuple[str, str, str, str, str, str]] = Counter()
    for answers in combinations():
        settled = "yes" if answers["purpose"] == answers["role"] == answers["verified"] == "yes" else "no"
        key = (
            decide(answers), answers["danger_now"], answers["risk"], answers["consent"], settled, answers["basis"]
        )  # fmt: skip
        counted[key] += 1
    return counted


Seen = Counter[tuple[str, str, str, str, str, str]]


def code(outcome: str) -> Code:
    return table().outcomes[outcome].code


def test_every_combination_has_an_outcome(seen: Seen):
    assert seen.total() == 551_124


def test_every_outcome_is_reached(seen: Seen):
    assert {outcome for outcome, *_ in seen} == set(table().outcomes)


def test_danger_now_is_always_an_emergency(seen: Seen):
    assert {outcome for outcome, danger, *_ in seen if danger == "yes"} == {"emergency"}
    assert {danger for outcome, danger, *_ in seen if outcome == "emergency"} == {"yes"}


def test_never_towards_silence_while_harm_cannot_be_ruled_out(seen: Seen):
    hot = {outcome for outcome, danger, risk, *_ in seen if risk in {"harm", "unsure"} or danger == "unsure"}
    assert Code.DO_NOT_SHARE not in map(code, hot)


def test_never_towards_waiting_while_danger_is_uncertain(seen: Seen):
    doubtful = {code(outcome) for outcome, danger, *_ in seen if danger == "unsure"}
    assert not doubtful & {Code.ADVICE, Code.ASK_CONSENT, Code.DO_NOT_SHARE}


def test_never_towards_sharing_before_purpose_recipient_and_identity_are_settled(seen: Seen):
    unsettled = {outcome for outcome, danger, *_, settled, _ in seen if settled == "no" and danger != "yes"}
    assert not [outcome for outcome in unsettled if table().outcomes[outcome].shares]


def test_refusal_alone_is_never_a_reason_not_to_share_where_harm_is_at_risk(seen: Seen):
    refused = {
        outcome for outcome, _, risk, consent, *_ in seen if consent in {"refused", "withdrawn"} and risk == "harm"
    }
    assert Code.DO_NOT_SHARE not in map(code, refused)


def test_sharing_at_need_level_without_consent_stays_narrow(seen: Seen):
    assert sum(count for (outcome, *_), count in seen.items() if outcome == "share_minimum") == 12


@pytest.mark.parametrize("name", sorted(table().outcomes))
class TestWording:
    def test_cites_a_principle_and_a_question_or_rule(self, name: str):
        wording = table().outcomes[name]
        assert wording.principles
        assert wording.key_questions or wording.golden_rules

    def test_points_towards_and_never_judges(self, name: str):
        said = f"{table().outcomes[name].title} {table().outcomes[name].text}".lower()
        assert not re.search(r"\byou must\b|approved|meets? (the )?threshold|\ballowed\b|\bwe (have )?decided", said)

    def test_sharing_or_silence_is_said_to_point_towards_it(self, name: str):
        wording = table().outcomes[name]
        if wording.code is not Code.EMERGENCY and (wording.shares or wording.code is Code.DO_NOT_SHARE):
            assert "points towards" in wording.title

    def test_fits_a_slack_modal(self, name: str):
        assert len(table().outcomes[name].title) <= 150
        assert len(table().outcomes[name].text) <= 600


SHARED_WITHOUT_CONSENT = {
    "danger_now": "no", "purpose": "yes", "role": "yes", "verified": "yes", "identifies": "yes", "compelled": "no",
    "consent": "refused", "basis": "yes", "risk": "harm", "detriment": "no", "confidential": "yes",
    "scope_min": "yes", "labelled": "yes", "adequate": "yes", "secure": "yes", "tell_safe": "no",
}  # fmt: skip
AGREED = SHARED_WITHOUT_CONSENT | {"consent": "given", "risk": "need"}


def outcome_of(answers: Answers, **changed: str):
    return assess_sharing(Inputs.model_validate(answers | changed))


def test_harm_with_another_basis_points_towards_sharing_though_consent_was_refused():
    outcome = outcome_of(SHARED_WITHOUT_CONSENT)
    assert outcome.code is Code.SHARE_WITHOUT_CONSENT
    assert 4 in outcome.golden_rules
    assert not outcome.fix_first


def test_answers_not_given_count_as_unsure_and_ask_for_advice_now():
    outcome = assess_sharing(Inputs())
    assert outcome.urgent
    assert not outcome.shares
    assert outcome.cites_unsure


def test_doubt_about_danger_goes_with_whatever_follows():
    outcome = outcome_of(SHARED_WITHOUT_CONSENT, danger_now="unsure")
    assert outcome.code is Code.SHARE_WITHOUT_CONSENT
    assert outcome.urgent
    assert table().danger_unsure in outcome.also


@pytest.mark.parametrize("gap", ["scope_min", "labelled", "adequate", "secure"])
def test_what_is_not_in_order_is_put_right_first(gap: str):
    outcome = outcome_of(AGREED, **{gap: "no"})
    assert len(outcome.fix_first) == 1
    assert outcome.blocked


@pytest.mark.parametrize("gap", ["scope_min", "labelled", "adequate"])
def test_where_harm_is_at_risk_the_checklist_prompts_and_never_blocks(gap: str):
    outcome = outcome_of(SHARED_WITHOUT_CONSENT, **{gap: "unsure"})
    assert outcome.fix_first
    assert not outcome.blocked


def test_an_insecure_channel_is_always_left():
    outcome = outcome_of(SHARED_WITHOUT_CONSENT, danger_now="yes", secure="no")
    assert outcome.code is Code.EMERGENCY
    assert outcome.blocked
    assert "phone" in outcome.fix_first[0]


@pytest.mark.parametrize(
    ("safe", "word"), [("yes", "Tell the child"), ("no", "Do not tell"), ("unsure", "Ask your lead")]
)
def test_sharing_says_whether_to_tell_the_family(safe: str, word: str):
    outcome = outcome_of(SHARED_WITHOUT_CONSENT, tell_safe=safe)
    assert outcome.shares
    assert any(line.startswith(word) for line in outcome.also)


@pytest.mark.parametrize("danger", ["yes", "no", "unsure"])
@pytest.mark.parametrize("purpose", ["yes", "no", "unsure"])
def test_every_outcome_ends_with_recording(danger: str, purpose: str):
    assert outcome_of(AGREED, danger_now=danger, purpose=purpose).also[-1] == table().record


def test_the_order_of_answers_does_not_matter():
    backwards = dict(reversed(SHARED_WITHOUT_CONSENT.items()))
    assert outcome_of(backwards) == outcome_of(SHARED_WITHOUT_CONSENT)


def test_answers_outside_the_closed_choices_are_refused():
    with pytest.raises(ValueError, match="danger_now"):
        Inputs.model_validate({"danger_now": "perhaps"})
