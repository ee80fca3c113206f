"""What the playground refuses, and what it takes to the last character."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.block_kit.contents import with_ids
from bot.playground.block_kit.kit import Surface, load_kit
from bot.playground.block_kit.validator import message_too_long, validate_blocks, validate_view, view_too_large

Json = dict[str, Any]


def plain(words: str = "x") -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str = "x") -> Json:
    return {"type": "mrkdwn", "text": words}


def option(value: str = "v", words: str = "x", **more: Any) -> Json:
    return {"text": plain(words), "value": value, **more}


def section(**keys: Any) -> Json:
    return {"type": "section", **keys}


def button(**keys: Any) -> Json:
    return {"type": "button", "text": plain(), **keys}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def select(**keys: Any) -> Json:
    return {"type": "static_select", **keys}


def asks(element: Json, **keys: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element, **keys}


def modal(*blocks: Json, **keys: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "blocks": list(blocks), **keys}


TEXT = {"type": "plain_text_input"}

AT_THE_LIMIT = [
    section(text=mrkdwn("x" * 3000)),
    section(fields=[mrkdwn("x" * 2000)] * 10),
    {"type": "header", "text": plain("x" * 150)},
    actions(*[button(text=plain("x" * 75), value="v" * 2000)] * 25),
    actions(button(url="https://example.org/" + "x" * 2980)),
    actions(select(options=[option(f"{n:0>150}", "x" * 75, description=plain("x" * 75)) for n in range(100)])),
    actions(select(option_groups=[{"label": plain("x" * 75), "options": [option()]}] * 100)),
    actions({"type": "checkboxes", "options": [option()] * 10}),
    actions({"type": "overflow", "options": [option()] * 5}),
    {"type": "context", "elements": [mrkdwn()] * 10},
    {"type": "markdown", "text": "x" * 12000},
    {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "x" * 2000},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "positive_button": {"text": plain("Yes"), "value": "yes"},
                "negative_button": {"text": plain("No"), "value": "no"},
            },
        ],
    },
    asks({**TEXT, "max_length": 3000}, label=plain("x" * 2000), hint=plain("x" * 2000)),
    {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 20] * 100},
]

PAST_THE_LIMIT = [
    (section(text=mrkdwn("x" * 3001)), "/0/text/text", "less than 3001"),
    (section(text=mrkdwn("")), "/0/text/text", "more than 0"),
    (section(fields=[mrkdwn("x" * 2001)]), "/0/fields/0/text", "less than 2001"),
    (section(fields=[mrkdwn()] * 11), "/0/fields", "no more than 10"),
    (section(), "/0", "at least one of text, fields"),
    (section(text=plain(), colour="red"), "/0", "invalid additional property: colour"),
    (section(text="words"), "/0/text", "must be an object"),
    (section(text={"type": "markdown", "text": "x"}), "/0/text/type", "unsupported type"),
    (section(text=plain(), accessory=TEXT), "/0/accessory/type", "unsupported type"),
    ({"type": "header", "text": plain("x" * 151)}, "/0/text/text", "less than 151"),
    ({"type": "header", "text": mrkdwn()}, "/0/text/type", "unsupported type"),
    ({"type": "marquee"}, "/0/type", "unsupported type: marquee"),
    ({"text": plain()}, "/0", "missing required field: type"),
    ("words", "/0", "must be an object"),
    (actions(), "/0/elements", "no fewer than 1"),
    (actions(*[button()] * 26), "/0/elements", "no more than 25"),
    (actions(button(text=plain("x" * 76))), "/0/elements/0/text/text", "less than 76"),
    (actions(button(value="x" * 2001)), "/0/elements/0/value", "less than 2001"),
    (actions(button(action_id="x" * 256)), "/0/elements/0/action_id", "less than 256"),
    (actions(button(style="warning")), "/0/elements/0/style", "allowed values"),
    (actions(button(url="example.org")), "/0/elements/0/url", "expected format"),
    (actions(button(action_id="a"), button(action_id="a")), "/0", "action_id must be unique"),
    (actions(button(confirm={"title": plain()})), "/0/elements/0/confirm", "missing required field"),
    (actions(select(options=[option()] * 101)), "/0/elements/0/options", "no more than 100"),
    (actions(select()), "/0/elements/0", "exactly one of options, option_groups"),
    (actions(select(options=[option(words="x" * 76)])), "/0/elements/0/options/0/text/text", "less than 76"),
    (actions(select(options=[option("v" * 151)])), "/0/elements/0/options/0/value", "less than 151"),
    (
        actions(select(options=[option(description=plain("x" * 76))])),
        "/0/elements/0/options/0/description/text",
        "less than 76",
    ),
    (actions(select(options=[option()], initial_option=option("other"))), "/0/elements/0", "among the options"),
    (actions({"type": "checkboxes", "options": [option()] * 11}), "/0/elements/0/options", "no more than 10"),
    (actions({"type": "radio_buttons", "options": [option()] * 11}), "/0/elements/0/options", "no more than 10"),
    (actions({"type": "overflow", "options": [option()] * 6}), "/0/elements/0/options", "no more than 5"),
    ({"type": "context", "elements": [mrkdwn()] * 11}, "/0/elements", "no more than 10"),
    ({"type": "context", "elements": [button()]}, "/0/elements/0/type", "unsupported type"),
    ({"type": "context_actions", "elements": [button()]}, "/0/elements/0/type", "unsupported type"),
    ({"type": "markdown", "text": "x" * 12001}, "/0/text", "less than 12001"),
    ({"type": "image", "alt_text": "x"}, "/0", "exactly one of image_url, slack_file"),
    ({"type": "alert", "text": plain()}, "/0/type", "not available in a message"),
    (asks({**TEXT, "max_length": 3001}), "/0/element/max_length", "3000 or less"),
    (asks({**TEXT, "min_length": 9, "max_length": 8}), "/0/element/min_length", "not be greater"),
    (asks({**TEXT, "multiline": "yes"}), "/0/element/multiline", "must be a boolean"),
    (asks(button()), "/0/element/type", "unsupported type"),
    (asks(TEXT, label=mrkdwn()), "/0/label/type", "unsupported type"),
    (asks({"type": "datepicker", "initial_date": "1/2/26"}), "/0/element/initial_date", "expected format"),
    (section(text=plain(), block_id="x" * 256), "/0/block_id", "less than 256"),
]


@pytest.mark.parametrize("block", AT_THE_LIMIT, ids=lambda block: block["type"])
def test_a_block_at_its_limit_is_taken(block: Json) -> None:
    assert validate_blocks([block]) == []


@pytest.mark.parametrize(("block", "pointer", "words"), PAST_THE_LIMIT)
def test_a_block_past_its_limit_is_refused_where_it_is_wrong(block: Any, pointer: str, words: str) -> None:
    assert any(fault.pointer == pointer and words in fault.message for fault in validate_blocks([block]))


def test_a_message_holds_fifty_blocks_and_a_view_a_hundred() -> None:
    assert validate_blocks([{"type": "divider"}] * 50) == []
    assert validate_blocks([{"type": "divider"}] * 51)[0].message == "no more than 50 items allowed"
    assert validate_view(modal(*[{"type": "divider"}] * 100)) == []
    assert validate_view(modal(*[{"type": "divider"}] * 101)) != []


def test_block_ids_are_unique_in_the_whole_payload() -> None:
    blocks = [{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}]
    assert validate_blocks(blocks)[0].pointer == "/1/block_id"


def test_markdown_is_counted_over_the_whole_message() -> None:
    half = {"type": "markdown", "text": "x" * 6001}
    assert validate_blocks([half, half]) != []


def test_text_over_all_blocks_has_a_ceiling() -> None:
    assert not message_too_long([section(text=mrkdwn("x" * 2750))] * 4)
    assert message_too_long([section(text=mrkdwn("x" * 2751))] * 4)


def test_one_table_a_message() -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}
    assert validate_blocks([table, table]) != []


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (modal(asks(TEXT)), "submit"),
        (modal({"type": "divider"}, title=plain("x" * 25)), "less than 25"),
        (modal({"type": "divider"}, submit=plain("x" * 25)), "less than 25"),
        (modal({"type": "divider"}, close=plain("x" * 25)), "less than 25"),
        (modal({"type": "divider"}, private_metadata="x" * 3001), "less than 3001"),
        (modal({"type": "divider"}, callback_id="x" * 256), "less than 256"),
        (modal({"type": "divider"}, colour="red"), "additional property"),
        (modal({"type": "markdown", "text": "x"}), "not available in a modal"),
        (modal(), "no fewer than 1"),
        ({"type": "modal", "blocks": [{"type": "divider"}]}, "missing required field: title"),
        ({"type": "home", "blocks": [{"type": "context_actions", "elements": []}]}, "not available in a home"),
        ({"type": "home", "title": plain(), "blocks": [{"type": "divider"}]}, "additional property: title"),
        ({"type": "workflow_step", "blocks": []}, "unsupported type"),
        (
            modal(asks({**TEXT, "focus_on_load": True}), asks({**TEXT, "focus_on_load": True}), submit=plain()),
            "focus_on_load",
        ),
        ([], "must be an object"),
    ],
)
def test_a_view_that_slack_refuses_is_refused(view: Any, words: str) -> None:
    assert any(words in fault.message for fault in validate_view(view))


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    assert view_too_large(modal(*[section(text=mrkdwn("x" * 3000))] * 90))
    assert not view_too_large(modal(*[section(text=mrkdwn("x" * 3000))] * 80))


def test_ids_are_given_to_what_has_none_and_kept_where_there_are() -> None:
    first, second = with_ids([actions(button(), button(action_id="mine")), {"type": "divider", "block_id": "line"}])
    assert first["block_id"]
    assert first["elements"][0]["action_id"]
    assert first["elements"][1]["action_id"] == "mine"
    assert second["block_id"] == "line"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(sorted(load_kit().blocks)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "element", "accessory", "options", "value", "blocks"]), inner
        )
    ),
    max_leaves=12,
)


@given(ANYTHING)
def test_nothing_that_json_can_hold_makes_the_gate_stumble(value: Any) -> None:
    for surface in Surface:
        assert isinstance(validate_blocks(value, surface), list)
    assert isinstance(validate_view(value), list)
