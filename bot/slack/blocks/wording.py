"""What the bot says outside its answers: plain words, nobody's case."""

from enum import StrEnum


class Notification(StrEnum):
    """All that a lock screen may ever show: never what a message is about. Whatever is sent takes one of these."""

    REPLIED = "Sharewise has replied."
    URGENT = "Sharewise: please read this now."
    HIDDEN = "Hidden."
    LEAD_WANTED = "Sharewise: a lead is wanted."
    LEAD_WANTED_NOW = "Sharewise: a lead is wanted now."
    REVIEWS_DUE = "Sharewise: a review is due."


NOTIFICATION = Notification.REPLIED
URGENT_NOTIFICATION = Notification.URGENT
HIDDEN_NOTIFICATION = Notification.HIDDEN

HIDDEN = (
    "Hidden. Slack may keep copies, and a notification may have shown. Your own messages stay until you delete them."
    " What you saved is still saved."
)
"""Wherever something was hidden: nothing that tells what it was about."""

FORM_EMPTIED = "A form was open. It is empty now: what was not sent in it is gone. Please close it."

FORM_HIDDEN = "What was in this window and not sent is gone. Please close it."

UNREACHED = (
    "A reply that only you see stays until you dismiss it or reload Slack, unless you used a button on it in the last"
    " half hour."
)

HIDING_GOES_ON = "The rest is being taken down."

HIDING_FAILED = "Not all of it could be taken down. Please leave this screen, and hide again in a few minutes."

SAID_TO_ANOTHER = "That message was for somebody else, so it stays for them. What was for you is hidden."

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

NO_ACTIVE_LEADS = (
    "No safeguarding lead can be reached through me just now: nobody who is named as one has an active account. Please"
    " phone your manager or safeguarding lead now. If a child may be in danger now, call 999."
)

LEAD_NOT_ASKED = (
    "I could not pass on your request for a lead. Nobody has been told. Please phone your manager or safeguarding lead"
    " now. If a child may be in danger now, call 999."
)

THINKING = "is working on it…"
"""A status that tells nothing of what it is about."""

NOT_UNDERSTOOD = "I do not know that control. It may come from an older version of me. Nothing was done."

FORM_OUTDATED = "This form is no longer valid, so nothing was saved. Copy your words, close the form and open it again."

STORE_AWAY = (
    "Your record is not saved yet: the store cannot be reached. Nothing you typed is lost. Leave this form open and"
    " press Save again in a minute."
)

NOT_A_LEAD = (
    "Only a safeguarding lead can do that, and you are not named as one. Nothing was changed. If you should be, please"
    " tell your administrators."
)
NO_LEADS_NAMED = (
    "Nobody is named as a safeguarding lead here yet, so nobody can do that. Nothing was changed. Your administrators"
    " can name them (LEADS_GROUP or LEADS). Do not wait for it: ring the person."
)
LEADS_NOT_KNOWN = (
    "Slack did not tell me just now who the safeguarding leads are, so nothing was changed. Please press it again in a"
    " minute. Do not wait for me: ring the person."
)
NOT_AN_ADMIN = "Only an administrator of Sharewise may see that, and you are not named as one."
NO_ADMINS_NAMED = "Nobody is named as an administrator of Sharewise here yet (ADMINS_GROUP or ADMINS)."
ADMINS_NOT_KNOWN = "Slack did not tell me just now who the administrators are. Please try again in a minute."

STEP_NOT_NOTED = (
    "I could not note that just now, so nothing was changed and nobody was told. Please ring the person, and press it"
    " again in a few minutes."
)
NO_SUCH_REQUEST = (
    "I do not find that request any more, so nothing was changed. Please speak to the person named in the notice."
)
ROLE_NOT_KNOWN = (
    "Slack did not tell me just now whether you are a lead or an administrator. If you are, please open this tab again"
    " in a minute."
)

ASK_PROMPTS: tuple[tuple[str, str], ...] = (
    ("Consent was refused", "Consent was refused. Can I still share?"),
    ("How much should I share?", "How much should I share?"),
    ("Should I tell the family?", "Should I tell the family that I am sharing?"),
    ("Record a decision", "I want to record a sharing decision"),
)
"""Prompts offered to start with: a title and the message it sends; Slack shows four at most."""


def kinds_taken_out(kinds: tuple[str, ...], *, still_in_slack: bool = False) -> str:
    """What was taken out of a text, by kind; the words themselves are gone, but not from a message in Slack."""
    named = ", ".join(kind.replace("_", " ") for kind in kinds)
    then = "Slack still shows your message: please delete it, and" if still_in_slack else "Please"
    return f"I took out what could identify somebody ({named}) before reading on. {then} leave such details out."
