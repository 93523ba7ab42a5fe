"""Rows of a list: what each says, and under it what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets.option_list import Option

from scrutiny_tui.tui.text import clean, lines
from scrutiny_tui.view.page_blocks import Row, Rows

_BESIDE: Final = 8
"""Columns of a page that a row of a list does not have, a scroll bar among them."""
_FEWEST: Final = 20
_BETWEEN: Final = " · "
_KEPT_BETWEEN: Final = "\N{NO-BREAK SPACE}· "


class RowList(Widget):
    """Rows that nobody chooses from."""

    DEFAULT_CSS = "RowList { height: auto; }"

    _rows: tuple[Row, ...]

    def show(self, block: Rows) -> None:
        """Show these rows."""
        self._rows = block.rows
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines needed."""
        return self._drawn(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw the rows."""
        return self._drawn(self.size.width)

    def _drawn(self, width: int) -> Content:
        return lines(_hanging(row, width) for row in self._rows)


def options(rows: Iterable[Row], width: int) -> list[Option]:
    """Return rows to choose from for a terminal of this width, each with its key as its id."""
    return [Option(_hanging(row, width - _BESIDE), id=row.key or None) for row in rows]


def _hanging(row: Row, width: int) -> Content:
    """Return a text behind its mark, and under it what there is to say about it, wrapped and indented below the text.

    What stands between two dots is kept on one line where it fits.
    """
    under = " " * len(row.mark)
    room = max(width - len(under), _FEWEST)
    kept = _KEPT_BETWEEN.join(_kept(part, room) for part in clean(row.about).split(_BETWEEN))
    first, *rest = wrap(clean(row.text), room) or [""]
    told = (f"{clean(row.mark)}{first}", *(f"{under}{line}" for line in rest))
    return lines(
        (
            *(Content.styled(line, "bold") for line in told),
            *(Content(f"{under}{line}") for line in wrap(kept, room)),
        )
    )


def _kept(part: str, room: int) -> str:
    """Return the part so that it is not broken, where it is no longer than a line."""
    return part.replace(" ", "\N{NO-BREAK SPACE}") if len(part) < room else part
