"""Every id that Slack sends back to us, in one place; the outside contract names most of them."""

from enum import StrEnum

COMMAND = "/sharewise"


class Subcommand(StrEnum):
    """The first word after the slash command. Any other text is a question."""

    ASK = "ask"
    RECORD = "record"
    DECIDE = "decide"
    LEAD = "lead"
    RECORDS = "records"
    HIDE = "hide"
    HELP = "help"
    ADMIN = "admin"


class Shortcut(StrEnum):
    """Callback ids of the message shortcut and of the global one."""

    ASK_ABOUT_MESSAGE = "ask_about_message"
    RECORD_DECISION = "record_decision"


class Action(StrEnum):
    """Action ids of buttons and of the controls that act at once."""

    ASK = "ask"
    RECORD_DECISION = "record_decision"
    START_ASSESSMENT = "start_assessment"
    REQUEST_LEAD = "request_lead"
    FEEDBACK_HELPFUL = "feedback_helpful"
    FEEDBACK_UNHELPFUL = "feedback_unhelpful"
    HIDE_NOW = "hide_now"
    DANGER_YES = "danger_yes"
    DANGER_NO = "danger_no"
    ESCALATION_CLAIM = "escalation_claim"
    ESCALATION_RESOLVE = "escalation_resolve"
    DECISION = "decision"
    MORE_FIELDS = "more_fields"


ASK_BACK_PREFIX = "ask_back_"
"""An ask-back button's action id is this and the intent it stands for."""


class View(StrEnum):
    """Callback ids of modals."""

    DECISION_FORM = "decision_form"
    ASSESSMENT = "assessment_form"
    LEAD_REQUEST = "lead_request"
    ASK = "ask_form"
    CLOSED = "closed"
    """A view that only tells: it has nothing to submit."""


class Field(StrEnum):
    """Block and action ids of inputs that are not fields of the decision record."""

    QUESTION = "question"
    LEAD_URGENCY = "lead_urgency"
