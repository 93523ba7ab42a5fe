"""What a terminal would act on is never printed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.printable import STAND_IN, is_harmful, is_harmless, printable


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
