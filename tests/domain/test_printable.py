"""What a terminal would act on is never printed, nothing else is changed, and no path is left in what may be projected."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.printable import (
    STAND_IN,
    is_harmful,
    is_harmless,
    padded,
    plain,
    printable,
    safe,
    safe_json,
    without_paths,
    wrapped,
)

UNSEEN = frozenset("\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
HARMFUL = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def harmful(text: str) -> set[str]:
    return {unicodedata.category(character) for character in text} & HARMFUL


@given(st.text())
def test_whatever_was_typed_nothing_harmful_is_printed_and_nothing_else_is_changed(text: str) -> None:
    broken = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " " * 4)
    wanted = [
        STAND_IN if is_harmful(each) and each != "\n" else each for each in broken if each not in UNSEEN
    ]
    assert [each for each in printable(text) if each not in UNSEEN] == wanted
    assert not harmful(safe(text)) - harmful("".join(UNSEEN))
    printed = safe_json(json.dumps({"text": text}, indent=2, ensure_ascii=False))
    assert not harmful(printed.replace("\n", ""))
    # A pair of lone surrogates is one character to every reader of JSON.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(printed) == {"text": whole}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark \u200eleft", "softhyphen zerowidth mark left"),
        ("\u2060word\u2060 \u200fright\u061c", "word right"),
        ("\u200dMember\u200c 1\u200d", "Member 1"),
        *((each, each) for each in ("نی\u200cلوفر", "क्\u200dष", "👩\u200d💻 👩🏽\u200d⚕\ufe0f", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f")),
        ("a\u202eb\u2066c\U000e0041", "a□b□c□"),
    ],
)  # fmt: skip
def test_what_nobody_sees_is_taken_out_unless_letters_or_emoji_need_it(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert plain(text) == plain(shown) or STAND_IN in shown


@given(st.characters())
def test_no_harmful_character_passes_for_harmless(character: str) -> None:
    assert character == "\n" or not (is_harmless(character) and is_harmful(character))
    assert is_harmful(character) or not harmful(character)


@pytest.mark.parametrize(
    ("text", "one_line", "lines"),
    [
        ("[/x] [red] \\ 中文 🙂", "[/x] [red] \\ 中文 🙂", "[/x] [red] \\ 中文 🙂"),
        ("Step\u00a01", "Step 1", "Step\u00a01"),
        ("\x1b[31mred\x9b2J", "□[31mred□2J", "□[31mred□2J"),
        ("abc\u202edef", "abc□def", "abc□def"),
        ("one\rtwo\r\nthree\n\rfive", "one two three five", "one\ntwo\nthree\n\nfive"),
        ("Example\r\nCouncil:\u2028other", "Example Council: other", "Example\nCouncil:□other"),
        ("one\n\ttwo\x07", "one two□", "one\n    two□"),
    ],
)
def test_escapes_are_stood_in_for_and_a_break_makes_no_line(text: str, one_line: str, lines: str) -> None:
    assert (safe(text), printable(text)) == (one_line, lines)


HERE = Path("/home/Ann Example/Scrutiny")
MIRROR = HERE / "copies"
FILE = HERE / "2026 our workshop.json"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            f"No backup could be made. {MIRROR}/backups can't be used: Not a directory. Put it back.",
            "No backup could be made. The backup folder can't be used: Not a directory. Put it back.",
        ),
        (
            f"The backup can't be used now. The disk that holds {MIRROR} is full.",
            "The backup can't be used now. The disk that holds the backup folder is full.",
        ),
        (f"{FILE} was damaged (no end).", "A file in the folder of this workshop was damaged (no end)."),
        (
            f"The backup in {MIRROR} may still have what was deleted. Delete {MIRROR / 'x-1.json'}.",
            "The backup in the backup folder may still have what was deleted. Delete a "
            "file in the backup folder.",
        ),
        (
            f"{FILE}.damaged-20261121T101500 was set aside earlier.",
            "A file in the folder of this workshop was set aside earlier.",
        ),
        (
            "/media/ann/stick/x.json is another copy of this workshop.",
            "A file in another folder is another copy of this workshop.",
        ),
        ("The disk is full.", "The disk is full."),
    ],
)
def test_a_path_becomes_words(told: str, shown: str) -> None:
    folders = {HERE: "the folder of this workshop", MIRROR: "the backup folder"}
    assert without_paths(told, FILE, folders) == shown


def test_lines_are_broken_by_the_columns_that_a_terminal_draws() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("委员会委员会", 8) == ["委员会委", "员会"]
    assert wrapped("a 委员会 b", 6, "  ") == ["a", "  委员", "  会 b"]
    assert padded("委员", 6) == "委员  "
    assert padded("co-optee", 4) == "co-optee"
