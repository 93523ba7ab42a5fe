from __future__ import annotations

from string import ascii_letters, digits

import pytest

from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.tui.big_letters import ROWS, big_rows, breadth, drawable, drawn, folded
from tests.support.sessions import SHIPPED

ROOM = 76
"""Columns that a page of 80 has for its text."""

PACK = read_pack(SHIPPED / "six-steps")


def test_a_number_is_drawn_with_half_blocks() -> None:
    assert drawn("7:2") == (
        "▀▀▀█ ▄ ▄▀▀▄",
        "  █     ▄▄▀",
        " █   ▀ █▄▄▄",
    )


@pytest.mark.parametrize("scale", [1, 2])
def test_every_row_is_as_wide_as_is_reckoned(scale: int) -> None:
    rows = drawn("Back at 11.20, or so?", scale)

    assert len(rows) == ROWS * scale
    assert {len(row) for row in rows} == {breadth("Back at 11.20, or so?", scale)}
    assert set("".join(rows)) <= set(" ▀▄█")


def test_no_two_characters_look_the_same() -> None:
    drawings = {drawn(character) for character in f"{digits}{ascii_letters.upper()}.,:;?!'-+/()·"}

    # A nought is a letter O, as on many signs.
    assert len(drawings) == 10 + 26 + 13 - 1


@pytest.mark.parametrize(
    "text",
    [
        *(level.short for level in PACK.levels),
        *(f"{level.number} {level.short} 30" for level in PACK.levels),
        *(step.short for step in PACK.steps),
        digits,
        "Back at 11.20",
        "30 of 30 in",
    ],
)
def test_what_the_room_must_read_fits_one_line(text: str) -> None:
    assert drawable(text)
    assert breadth(text) <= ROOM
    assert len(big_rows(text, ROOM)) == ROWS


def test_every_statement_can_be_drawn() -> None:
    assert [step.id for step in PACK.steps if not drawable(step.statement)] == []


def test_a_text_is_folded_between_words() -> None:
    assert folded("Back at 11.20", breadth("Back at")) == ("Back at", "11.20")


@pytest.mark.parametrize(
    ("text", "width"), [("Œuvre", 76), ("Developing", breadth("Developing") - 1), ("", 76)]
)
def test_what_cannot_be_drawn_has_no_rows(text: str, width: int) -> None:
    assert big_rows(text, width) == ()


def test_two_lines_are_kept_apart() -> None:
    assert big_rows("1\n2", 76) == (*drawn("1"), "", *drawn("2"))


def test_typographic_signs_are_drawn_as_plain_ones() -> None:
    assert drawn("’–") == drawn("'-")
