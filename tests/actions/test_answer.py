"""The plain-text form: the answer first, the source last, and nothing empty between."""

from actions.answer import Answer, Applied, Coverage, Quote
from actions.intents import Intent


def test_the_plain_text_leads_with_the_answer_and_ends_with_the_source():
    answer = Answer(
        intent=Intent.ASK_TIMELY,
        title="How soon",
        opening="Soon.",
        quotes=(Quote(text="One.", heading="Timely"), Quote(text="Two.", heading="Timely")),
        principles=(Applied(id="timely", name="Timely", why="a wait can harm."),),
        golden_rules=(Applied(id="3", name="seek advice", why="ask."),),
        next_steps=("Call.",),
        not_covered="deadlines.",
        coverage=Coverage.PARTIAL,
        sources=("The page.",),
    )
    assert answer.text == (
        "How soon\n\nSoon.\n\nThe guidance says:\n• “One.” “Two.” (Timely)\n\n"
        "Why:\n• Timely: a wait can harm.\n• Golden rule 3 (seek advice): ask.\n\n"
        "Next:\n• Call.\n\nNot on the page: deadlines.\n\nSource: The page."
    )


def test_empty_parts_leave_no_trace():
    answer = Answer(intent=Intent.GREET, title="Hello", opening="Hello.", coverage=Coverage.FULL)
    assert answer.text == "Hello\n\nHello."
