"""What a message in a thread asks in the light of what was asked there before."""

from actions.entities import Entity
from actions.intents import Intent
from bot.jobs.follow_up import carried, in_the_light
from bot.messages import Earlier
from tests.bot.jobs.parses import parse

SCHOOL = Entity(entity="agency", value="school", start=0, end=6)
POLICE = Entity(entity="agency", value="police", start=0, end=6)
REFUSED = Entity(entity="consent_status", value="refused", start=0, end=2)
CONSENT = Earlier(intent=Intent.ASK_CONSENT, entities=(SCHOOL, REFUSED))


def test_a_bare_what_about_keeps_the_question() -> None:
    found = in_the_light(
        "what about the police?",
        parse(ask_when_to_share=0.4, ask_relevant=0.3, ask_consent=0.05),
        CONSENT,
    )
    assert (found.intent, found.leans) == (Intent.ASK_CONSENT, True)


def test_an_if_can_turn_to_another_question() -> None:
    found = in_the_light(
        "and if she withdraws it?",
        parse(ask_share_without_consent=0.99, ask_consent=0.002),
        CONSENT,
    )
    assert (found.intent, found.leans) == (Intent.ASK_SHARE_WITHOUT_CONSENT, True)


def test_a_whole_new_question_stands_alone() -> None:
    found = in_the_light(
        "how long should the nursery keep the notes of our meeting once he has moved schools",
        parse(ask_retention=0.97),
        CONSENT,
    )
    assert (found.intent, found.leans) == (Intent.ASK_RETENTION, False)


def test_what_was_named_before_holds_until_another_of_its_kind_is_named() -> None:
    assert carried((POLICE,), CONSENT) == (POLICE, REFUSED)
    assert carried((), CONSENT) == (SCHOOL, REFUSED)
