"""Which text of a pack does not fit its place on a terminal of 80 columns and 24 rows.

Pages cut nothing off that can be scrolled; what is named here would be cut off, or would have to be scrolled while the
room reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scrutiny_tui.domain.pack import Lesson, Pack, Page, Step
from scrutiny_tui.domain.printable import wrapped

COLUMNS: Final = 80
"""The width that every text has to fit."""

PLACE_COLUMNS: Final = 15
"""What the title bar needs beside the title of the pack: where the room is, such as "Step 2 of 6", and blanks."""

STEP_COLUMNS, STEP_ROWS = 75, 20
"""What the page of a step leaves for its text: below the line of steps the title, the statement, the lesson, one
prompt and the three levels."""

PAGE_COLUMNS, PAGE_ROWS = 74, 17
"""What a page of the briefing leaves for its text, below its title."""

_LEVEL_INDENT: Final = 9
"""Columns beside a level's short name, in which its sentence stands in."""
_WHY_INDENT: Final = 2
"""Columns of the line beside the lesson."""
_PROMPT_INDENT: Final = 2
"""Columns of the mark before a prompt, below which its lines hang."""

_FIXED_ROWS: Final = 3
"""Of the page of a step: the line above the prompt, the question, and a blank one above the lesson."""


def unfit(pack: Pack) -> Iterator[str]:
    """Yield a line for each text that does not fit, the most prominent first; nothing if all do."""
    room = COLUMNS - PLACE_COLUMNS
    if len(pack.title) > room:
        yield f"pack.toml: title: {len(pack.title)} characters; the title bar has room for {room}."
    line = "".join(f" {step.id} {step.short} " for step in pack.steps)
    if len(line) > COLUMNS:
        yield f"steps: short: side by side the short titles take {len(line)} of {COLUMNS} columns."
    for step, prompt in ((each, prompt) for each in pack.steps for prompt in each.prompts):
        rows = step_rows(pack, step, prompt.text)
        if rows > STEP_ROWS:
            yield (
                f"step {step.id}: prompt {prompt.id} takes {rows} rows together with the statement, the lesson and the three levels; "
                f"the page has {STEP_ROWS}."
            )
    for page in pack.pages:
        rows = len(page_rows(page))
        if rows > PAGE_ROWS:
            yield f"page {page.id}: its text takes {rows} rows; a page has {PAGE_ROWS}."


def step_rows(pack: Pack, step: Step, prompt: str) -> int:
    """Return the rows that the page of a step takes while it shows this prompt, and the lesson after the content note."""
    named = max(len(level.short) for level in pack.levels)
    lessons = [pack.lesson(link.lesson) for link in step.lessons[:1]]
    texts = (
        (f"{step.id}  {step.title}", STEP_COLUMNS),
        (step.statement, STEP_COLUMNS),
        (prompt, STEP_COLUMNS - _PROMPT_INDENT),
        *((sentence, STEP_COLUMNS - _LEVEL_INDENT - named) for sentence in step.sentences),
        *((_why(lesson), STEP_COLUMNS - _WHY_INDENT) for lesson in lessons),
    )
    return _FIXED_ROWS + sum(len(_lines(text, width)) for text, width in texts)


def _why(lesson: Lesson) -> str:
    return f"Why it matters  ‘{lesson.quotation}’  {lesson.short}, {lesson.year}"


def page_rows(page: Page) -> list[str]:
    """Return a page of the briefing as the screen wraps it, a blank row between blocks."""
    rows: list[str] = []
    signs = {"- ": "• ", "> ": "  "}
    for line in page.body.replace("**", "").split("\n"):
        sign = signs.get(line[:2])
        rows += _lines(f"{sign}{line[2:]}", PAGE_COLUMNS, later="  ") if sign else _lines(line, PAGE_COLUMNS)
    return rows


def _lines(text: str, width: int, later: str = "") -> list[str]:
    """Return the text broken at spaces; one empty line for no text."""
    return wrapped(text, width, later) or [""]
