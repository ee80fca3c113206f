"""Whom a message names, how consent stands and which rule it names change the answer."""

import pytest

from actions.answer import Coverage
from actions.entities import Agency, ConsentState
from actions.intents import Intent
from tests.actions.messages import answer, guidance, own_words

SHAPED_BY_AGENCY = (
    Intent.ASK_WHY_SHARE,
    Intent.ASK_LEGAL_BASIS,
    Intent.ASK_DATA_PROTECTION,
    Intent.ASK_CONSENT,
    Intent.ASK_SHARE_WITHOUT_CONSENT,
    Intent.ASK_BE_OPEN,
    Intent.ASK_WHEN_TO_SHARE,
    Intent.ASK_SEEK_ADVICE,
    Intent.ASK_NECESSARY_PROPORTIONATE,
    Intent.ASK_RELEVANT,
    Intent.ASK_ADEQUATE,
    Intent.ASK_ACCURATE,
    Intent.ASK_TIMELY,
    Intent.ASK_SECURE,
    Intent.ASK_RECORDING,
    Intent.REPORT_IMMEDIATE_DANGER,
)
SHAPED_BY_CONSENT = (
    Intent.ASK_LEGAL_BASIS,
    Intent.ASK_DATA_PROTECTION,
    Intent.ASK_CONSENT,
    Intent.ASK_SHARE_WITHOUT_CONSENT,
    Intent.ASK_BE_OPEN,
    Intent.ASK_WHEN_TO_SHARE,
    Intent.ASK_SEEK_ADVICE,
    Intent.ASK_NECESSARY_PROPORTIONATE,
    Intent.ASK_RELEVANT,
    Intent.ASK_TIMELY,
    Intent.ASK_RECORDING,
    Intent.REPORT_IMMEDIATE_DANGER,
    Intent.DESCRIBE_CONCERN,
)
ABOUT_CONSENT = (Intent.ASK_CONSENT, Intent.ASK_SHARE_WITHOUT_CONSENT)
NOT_GIVEN = [state for state in ConsentState if state is not ConsentState.GIVEN]
UNSHAPED = (Intent.GREET, Intent.THANKS_GOODBYE, Intent.ASK_HELP, Intent.QUICK_EXIT, Intent.OUT_OF_SCOPE)


@pytest.mark.parametrize("intent", SHAPED_BY_AGENCY)
def test_every_agency_changes_the_answer_in_a_way_of_its_own(intent: Intent):
    texts = {answer(intent).text} | {answer(intent, agency=(agency,)).text for agency in Agency}
    assert len(texts) == 1 + len(Agency)


@pytest.mark.parametrize("intent", SHAPED_BY_CONSENT)
def test_every_state_of_consent_changes_the_answer_in_a_way_of_its_own(intent: Intent):
    texts = {answer(intent).text} | {answer(intent, consent=(state,)).text for state in ConsentState}
    assert len(texts) == 1 + len(ConsentState)


@pytest.mark.parametrize("intent", UNSHAPED)
def test_small_talk_stays_the_same_whatever_is_named(intent: Intent):
    assert answer(intent, agency=(Agency.POLICE,), consent=(ConsentState.REFUSED,), rules=("4",)) == answer(intent)


@pytest.mark.parametrize("state", [ConsentState.REFUSED, ConsentState.WITHDRAWN])
@pytest.mark.parametrize("intent", [Intent.ASK_SHARE_WITHOUT_CONSENT, Intent.ASK_WHEN_TO_SHARE, Intent.ASK_TIMELY])
def test_refusal_alone_is_never_a_reason_not_to_share(intent: Intent, state: ConsentState):
    opening = answer(intent, consent=(state,)).opening
    assert "not, by itself, a reason to" in opening
    assert "child may be at risk" in opening


@pytest.mark.parametrize("state", [ConsentState.REFUSED, ConsentState.WITHDRAWN])
def test_a_refusal_does_not_settle_the_question_of_consent(state: ConsentState):
    opening = answer(Intent.ASK_CONSENT, consent=(state,)).opening
    assert "does not settle it" in opening
    assert "another lawful basis" in opening


@pytest.mark.parametrize("state", NOT_GIVEN)
def test_sharing_without_consent_opens_with_yes_and_names_the_rule(state: ConsentState):
    given_answer = answer(Intent.ASK_SHARE_WITHOUT_CONSENT, consent=(state,))
    assert given_answer.opening.startswith("Yes, you may")
    assert "4" in [rule.id for rule in given_answer.golden_rules]


def test_consent_given_stays_within_what_was_agreed():
    for intent in ABOUT_CONSENT:
        assert "within what was agreed" in answer(intent, consent=(ConsentState.GIVEN,)).opening


def test_when_asking_is_unsafe_the_page_points_away_from_asking():
    for intent in ABOUT_CONSENT:
        assert "points away" in answer(intent, consent=(ConsentState.UNSAFE_TO_SEEK,)).opening


def test_when_asking_was_unsafe_telling_may_be_too():
    opening = answer(Intent.ASK_BE_OPEN, consent=(ConsentState.UNSAFE_TO_SEEK,)).opening
    assert "may not be safe to tell" in opening


def test_a_yes_and_a_no_together_are_said_to_be_off_the_page():
    given_answer = answer(Intent.ASK_SHARE_WITHOUT_CONSENT, consent=(ConsentState.GIVEN, ConsentState.REFUSED))
    assert given_answer.coverage is Coverage.PARTIAL
    assert "people disagree" in (given_answer.not_covered or "")


def test_the_page_is_silent_on_consent_taken_back_and_the_answer_says_so():
    given_answer = answer(Intent.ASK_SHARE_WITHOUT_CONSENT, consent=(ConsentState.WITHDRAWN,))
    assert given_answer.coverage is Coverage.PARTIAL
    assert "taken back" in (given_answer.not_covered or "")


@pytest.mark.parametrize("state", list(ConsentState))
def test_in_danger_no_state_of_consent_slows_help(state: ConsentState):
    given_answer = answer(Intent.REPORT_IMMEDIATE_DANGER, consent=(state,))
    assert given_answer.opening.startswith("Call 999 first.")


SHARING_WITH_A_PARENT = tuple(
    intent for intent in SHAPED_BY_AGENCY if intent not in (Intent.ASK_RECORDING, Intent.REPORT_IMMEDIATE_DANGER)
)


@pytest.mark.parametrize("intent", SHARING_WITH_A_PARENT)
@pytest.mark.parametrize("others", [(), (Agency.CHILDREN_SOCIAL_CARE,)])
def test_telling_a_parent_is_kept_apart_from_sharing_with_an_agency(intent: Intent, others: tuple[Agency, ...]):
    opening = answer(intent, agency=(*others, Agency.PARENT_CARER)).opening
    assert "elling a parent" in opening or "send a parent" in opening
    assert "share with a parent" not in opening


@pytest.mark.parametrize(
    "intent",
    [
        Intent.ASK_WHEN_TO_SHARE,
        Intent.ASK_DATA_PROTECTION,
        Intent.ASK_CONSENT,
        Intent.ASK_SHARE_WITHOUT_CONSENT,
        Intent.ASK_NECESSARY_PROPORTIONATE,
        Intent.ASK_RELEVANT,
        Intent.ASK_BE_OPEN,
    ],
)
def test_before_a_parent_is_told_the_answer_asks_who_is_at_risk_from_them(intent: Intent):
    opening = answer(intent, agency=(Agency.PARENT_CARER,)).opening
    assert "who could be at risk from" in opening


def test_a_parent_is_not_warned_first_in_danger():
    opening = answer(Intent.REPORT_IMMEDIATE_DANGER, agency=(Agency.PARENT_CARER,)).opening
    assert "do not warn them first" in opening


def test_an_agency_is_named_where_the_answer_speaks_of_it():
    opening = answer(Intent.ASK_SHARE_WITHOUT_CONSENT, agency=(Agency.POLICE,)).opening
    assert opening.startswith("Yes, you may be able to share with the police without consent.")


def test_two_agencies_are_both_named():
    opening = answer(Intent.ASK_CONSENT, agency=(Agency.SCHOOL, Agency.POLICE)).opening
    assert "the school and the police" in opening


def test_many_agencies_are_not_all_listed():
    opening = answer(Intent.ASK_CONSENT, agency=tuple(Agency)).opening
    assert "the police, the school and others" in opening


@pytest.mark.parametrize("number", range(1, 8))
def test_a_rule_asked_for_by_number_is_quoted_whole(number: int):
    given_answer = answer(Intent.ASK_GOLDEN_RULES, rules=(str(number),))
    assert [quote.text for quote in given_answer.quotes] == [guidance().golden_rules.rules[number].text]
    assert [rule.id for rule in given_answer.golden_rules] == [str(number)]


def test_several_rules_are_each_quoted_in_the_order_asked():
    given_answer = answer(Intent.ASK_GOLDEN_RULES, rules=("4", "2"))
    assert [rule.id for rule in given_answer.golden_rules] == ["4", "2"]
    assert [quote.text for quote in given_answer.quotes] == [guidance().golden_rules.rules[n].text for n in (4, 2)]


def test_the_rules_as_a_set_are_all_seven():
    given_answer = answer(Intent.ASK_GOLDEN_RULES)
    assert [rule.id for rule in given_answer.golden_rules] == [str(number) for number in range(1, 8)]
    assert len(given_answer.quotes) == 7


def test_a_rule_that_does_not_exist_is_said_not_to():
    given_answer = answer(Intent.ASK_GOLDEN_RULES, rules=("8",))
    assert given_answer.opening.startswith("No rule has that number.")
    assert len(given_answer.quotes) == 7


@pytest.mark.parametrize("number", range(1, 8))
def test_a_rule_named_in_another_question_is_quoted_first(number: int):
    given_answer = answer(Intent.ASK_TIMELY, rules=(str(number),))
    assert given_answer.quotes[0].text == guidance().golden_rules.rules[number].text
    assert str(number) in [rule.id for rule in given_answer.golden_rules]


GAPS = {
    Intent.ASK_LEGAL_BASIS: "newer duties",
    Intent.ASK_DATA_PROTECTION: "duty of confidence",
    Intent.ASK_CONSENT: "young person’s own consent",
    Intent.ASK_TIMELY: "deadlines",
    Intent.ASK_SECURE: "WhatsApp",
    Intent.ASK_RETENTION: "how long to keep each kind",
    Intent.ASK_FURTHER_INFORMATION: "links, contacts or training",
    Intent.ASK_ACCURATE: "hearsay",
    Intent.ASK_SEEK_ADVICE: "lead is away",
    Intent.ASK_BE_OPEN: "when telling is unsafe",
}


@pytest.mark.parametrize(("intent", "gap"), GAPS.items())
def test_what_the_page_does_not_cover_is_said_and_signposted(intent: Intent, gap: str):
    given_answer = answer(intent)
    assert given_answer.coverage is Coverage.PARTIAL
    assert gap in (given_answer.not_covered or "")
    assert any(where in own_words(given_answer) for where in ("lead", "data protection officer", "local procedure"))
