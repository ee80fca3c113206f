"""A Slack message as the words it holds."""

import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.wording import MAX_CHARACTERS, plain, seen


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@U123> can I share?", "can I share?"),
        ("ask <@U123|sam.jones> please", "ask @sam.jones please"),
        ("see <#C1|general> now", "see general now"),
        ("<!here> help", "help"),
        ("<!subteam^S1|@leads> help", "@leads help"),
        ("<!date^1392734382^{date}|18 February> is it", "18 February is it"),
        ("read <https://example.org/a|the page> first", "read the page first"),
        ("<https://example.org>", "https://example.org"),
        ("<mailto:jo@example.org|jo@example.org>", "jo@example.org"),
        ("<tel:07700900123|07700 900123>", "07700 900123"),
        ("mum &amp; dad, &lt;10", "mum & dad, <10"),
        ("&amp;lt;", "&lt;"),
        ("&lt;@U1&gt;", "<@U1>"),
        ("*bold* _it_ ~no~ `code`", "bold it no code"),
        ("snake_case and 2*3", "snake_case and 2*3"),
        (":wave: hi :+1::skin-tone-3:", "hi"),
        ("at 10:30:15", "at 10:30:15"),
        ("“don’t” – it’s…", "\"don't\" - it's..."),
        ("a\u200bb\u202ec\u00ad", "abc"),
        ("one\n\n two\tthree\u00a0four", "one two three four"),
        ("e\u0301a", "éa"),
        ("한글 \u1112\u1161\u11ab", "한글 한"),
    ],
)
def test_reads_as_a_reader_of_slack_would(written: str, read: str):
    assert plain(written).text == read


@pytest.mark.parametrize(
    "text", ["/greet", "  / /restart", "//", '/greet{"agency":"police"}', "</greet>", "\u200b/greet", ":wave: /x"]
)
def test_never_reads_as_a_command(text: str):
    assert not plain(text).text.startswith("/")


@pytest.mark.parametrize(
    "text", ["", "   ", "?!…", "😀👍🏽", ":wave:", "<@U123>", "\u202e\u200b", "***", "\x00\x01", "/"]
)
def test_without_letter_or_digit_it_is_blank(text: str):
    assert plain(text).is_blank


@pytest.mark.parametrize("text", ["a", "7", "ok :+1:", "né", "한"])
def test_with_a_letter_or_digit_it_is_not(text: str):
    assert not plain(text).is_blank


def test_too_long_counts_the_words_not_the_markup():
    link = "<https://example.org/" + "x" * 1000 + "|y> "
    assert not plain(link * 10).too_long
    assert plain("y" * (MAX_CHARACTERS + 1)).too_long
    assert not plain("y" * MAX_CHARACTERS).too_long


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("<@U123>  *police* now", "police"),
        ("tell &amp; ask “police”", "police"),
        ("e\u0301 \u200bpolice", "police"),
        ("<https://example.org|the police> x", "x"),
    ],
)
def test_offsets_lead_back_to_the_message_as_written(written: str, word: str):
    read = plain(written)
    at = read.text.index(word)
    assert read.original_offset(at) == written.index(word, written.rfind("|") + 1 if "|" in written else 0)


def test_every_offset_in_a_label_leads_to_the_link():
    written = "see <https://example.org|the page>"
    read = plain(written)
    assert {read.original_offset(i) for i in range(4, len(read.text))} == {4}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_whatever_is_written_it_is_tidy(text: str):
    read = plain(text)
    assert unicodedata.is_normalized("NFC", read.text)
    assert read.text == " ".join(read.text.split())
    assert not read.text.startswith("/")
    offsets = [read.original_offset(i) for i in range(len(read.text) + 1)]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(text) for offset in offsets)


@pytest.mark.parametrize(
    "unit",
    ["<", "<@", "<https://a|", "&", ":", ":a", "*", "_a", "\u0301", "e\u0301", "\u1112\u1161", "\u200b", " ", "/", "‘"],
)
def test_no_repetition_makes_it_slow(unit: str):
    started = time.process_time()
    plain(unit * (40_000 // len(unit)))
    assert time.process_time() - started < 10


def test_what_nobody_sees_is_taken_out_and_lines_stay() -> None:
    assert seen("07700\u200b 900\u00ad123\nand a *second* line") == "07700 900123\nand a *second* line"
