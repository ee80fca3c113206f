"""The labels a message can carry: what the practitioner wants most from it."""

from enum import StrEnum


class Intent(StrEnum):
    """One label a message; `NLU_FALLBACK` is the bot's own, for when it asks back."""

    ASK_WHY_SHARE = "ask_why_share"
    ASK_LEGAL_BASIS = "ask_legal_basis"
    ASK_DATA_PROTECTION = "ask_data_protection"
    ASK_CONSENT = "ask_consent"
    ASK_SHARE_WITHOUT_CONSENT = "ask_share_without_consent"
    ASK_BE_OPEN = "ask_be_open"
    ASK_WHEN_TO_SHARE = "ask_when_to_share"
    ASK_SEEK_ADVICE = "ask_seek_advice"
    ASK_GOLDEN_RULES = "ask_golden_rules"
    ASK_PRINCIPLES = "ask_principles"
    ASK_NECESSARY_PROPORTIONATE = "ask_necessary_proportionate"
    ASK_RELEVANT = "ask_relevant"
    ASK_ADEQUATE = "ask_adequate"
    ASK_ACCURATE = "ask_accurate"
    ASK_TIMELY = "ask_timely"
    ASK_SECURE = "ask_secure"
    ASK_RECORDING = "ask_recording"
    ASK_RETENTION = "ask_retention"
    ASK_FURTHER_INFORMATION = "ask_further_information"
    RECORD_DECISION = "record_decision"
    REQUEST_ESCALATION = "request_escalation"
    REPORT_IMMEDIATE_DANGER = "report_immediate_danger"
    DESCRIBE_CONCERN = "describe_concern"
    GREET = "greet"
    THANKS_GOODBYE = "thanks_goodbye"
    ASK_HELP = "ask_help"
    QUICK_EXIT = "quick_exit"
    OUT_OF_SCOPE = "out_of_scope"
    NLU_FALLBACK = "nlu_fallback"


CLASSIFIED: tuple[Intent, ...] = tuple(intent for intent in Intent if intent is not Intent.NLU_FALLBACK)
"""The 28 labels that a classifier may give."""
