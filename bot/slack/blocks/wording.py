"""What the bot says outside its answers: plain words, nobody's case."""

NOTIFICATION = "Sharewise has replied."
"""What a lock screen may show of any message: never what it is about."""

URGENT_NOTIFICATION = "Sharewise: please read this now."

HIDDEN = "This message was hidden. Slack may still hold a copy, and your administrators may be able to see it."

BLANK = "I can read words only. Ask me in a line or two, for example: “Dad said no, can I still refer?”"

TOO_LONG = (
    "That is too long for me to answer well. Please ask your question in a few lines, without names or dates of birth."
    " Nothing of it was kept. If a child may be in danger now, call 999."
)

NOT_FOR_GUESTS = (
    "I answer members of this workspace only, not guests. Please ask the person you work with here, or their"
    " safeguarding lead. If a child may be in danger now, call 999."
)
NOT_KNOWN_WHO = (
    "Slack did not tell me just now who you are, and I answer members of this workspace only. Nothing was done. Please"
    " try again in a minute, and do not wait for me: ask your manager or safeguarding lead. If a child may be in danger"
    " now, call 999."
)
DANGER_FIRST = "If a child may be in danger now, call 999. Do not wait for me, for consent or for a form."
NOT_HERE = (
    "I do not answer where people from outside your organisation can read. Please send me a direct message."
    " If a child may be in danger now, call 999."
)

AWAY = (
    "I could not take your question in just now, so please do not wait for me. Ask your manager or safeguarding lead."
    " If a child may be in danger now, call 999. I will keep trying for a few minutes."
)

AWAY_ASK_AGAIN = (
    "I could not take that in just now, so please do not wait for me. Ask your manager or safeguarding lead."
    " If a child may be in danger now, call 999. Please try again in a few minutes."
)

NO_LEADS = (
    "No safeguarding lead can be reached through me here: nobody has set that up yet. Please phone your manager or"
    " safeguarding lead now. If a child may be in danger now, call 999."
)

LEAD_NOT_ASKED = (
    "I could not pass on your request for a lead. Nobody has been told. Please phone your manager or safeguarding lead"
    " now. If a child may be in danger now, call 999."
)

THINKING = "is looking at the guidance…"

NOT_UNDERSTOOD = "I do not know that control. It may come from an older version of me. Nothing was done."

FORM_OUTDATED = "This form is no longer valid, so nothing was saved. Copy your words, close the form and open it again."

STORE_AWAY = (
    "Your record is not saved yet: the store cannot be reached. Nothing you typed is lost. Leave this form open and"
    " press Save again in a minute."
)

ADMIN_LATER = "The administrators' tools will be in my Home tab. They are not there yet."

ASK_PROMPTS: tuple[tuple[str, str], ...] = (
    ("Consent was refused", "Consent was refused. Can I still share?"),
    ("How much should I share?", "How much should I share?"),
    ("Should I tell the family?", "Should I tell the family that I am sharing?"),
    ("Record a decision", "I want to record a sharing decision"),
)
"""Prompts offered to start with: a title and the message it sends; Slack shows four at most."""


def kinds_taken_out(kinds: tuple[str, ...]) -> str:
    """What was taken out of a text, by kind; the words themselves are gone."""
    named = ", ".join(kind.replace("_", " ") for kind in kinds)
    return f"I took out what could identify somebody ({named}) before reading on. Please leave such details out."
