"""Steps that several end-to-end tests take."""

from bot.playground.client import Playground
from bot.playground.seen import SeenMessage

PERSON = "practitioner"
REFUSED = "dad said no, can I still refer to children's services?"
GOOD = {
    "decision": "share",
    "what_shared": ["observation"],
    "with_whom": ["children_social_care"],
    "legal_basis": ["public_task"],
    "consent_status": "refused",
}
RATIONALE = "Two more observations this week raise the risk, and waiting for agreement would delay help for the child."


def asked(slack: Playground, text: str, person: str = PERSON) -> SeenMessage:
    return slack.wait_for_reply(person, slack.dm(person, text), seconds=20)


def open_form(slack: Playground, answer: SeenMessage, person: str = PERSON) -> None:
    slack.click(person, answer, "record_decision")
    slack.wait_for_view(person, "decision_form")


def fill_form(slack: Playground, **changes: object) -> None:
    for field, value in {**GOOD, "rationale": RATIONALE, **changes}.items():
        slack.fill(PERSON, {field: value})


def save_decision(slack: Playground) -> str:
    """A good decision, from question to confirmation; its reference."""
    open_form(slack, asked(slack, REFUSED))
    fill_form(slack)
    slack.submit(PERSON)

    def confirmed() -> str | None:
        view = slack.view(PERSON)
        return view.words if view and "Reference: *" in view.words else None

    words = slack.wait_until(confirmed, 10)
    return words.split("Reference: *")[1].split("*")[0]
