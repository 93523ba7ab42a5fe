"""Domain values as styled text: the only place that builds it.

Text that people typed or imported passes through `clean`, so that it can hold neither markup nor terminal controls.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.content import Content
from textual.widgets import Static

from scrutiny_tui.domain.pack import SYMBOLS, Level
from scrutiny_tui.domain.printable import printable

NEUTRAL_MARK: Final = "■"
"""What every answer looks like before the result."""


_KEPT_TOGETHER: Final = 40
"""Characters of a part that fits a line of the smallest terminal."""


clean: Final = printable
"""Return typed text without anything a terminal would act on; line breaks stay."""


def one_line(text: str, between: str = " ") -> str:
    """Return typed text without anything a terminal would act on, with something between its lines in place of breaks."""
    return between.join(line for line in clean(text).split("\n") if line)


def words(text: str, style: str = "") -> Content:
    """Return typed text as content in one style, with nothing in it read as markup."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def beside(parts: Iterable[str]) -> str:
    """Return parts with a dot between them; `Lines` breaks none that is short, and begins no line with a dot."""
    return "\N{NO-BREAK SPACE}· ".join(
        part.replace(" ", "\N{NO-BREAK SPACE}") if len(part) <= _KEPT_TOGETHER else part for part in parts
    )


def lines(parts: Iterable[Content]) -> Content:
    """Return the parts below one another."""
    return Content("\n").join(parts)


def mark_style(level: int) -> str:
    """Return the style of a mark that somebody chose a level with."""
    return f"bold $mark-text on $level-{level}"


def level_line(level: Level) -> Content:
    """Return a level as digit, symbol and label."""
    mark = f"{SYMBOLS[level.number - 1]} "
    return Content.assemble((f"{level.number} ", "bold"), mark, words(level.label, "bold"))


def retell(line: Static, told: str | Content) -> None:
    """Let a line say something else; where that takes as many rows as before, the page is not laid out anew.

    A layout draws the whole page, which takes several times as long as the answer that was keyed.
    """
    now = words(told) if isinstance(told, str) else told
    before = line.content if isinstance(line.content, Content) else Content(str(line.content))
    if now == before:
        return
    one_row = max(now.cell_length, before.cell_length) <= line.content_size.width and "\n" not in now.plain
    line.update(now, layout=not one_row)
