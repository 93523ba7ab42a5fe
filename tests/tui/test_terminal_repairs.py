"""What Textual gets wrong with real terminals is right: replies, keys, pastes, and sizes that change."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import AppBlur, AppFocus, Event, Key, MouseEvent, Paste, Resize
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from scrutiny_tui.tui.sizes import LARGEST, USUAL, real_size, window_size
from scrutiny_tui.tui.terminal_repairs import ReplyParser
from tests.support.screens import make_desk, running

if sys.platform == "win32":
    pytest.skip("needs the terminals of Linux and macOS", allow_module_level=True)

ESC = "\x1b"
LATER = 0.05
"""Seconds between two reads that belong together."""
LONG = 20.0
"""Seconds after which nothing is waited for any more."""

MOST_LAYOUTS = 50

REPLIES = [
    "\x1b[>1;10;0c",
    "\x1b[>0;276;0c",
    "\x1b[=0;1c",
    "\x1b[?61;4;6;7;14;21;22;23;24;28;32;42;52c",
    "\x1b[1;2;3x",
    "\x1b[2;1;1;120;120;1;0x",
    "\x1b[0n",
    "\x1b[?997;1n",
    "\x1b[8;24;80t",
    "\x1b[4;600;800t",
    "\x1b[?1u",
    "\x1b[?4;2$y",
    "\x1b[12;2$y",
    "\x1b[?1;2;3S",
    "\x1b[1;2;3;4;5&w",
    "\x1b[97z",
    "\x1b[{",
    "\x1b[3 q",
    # With these numbers Textual took them for the keys 1, 2, 3 and c.
    "\x1b[49~",
    "\x1b[97;1;50A",
    "\x1b[1;2;51S",
    "\x1b[99~",
    # At these it ended.
    "\x1b[97;1:3u",
    "\x1b[99999999999;5u",
    "\x1b[55296u",
    "\x1b[<0;99999999999999999999999;1z",
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "\x1b]52;c;MTIzMQ==\x07",
    "\x1b]4;1;rgb:cd00/0000/0000\x9c",
    "\x1b]1337;ReportVariable=1231\x1b\\",
    "\x1b]l1 2 3\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1bP>|XTerm(390)\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1bP!|00000000\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b^123\x1b\\",
    "\x1bX1 2 3\x1b\\",
    "\x9b>1;10;0c",
    "\x9d11;rgb:1/2/3\x9c",
    "\x90>|foot(1.2.3)\x9c",
    "\udc9b>1;10;0c",
    "\udc9d11;rgb:1/2/3\udc9c",
    "\x1bOz",
    "\x1bO1;2z",
]
"""What terminals answer to questions that others asked, or that were asked before the program began."""


class Time:
    """A clock that stands until it is moved on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def read(*reads: str, apart: float = LATER) -> list[Message]:
    """Return what reads mean that come so many seconds after one another, and then nothing for long."""
    clock = Time()
    parser, messages = ReplyParser(clock=clock), []
    for data in reads:
        messages += [*parser.tick(), *parser.feed(data)]
        clock.now += apart
    clock.now += LONG
    return [*messages, *parser.tick()]


def keys(*reads: str, apart: float = LATER) -> list[str]:
    """Return the keys among what reads mean, which nothing else is."""
    return [message.key for message in read(*reads, apart=apart) if isinstance(message, Key)]


def pastes(*reads: str, apart: float = LATER) -> list[str]:
    return [message.text for message in read(*reads, apart=apart) if isinstance(message, Paste)]


def told(messages: Iterable[Message]) -> list[tuple[object, ...]]:
    """Return what messages say, which Textual does not compare."""
    return [
        (type(each), *(getattr(each, name, None) for name in ("key", "character", "text", "x", "y", "size")))
        for each in messages
    ]


def cut(text: str, places: Iterable[int]) -> list[str]:
    edges = sorted({0, len(text), *(place % len(text) for place in places)})
    return [text[start:end] for start, end in pairwise(edges)]


@pytest.mark.parametrize("reply", REPLIES)
def test_a_reply_is_no_key_at_once_or_in_two_reads(reply: str) -> None:
    assert told(read(reply)) == []
    assert keys(f"1{reply}2") == keys("1", reply, "2") == ["1", "2"]
    if reply.startswith("\udc9d"):
        return
    # One byte alone, which is no UTF-8, may be a letter.
    for at in range(2 if reply.startswith("\udc9b") else 1, len(reply)):
        assert keys("1", reply[:at], reply[at:], "2") == ["1", "2"], (reply[:at], reply[at:])


@pytest.mark.parametrize("reply", ["\x1b[>1;10;0c", "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "\x1b[<35;21;12M"])
def test_a_reply_that_comes_letter_by_letter_is_no_key(reply: str) -> None:
    assert keys(*reply, "1", apart=0.01) == ["1"]


@pytest.mark.parametrize("at", range(2, 12))
def test_the_second_half_of_a_mouse_report_is_no_key(at: int) -> None:
    report = "\x1b[<35;21;12M"
    assert keys(report[:at], report[at:], apart=0.4) == []
    assert any(isinstance(message, MouseEvent) for message in read(report[:at], report[at:], apart=0.4))


@pytest.mark.parametrize("reply", REPLIES[:20])
def test_the_rest_of_a_reply_whose_escape_came_long_before_is_no_key(reply: str) -> None:
    assert keys(reply[:1], reply[1:], apart=0.4) == ["escape"]


UNKNOWN_ENDS = "GLNTUVWXYefghijklnoprsvwxyz{|}`"
PARAMETERS = st.text("0123456789;:", max_size=40)
CONTROL_SEQUENCES = st.builds(
    "\x1b[{}{}{}{}".format,
    st.sampled_from(["?", ">", "=", "1;1;"]),
    PARAMETERS,
    st.text(" !\"#%&'()*+,-./", max_size=2),
    st.sampled_from(UNKNOWN_ENDS),
)
STRINGS = st.builds(
    "\x1b{}{}{}".format,
    st.sampled_from("]PX^_"),
    st.text(
        st.characters(min_codepoint=32, exclude_characters="\x7f", exclude_categories=["Cs", "Cc"]),
        max_size=200,
    ),
    st.sampled_from(["\x07", "\x1b\\", "\x9c"]),
)


@given(st.one_of(CONTROL_SEQUENCES, STRINGS), st.lists(st.integers(1, 300), max_size=4))
@example("\x1b[?" + "1;" * 5000 + "c", [])
@example("\x1b]52;c;" + "MTIz" * 5000 + "\x07", [5, 4096, 8192])
def test_no_reply_of_any_kind_is_a_key(reply: str, places: list[int]) -> None:
    assert keys("1", *cut(reply, places), "2", apart=0.01) == ["1", "2"]


@pytest.mark.parametrize(
    "sequence", [each for each in ANSI_SEQUENCES_KEYS if len(each) > 1 and each != ESC * 2], ids=repr
)
def test_every_key_that_textual_knows_is_that_key(sequence: str) -> None:
    own = [message for message in XTermParser().feed(sequence) if getattr(message, "key", "") != "<ignore>"]
    assert told(read(sequence)) == told(own)
    assert keys("1", sequence, "2") == ["1", *keys(sequence), "2"]


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("1", "1"),
        ("\r", "enter"),
        ("\t", "tab"),
        ("\x7f", "backspace"),
        ("\x11", "ctrl+q"),
        ("é", "é"),
        ("£", "pound_sign"),
        ("\x1b[49u", "1"),
        ("\x1b[49;;49u", "1"),
        ("\x1b[100;2;68u", "D"),
        ("\x1b[113;5u", "ctrl+q"),
        ("\x1b[27u", "escape"),
        ("\x1b[13u", "enter"),
        ("\x1b[57400u", "1"),
        ("\x1b[27;5;49~", "ctrl+1"),
        # Kitty's other forms, at which Textual ended.
        ("\x1b[97:65;2;65u", "A"),
        ("\x1b[97;1:1;97u", "a"),
        ("\x1b[97;1:2;97u", "a"),
        ("\x1b[1;1:1A", "up"),
    ],
)
def test_a_key_is_a_key(sequence: str, key: str) -> None:
    assert keys(sequence) == [key]
    assert keys("1", sequence, "2") == ["1", key, "2"]


@pytest.mark.parametrize("letter", "acdegixyzqrABDQOPX")
def test_alt_with_a_letter_is_that_even_if_it_opens_a_reply(letter: str) -> None:
    shift = "shift+" if letter.isupper() else ""
    assert keys(f"{ESC}{letter}") == [f"alt+{shift}{letter.lower()}"]


@pytest.mark.parametrize("opener", "[]^_")
def test_what_opens_a_reply_and_nothing_more_is_no_key(opener: str) -> None:
    assert keys(f"{ESC}{opener}", "1", apart=0.6) == ["1"]


def test_escape_is_escape_after_a_moment_and_before_a_key() -> None:
    clock = Time()
    parser = ReplyParser(clock=clock)
    assert [*parser.feed(ESC), *parser.tick()] == []
    clock.now += 0.11
    assert told(parser.tick()) == told([Key("escape", ESC)])

    assert keys(ESC, "1", apart=0.2) == ["escape", "1"]
    assert keys(ESC, ESC, apart=0.2) == keys(f"{ESC}{ESC}") == ["escape", "escape"]
    assert keys(f"{ESC}{ESC}[A") == ["escape", "up"]


@given(
    st.lists(
        st.sampled_from(
            ["\x1b[A", "\x1bOP", "\x1b[49;;49u", "\x1b[<0;3;4M", "\x1b[I", "1", "\r", "é", "\x1b[24~"]
        ),
        min_size=1,
    ),
    st.lists(st.integers(1, 100)),
)
def test_it_does_not_matter_how_what_is_known_comes_apart(sequences: list[str], places: list[int]) -> None:
    text = "".join(sequences)
    assert told(read(*cut(text, places), apart=0.001)) == told(read(*sequences))


def test_the_mouse_and_focus_are_told_and_a_paste_is_text_only() -> None:
    assert [type(each) for each in read("\x1b[I", "\x1b[O")] == [AppFocus, AppBlur]
    (moved,) = read("\x1b[<35;21;12M")
    assert isinstance(moved, MouseEvent)
    assert (moved.x, moved.y) == (20, 11)
    assert keys("\x1b[M 1\udce3", "1") == ["1"]
    assert pastes("\x1b[200~a\0b\udcffc\x1b[201~") == ["abc"]
    assert pastes("\x1b[200~text") == ["text"]
    assert keys("\x1b[200~text", "1", apart=LONG) == ["1"]


@pytest.mark.parametrize(
    "text", ["1", "", "two\nlines", "1\x1b[31m2", "\x1b", "\x1b]0;title\x07" + "3" * 50, "12345\x1b67890" * 9]
)
def test_a_paste_is_one_text(text: str) -> None:
    whole = f"\x1b[200~{text}\x1b[201~"
    assert pastes(whole) == [text]
    for at in range(1, len(whole)):
        assert pastes(whole[:at], whole[at:], "1") == [text]
        assert keys(whole[:at], whole[at:], "1") == ["1"]


@pytest.mark.parametrize("quit_key", ["\x11", "\x1b[113;5u"])
@pytest.mark.parametrize("begun", ["\x1b[200~text", "\x1b]11;rgb:", "\x1bP1+r", "\x1b[>1;", "\x1b"])
def test_ctrl_q_is_heard_in_the_middle_of_anything(begun: str, quit_key: str) -> None:
    assert keys(begun, quit_key)[-1] == "ctrl+q"


@pytest.mark.parametrize("begun", ["\x1b[>1;", "\x1b]11;rgb:", "\x1bP1+r", "\x1b_G"])
def test_keys_are_heard_again_where_the_end_of_a_reply_is_lost(begun: str) -> None:
    assert keys(begun, *"1111111111111111", apart=0.3)[-1] == "1"
    assert keys(begun, "1", apart=1.1) == ["1"]


@given(
    st.text(
        st.one_of(st.characters(), st.characters(categories=["Cs"]), st.sampled_from("\x1b[]OPM<>?;:0123~um"))
    )
)
@example("\x1b[48;24;80;0;0t\x1b[<0;1;1M")
@example("\x1b[48;0;0;0;0t\x1b[<0;1;1M")
def test_nothing_that_a_terminal_sends_is_an_error(data: str) -> None:
    read(data)
    read(*data, apart=0.01)


@pytest.mark.parametrize(
    ("size", "real"),
    [
        ((0, 0), USUAL),
        ((0, 30), (80, 30)),
        ((100, 0), (100, 24)),
        ((100, 30), (100, 30)),
        ((1, 1), (1, 1)),
        ((65535, 65535), LARGEST),
    ],
)
def test_a_window_has_the_size_that_it_tells_or_the_usual_one(
    size: tuple[int, int], real: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _stream: os.terminal_size(size))
    for name in ("COLUMNS", "LINES"):
        monkeypatch.setenv(name, "7")
    assert real_size(*size) == real
    assert window_size() == real


def test_without_a_window_the_size_is_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_stream: int) -> os.terminal_size:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", none)
    assert window_size() == USUAL


class Nudge(Event, bubble=False):
    """Stands between two sizes that are on their way."""


@pytest.mark.parametrize(
    "sizes", [[(80, 25), (80, 24)], [(60, 18), (100, 30), (80, 24)], [(120, 40), (80, 24)] * 3]
)
async def test_sizes_on_their_way_come_to_rest(
    tmp_path: Path, sizes: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[Size] = []
    refresh = Screen._refresh_layout

    def counting(screen: Screen[None], size: Size | None = None, scroll: bool = False) -> None:
        laid_out.append(size or screen.app.size)
        assert len(laid_out) < MOST_LAYOUTS, "it goes on for ever"
        refresh(screen, size, scroll)

    monkeypatch.setattr(Screen, "_refresh_layout", counting)
    async with running(make_desk(tmp_path)) as pilot:
        laid_out.clear()
        for size in sizes:
            for message in (Resize(Size(*size), Size(*size)), Nudge()):
                pilot.screen.post_message(message)
        await pilot.settle()

        assert {*laid_out} == {Size(80, 24)}
        assert pilot.screen.size == Size(80, 24)
