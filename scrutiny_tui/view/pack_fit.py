"""Which text of a pack does not fit its place on a terminal of 80 columns and 24 rows.

Pages cut nothing off that can be scrolled; what is named here would be cut off, or would have to be scrolled while the
room reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from scrutiny_tui.domain.pack import Pack, Page, Step

COLUMNS: Final = 80
"""The width that every text has to fit."""

STEP_COLUMNS: Final = 76
"""What the page of a step leaves for its text."""

STEP_ROWS: Final = 20
"""The rows of that page below the line of steps, for the title, the statement, one prompt and the three levels."""

LEVEL_INDENT: Final = 6
"""Columns by which a level's sentence stands in."""

PAGE_COLUMNS: Final = 74
"""What a page of the briefing leaves for its text."""

PAGE_ROWS: Final = 17
"""The rows of such a page below its title."""

PLACE_COLUMNS: Final = 15
"""What the title bar needs beside the title of the pack: where the room is, such as "Step 2 of 6", and blanks."""

_FIXED_ROWS: Final = 5
"""Of the page of a step: the line above the prompt, the question, and the three levels' own lines."""


def unfit(pack: Pack) -> Iterator[str]:
    """Yield a line for each text that does not fit, the most prominent first; nothing if all do."""
    if len(pack.title) > COLUMNS - PLACE_COLUMNS:
        room = COLUMNS - PLACE_COLUMNS
        yield f"pack.toml: title: {len(pack.title)} characters; the title bar has room for {room}."
    line = "".join(f" {step.id} {step.short} " for step in pack.steps)
    if len(line) > COLUMNS:
        yield f"steps: short: side by side the short titles take {len(line)} of {COLUMNS} columns."
    for step in pack.steps:
        yield from _of_step(step)
    for page in pack.pages:
        rows = len(page_rows(page))
        if rows > PAGE_ROWS:
            yield f"page {page.id}: its text takes {rows} rows; a page has {PAGE_ROWS}."


def _of_step(step: Step) -> Iterator[str]:
    for prompt in step.prompts:
        rows = step_rows(step, prompt.text)
        if rows > STEP_ROWS:
            yield (
                f"step {step.id}: prompt {prompt.id} takes {rows} rows together with the statement and the three levels; "
                f"the page has {STEP_ROWS}."
            )


def step_rows(step: Step, prompt: str) -> int:
    """Return the rows that the page of a step takes while it shows this prompt."""
    texts = (
        (f"{step.id}  {step.title}", STEP_COLUMNS),
        (step.statement, STEP_COLUMNS),
        (f"► {prompt}", STEP_COLUMNS),
        *((sentence, STEP_COLUMNS - LEVEL_INDENT) for sentence in step.sentences),
    )
    return _FIXED_ROWS + sum(len(_lines(text, width)) for text, width in texts)


def page_rows(page: Page) -> list[str]:
    """Return a page of the briefing as the screen wraps it, a blank row between blocks."""
    rows: list[str] = []
    for line in page.body.replace("**", "").split("\n"):
        if line.startswith("- "):
            rows += _lines(f"• {line[2:]}", PAGE_COLUMNS, later="  ")
        elif line.startswith("> "):
            rows += _lines(f"  {line[2:]}", PAGE_COLUMNS, later="  ")
        else:
            rows += _lines(line, PAGE_COLUMNS)
    return rows


def _lines(text: str, width: int, later: str = "") -> list[str]:
    """Return the text broken at spaces; one empty line for no text."""
    return wrap(text, width, subsequent_indent=later, break_on_hyphens=False) or [""]
