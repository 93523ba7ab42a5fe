"""What a terminal would act on is never printed.

No path of a workshop's files is left in what may be projected.

Whatever somebody typed, printing it changes nothing but the text on the page.
"""

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
    printable,
    safe,
    safe_json,
    without_paths,
)


@given(st.text())
def test_nothing_harmful_is_printed_and_nothing_else_is_changed(text: str) -> None:
    told = printable(text)
    assert not [each for each in told if each != "\n" and is_harmful(each)]
    broken = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " " * 4)
    wanted = [STAND_IN if is_harmful(each) and each != "\n" else each for each in broken]
    assert list(told) == wanted


@given(st.characters())
def test_no_harmful_character_passes_for_harmless(character: str) -> None:
    assert character == "\n" or not (is_harmless(character) and is_harmful(character))


def test_a_no_break_space_stays() -> None:
    assert printable("Step\u00a01") == "Step\u00a01"


def test_every_line_break_counts_as_one() -> None:
    assert printable("one\rtwo\r\nthree\n\rfive") == "one\ntwo\nthree\n\nfive"


HERE = Path("/home/Ann Example/Scrutiny")
MIRROR = HERE / "copies"
FILE = HERE / "2026 our workshop.json"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            f"No dated copy could be made. {MIRROR}/backups cannot be read or written: Not a directory. Put it back.",
            "No dated copy could be made. The second folder cannot be read or written: Not a directory. Put it back.",
        ),
        (
            f"The second copy was left out: The disk that holds {MIRROR} is full.",
            "The second copy was left out: The disk that holds the second folder is full.",
        ),
        (
            f"{FILE} was damaged (no end).",
            "A file in the folder of this workshop was damaged (no end).",
        ),
        (
            f"The second copy in {MIRROR} may still hold what was taken out. Delete {MIRROR / 'x-1.json'}.",
            "The second copy in the second folder may still hold what was taken out. Delete a file in the second folder.",
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
    assert (
        without_paths(told, FILE, {HERE: "the folder of this workshop", MIRROR: "the second folder"}) == shown
    )


HARMFUL = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def test_markup_and_other_scripts_stay_as_they_are() -> None:
    assert safe("[/x] [red] \\ 中文 🙂") == "[/x] [red] \\ 中文 🙂"


def test_escape_sequences_lose_their_escape() -> None:
    assert safe("\x1b[31mred\x9b2J") == "□[31mred□2J"


def test_direction_marks_cannot_turn_text_round() -> None:
    assert safe("abc\u202edef") == "abc□def"


def test_a_typed_line_break_makes_no_line() -> None:
    assert safe("Exampleshire\r\nCouncil:\u2028other") == "Exampleshire Council: other"


def test_lines_of_the_program_stay_lines() -> None:
    assert printable("one\n\ttwo\x07") == "one\n    two□"


@given(st.text(alphabet=st.characters()))
def test_nothing_harmful_is_left(text: str) -> None:
    assert not {unicodedata.category(character) for character in safe(text)} & HARMFUL


@given(st.text(alphabet=st.characters()))
def test_json_means_the_same_and_holds_nothing_harmful(text: str) -> None:
    printed = safe_json(json.dumps({"text": text}, indent=2, ensure_ascii=False))
    assert not {unicodedata.category(character) for character in printed.replace("\n", "")} & HARMFUL
    # A pair of lone surrogates is one character to every reader of JSON.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(printed) == {"text": whole}
