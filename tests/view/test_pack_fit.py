"""What of a pack does not fit 80 columns by 24 rows is named."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.view.pack_fit import (
    COLUMNS,
    PAGE_ROWS,
    PLACE_COLUMNS,
    STEP_ROWS,
    page_rows,
    step_rows,
    unfit,
)
from tests.support.sessions import SHIPPED


@cache
def shipped() -> Pack:
    """The shipped pack."""
    return read_pack(SHIPPED / "six-steps")


def test_everything_that_is_shipped_fits() -> None:
    assert [*unfit(shipped())] == []


def test_a_prompt_that_leaves_no_room_for_the_levels_is_named() -> None:
    step = shipped().steps[1]
    fits = step_rows(shipped(), step, "Why?")
    long = replace(step.prompts[0], text="word " * 16 * (STEP_ROWS - fits + 1))
    pack = replace(shipped(), steps=(replace(step, prompts=(long, *step.prompts[1:])),))

    (line,) = unfit(pack)
    assert line == (
        f"step 2: prompt 2.1 takes {step_rows(shipped(), step, long.text)} rows together with the statement, the lesson and the three levels; "
        f"the page has {STEP_ROWS}."
    )


def test_a_page_that_would_have_to_be_scrolled_is_named() -> None:
    page = shipped().pages[0]
    long = replace(page, body="\n".join(["- a point"] * (PAGE_ROWS + 1)))

    assert [*unfit(replace(shipped(), pages=(long,)))] == [
        f"page {page.id}: its text takes {PAGE_ROWS + 1} rows; a page has {PAGE_ROWS}."
    ]


def test_points_and_quotations_stand_in_when_they_go_on() -> None:
    page = replace(shipped().pages[0], body=f"- {'word ' * 20}\n> {'word ' * 20}\n\n**Bold** text")
    rows = page_rows(page)

    assert [row[:4] for row in rows] == ["• wo", "  wo", "  wo", "  wo", "", "Bold"]


def test_titles_that_the_bars_would_shorten_are_named() -> None:
    long = "T" * (COLUMNS - PLACE_COLUMNS + 1)
    steps = tuple(replace(step, short="S" * 12) for step in shipped().steps)

    assert [*unfit(replace(shipped(), title=long, steps=steps))] == [
        "pack.toml: title: 66 characters; the title bar has room for 65.",
        "steps: short: side by side the short titles take 96 of 80 columns.",
    ]
