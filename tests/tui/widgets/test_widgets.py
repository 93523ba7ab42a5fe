from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from string import ascii_letters, digits

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.session import PageName
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.tui.themes import LIGHT, themes
from scrutiny_tui.tui.widgets.big import ROWS, BigText, BigTwin, big_rows, breadth, drawable, drawn, folded
from scrutiny_tui.tui.widgets.drawn_blocks import drawn as drawn_block
from scrutiny_tui.tui.widgets.marks import distribution, numbers
from scrutiny_tui.tui.widgets.texts import Lines, Paragraph, PointerList, Rest
from scrutiny_tui.view.page_view import Figures, Pointer, Pointers, Twin
from tests.support.screens import Driver, Size, driven
from tests.support.sessions import SHIPPED
from tests.tui.scenes import Scene, full_desk, shown

WRITING = Scene("note", "n", page=PageName.RESULT)


async def test_the_keys_that_a_dialog_names_can_be_clicked(tmp_path: Path) -> None:
    async with shown(WRITING, full_desk(tmp_path)) as pilot:
        await pilot.keys("x")
        row, line = next(found for found in enumerate(pilot.lines) if "Esc Cancel" in found[1])
        await pilot.click(offset=(line.index("Esc Cancel") + 1, row))
        await pilot.settle()
        assert "What you typed is not saved yet." in "".join(pilot.lines)

        await pilot.keys("enter")
        await pilot.click(offset=(line.index("Ctrl+S") + 1, row))
        await pilot.settle()
        assert pilot.page == "ResultPage"
        assert "Note saved." in "".join(pilot.lines)


def test_each_answer_of_a_committee_has_a_mark_and_more_are_drawn_to_scale() -> None:
    assert distribution((2, 0, 3)).plain == "11333"
    assert distribution((100, 50, 0)).plain == "1" * 20 + "2" * 10
    assert distribution(None).plain == distribution((0, 0, 0)).plain == ""
    assert numbers((7, 4, 0)).plain == "1 7  2 4  3 0"


class OnePage(App[None]):
    """Shows some widgets below one another in our colours."""

    def __init__(self, *shown: Widget) -> None:
        super().__init__()
        self._shown = shown

    def compose(self) -> ComposeResult:
        yield Vertical(*self._shown)

    def on_mount(self) -> None:
        for theme in themes():
            self.register_theme(theme)
        self.theme = LIGHT


@asynccontextmanager
async def page(size: Size, *shown: Widget) -> AsyncIterator[Driver]:
    """Show widgets on a terminal of this size."""
    async with driven(OnePage(*shown), size) as pilot:
        yield pilot


async def drawn_texts(width: int, *paragraphs: Paragraph) -> list[str]:
    """Return the lines of a text on a terminal of this width."""
    async with page((width, 10), Lines(paragraphs)) as pilot:
        hanging = pilot.app.query_one(Lines)
        lines = [line.rstrip() for line in hanging.render().plain.split("\n")]
        assert hanging.size.height == len(lines)
        return lines


async def test_further_lines_are_moved_in_and_a_narrow_terminal_has_room_for_words() -> None:
    assert await drawn_texts(30, Paragraph("Enter  ", "Show all prompts together, one by one.", 7)) == [
        "Enter  Show all prompts",
        "       together, one by one.",
    ]
    assert await drawn_texts(20, Paragraph("", "One two three four five."), Paragraph("", "")) == [
        "One two three four",
        "five.",
        "",
    ]
    lines = await drawn_texts(20, Paragraph(f"{'Ctrl+Page Up':<18}", "Go back one page.", 18))
    assert max(map(len, lines)) <= 20
    assert lines[-1].startswith("    ")
    assert not lines[-1].startswith(" " * 5)


@pytest.mark.parametrize("text", ["[/x] [red] \\ 中文 🙂", "a\x1b[31mb\u202ec"])
async def test_typed_text_is_shown_as_it_is_and_obeyed_nowhere(text: str) -> None:
    [line] = await drawn_texts(60, Paragraph("", text))
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert line[0] == text[0]


async def test_pointers_keep_a_number_with_its_word_lose_nothing_and_obey_no_markup() -> None:
    for text, size, told in (
        (
            "2\xa0Role: two opposite views · 4\xa0Engagement: no single view",
            (46, 6),
            ["TALK NEXT  2\xa0Role: two opposite views ·", "           4\xa0Engagement: no single view"],
        ),
        ("[red]a[/red]", (60, 4), ["TALK NEXT  [red]a[/red]"]),
        ("y" * 40, (40, 6), ["TALK NEXT", f"           {'y' * 29}", f"           {'y' * 11}"]),
    ):
        async with page(size, PointerList()) as pilot:
            pilot.app.query_one(PointerList).show(Pointers((Pointer("Talk next", text),)))
            await pilot.settle()
            assert [line for line in pilot.lines if line] == told


ROOM = 76
"""Columns that a page of 80 has for its text."""

PACK = read_pack(SHIPPED / "six-steps")


def test_every_statement_can_be_drawn_and_no_two_characters_look_the_same() -> None:
    assert [step.id for step in PACK.steps if not drawable(step.statement)] == []
    drawings = {drawn(character) for character in f"{digits}{ascii_letters.upper()}.,:;?!'-+/()·"}

    # A nought is a letter O, as on many signs.
    assert len(drawings) == 10 + 26 + 13 - 1
    assert drawn("7:2") == (
        "▀▀▀█ ▄ ▄▀▀▄",
        "  █     ▄▄▀",
        " █   ▀ █▄▄▄",
    )
    assert drawn("’–") == drawn("'-")
    assert big_rows("1\n2", 76) == (*drawn("1"), "", *drawn("2"))
    assert folded("Back at 11.20", breadth("Back at")) == ("Back at", "11.20")


@pytest.mark.parametrize("scale", [1, 2])
def test_every_row_is_as_wide_as_is_reckoned(scale: int) -> None:
    rows = drawn("Back at 11.20, or so?", scale)

    assert len(rows) == ROWS * scale
    assert {len(row) for row in rows} == {breadth("Back at 11.20, or so?", scale)}
    assert set("".join(rows)) <= set(" ▀▄█")


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


@pytest.mark.parametrize(
    ("text", "width"), [("Œuvre", 76), ("Developing", breadth("Developing") - 1), ("", 76)]
)
def test_what_cannot_be_drawn_has_no_rows(text: str, width: int) -> None:
    assert big_rows(text, width) == ()


async def test_big_letters_stand_alone_and_are_drawn_anew_where_the_text_changes() -> None:
    async with page((120, 40), BigText("Back at 11.20")) as pilot:
        assert pilot.lines[:4] == [*drawn("Back at 11.20"), ""]

        pilot.app.query_one(BigText).text = "2\n3"
        await pilot.settle()
        assert pilot.lines[:7] == [*map(str.rstrip, drawn("2")), "", *map(str.rstrip, drawn("3"))]
    async with page((120, 40), BigText("Strong", scale=2)) as pilot:
        assert pilot.lines[:6] == [row.rstrip() for row in drawn("Strong", 2)]


@pytest.mark.parametrize(
    ("size", "text"),
    [((80, 27), "Back at 11.20"), ((30, 30), "Knowledge"), ((80, 30), "Œuvre"), ((60, 30), "word " * 40)],
)
async def test_where_there_is_no_room_only_the_ordinary_text_stands(size: Size, text: str) -> None:
    async with page(size, BigText(text)) as pilot:
        assert not {*"".join(pilot.lines)} & {*"▀▄█"}
        assert " ".join(" ".join(pilot.lines).split()) == text.strip()


@pytest.mark.parametrize(("others", "rows"), [(6, drawn("7")), (8, ())])
async def test_a_twin_takes_only_rows_that_nothing_else_needs(others: int, rows: tuple[str, ...]) -> None:
    twin, text = BigTwin(), Static("\n".join("x" * others))
    twin.show(Twin("7"))
    async with page((20, 10), twin, text, Rest()) as pilot:
        assert [line for line in pilot.lines if line not in {"", "x"}] == [row.rstrip() for row in rows]
        assert pilot.lines.count("x") == others


@pytest.mark.parametrize(
    ("size", "first"),
    [
        ((76, 12), drawn("Beginning")[0]),
        ((76, 11), drawn("4", 2)[0]),
        ((76, 5), drawn("4")[0]),
        ((30, 11), ""),
        ((76, 3), ""),
    ],
)
async def test_counts_are_drawn_as_big_as_there_is_room(size: Size, first: str) -> None:
    async with page(size, drawn_block(Figures(PACK.levels, (4, 13, 0))), Rest()) as pilot:
        lines = pilot.lines
        assert lines[0].startswith(first.rstrip())
        assert bool(lines[0]) == bool(first)
