"""Whatever somebody typed, printing it changes nothing but the text on the page."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.printable import printable
from scrutiny_tui.view.safe import safe, safe_json

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
