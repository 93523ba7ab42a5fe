"""Texts that give way, hang, keep together or change with every key, and how many are in.

Both are used together, the gaps between the parts of a page and the rest once at its end. Their heights are small
fractions because Textual takes a fraction for a whole row where no row is left to share, and where all are at their
most; so all gaps of a page together stay below one row, and the rest is never at its most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets.option_list import Option

from scrutiny_tui.domain.pack import SYMBOLS
from scrutiny_tui.domain.printable import columns_of, levelled, padded, wrapped
from scrutiny_tui.tui.sizes import USUAL
from scrutiny_tui.tui.text import beside, clean, level_line, lines
from scrutiny_tui.view import page_view as blocks
from scrutiny_tui.view.page_view import Prompts, Row, Rows


class Gap(Widget):
    """Keeps two parts of a page apart as long as everything else has its place."""

    DEFAULT_CSS = "Gap { height: 0.15fr; max-height: 1; }"

    def show(self, _block: blocks.Gap) -> None:
        """Stay as it is."""

    def render(self) -> str:
        return ""


class Rest(Widget):
    """Takes the rows at the end of a page that nothing else needs."""

    DEFAULT_CSS = "Rest { height: 0.01fr; }"

    def render(self) -> str:
        return ""


_NARROWEST: Final = 16
"""Columns that a text always has, however long what stands before it is."""


class Paragraph(NamedTuple):
    """One paragraph."""

    lead: str
    """What it begins with, in bold; filled up to the same width by whoever wants columns."""
    text: str
    hang: int = 0
    """By how many columns its further lines are moved in."""
    is_bold: bool = False
    """Whether all of it is in bold."""


class Lines(Widget):
    """Paragraphs below one another, or a block of a page, as many lines as it takes at the width that it has.

    Paragraphs wrap at spaces but never at a no-break space, where Textual's own wrapping would; an empty one is an
    empty line.
    """

    DEFAULT_CSS = "Lines { height: auto; }"

    paragraphs: reactive[tuple[Paragraph, ...]] = reactive((), layout=True)
    """What is said, if it is no block of a page."""
    _block: Any

    def __init__(self, paragraphs: Iterable[Paragraph] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Lines.paragraphs, tuple(paragraphs))

    def show(self, block: Any) -> None:
        self._block = block
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self.drawn(width, viewport.height).plain.count("\n") + 1

    def render(self) -> Content:
        return self.drawn(self.size.width, self.app.size.height)

    def drawn(self, width: int, height: int) -> Content:
        """Return the lines for so many columns, on a terminal of so many rows."""
        return hung(self.paragraphs, width)


def hung(paragraphs: Iterable[Paragraph], width: int, lead_style: str = "bold") -> Content:
    """Return paragraphs as lines of at most this width."""
    return lines(line for each in paragraphs for line in _hung(each, max(width, 1), lead_style))


def _hung(paragraph: Paragraph, width: int, lead_style: str) -> Iterator[Content]:
    lead, hang = clean(paragraph.lead), min(paragraph.hang, max(width - _NARROWEST, 0))
    whole = f"{lead}{clean(paragraph.text)}"
    first, *rest = wrapped(whole, width, " " * hang) or [""]
    style = "bold" if paragraph.is_bold else ""
    yield Content.assemble((first[: len(lead)], lead_style), (first[len(lead) :], style))
    yield from (Content.styled(line, style) if style else Content(line) for line in rest)


_IN_COLUMNS: Final = 80
_WITH_LABELS: Final = (100, 28)
"""From so many columns, and so many columns and rows on, there is room for more of each statement."""


_ROOMY: Final = 36
"""From so many rows on there is an empty line between two statements, and the next question stands below this one."""


class ChoiceList(Lines):
    """The three statements: in one line each where there is no room, else with what they look like on this step."""

    _block: blocks.Choices

    def drawn(self, width: int, height: int) -> Content:
        columns, rows = self.app.size
        in_full = self._block.in_full or (columns >= _WITH_LABELS[0] and rows >= _WITH_LABELS[1])
        if not any(self._block.descriptions) or (columns < _IN_COLUMNS and not in_full):
            return lines(level_line(level) for level in self._block.choices)
        return hung(self._in_full() if in_full else self._in_columns(), width)

    def _in_columns(self) -> Iterator[Paragraph]:
        named = max(len(level.short) for level in self._block.choices)
        for level, told in zip(self._block.choices, self._block.descriptions, strict=True):
            lead = f"{level.number} {SYMBOLS[level.number - 1]} {level.short:<{named}}   "
            yield Paragraph(lead, told, len(lead))

    def _in_full(self) -> Iterator[Paragraph]:
        for level, told in zip(self._block.choices, self._block.descriptions, strict=True):
            if level.number > 1 and (self._block.in_full or self.app.size.height >= _ROOMY):
                yield Paragraph("", "")
            yield Paragraph(f"{level.number} {SYMBOLS[level.number - 1]} {level.label}", "")
            yield Paragraph("", f"{'':6}{told}", 6)


class PromptList(Lines):
    """Questions to talk about, the one that is talked about now marked, and the next one if there is room."""

    _block: Prompts

    def drawn(self, width: int, height: int) -> Content:
        block = self._block
        known = block.known or ("",) * len(block.prompts)
        shown = [
            Paragraph(
                "", f"{mark}{prompt.text}{f' — {standing}' if standing else ''}", len(mark), place == block.at
            )
            for place, (prompt, standing) in enumerate(zip(block.prompts, known, strict=False))
            for mark in ("► " if place == block.at else "  ",)
        ]
        if block.following and height >= _ROOMY:
            shown += Paragraph("", ""), Paragraph("", f"  next: {block.following}", 8)
        return hung(shown, width)


class PointerList(Lines):
    """What all steps together come to, each behind what it is about."""

    _block = blocks.Pointers(())

    def drawn(self, width: int, height: int) -> Content:
        told = [each for each in self._block.pointers if height >= USUAL[1] or not each.gives_way]
        about = max((len(each.about) for each in told), default=0) + 2
        shown = (Paragraph(f"{each.about.upper():<{about}}", each.text, about) for each in told)
        return hung(shown, width, "bold $primary")


class WhyNote(Lines):
    """Why a step matters: in a line or two on the step, in full beside it."""

    _block: blocks.Why

    def drawn(self, width: int, height: int) -> Content:
        columns, rows = self.app.size
        why = self._block
        if columns >= _WITH_LABELS[0] and rows >= _WITH_LABELS[1]:
            told = (why.why, "", why.source, "", why.heading)
            return hung(
                (Paragraph("WHY IT MATTERS", ""), Paragraph("", ""), *(Paragraph("", each) for each in told)),
                width,
                "bold $primary",
            )
        return hung((Paragraph("Why it matters", f"  {why.why}  {why.source}"),), width, "bold $primary")


class RowList(Lines):
    """The rows of a list that nobody chooses from."""

    _block: Rows

    def drawn(self, width: int, height: int) -> Content:
        return lines(content for _row, content in _drawn_rows(self._block, width))


_BESIDE: Final = 8
"""Columns of a page that a row to choose from does not have, a scroll bar among them."""


def options(shown: Rows, width: int) -> list[Option]:
    """Return rows to choose from for a terminal of this width, each with its key as its id; a header cannot be chosen."""
    return [
        Option(content, id=row.key or None if row else None, disabled=row is None or not row.key)
        for row, content in _drawn_rows(shown, width - _BESIDE)
    ]


_TABLE: Final = 64
"""Columns from which on there is room for a table."""
_APART: Final = 2
"""Columns between two columns of a table."""


def _drawn_rows(shown: Rows, width: int) -> Iterator[tuple[Row | None, Content]]:
    """Yield the header, with None, and each row as it is drawn: in columns if there is room for a table."""
    header = [each.upper() for each in shown.header]
    in_columns = [row.cells for row in shown.rows if row.cells]
    if not in_columns or width < _TABLE:
        yield from ((None, Content.styled(each, "bold $primary")) for each in header[:1])
        yield from ((row, hung(_row(row), width)) for row in shown.rows)
        return
    # The first column, which says most, has at least half of the table.
    needed = [max(map(columns_of, column)) for column in zip(header[1:], *in_columns, strict=True)]
    further = [int(each) for each in levelled(needed, width // 2)]
    widths = (width - sum(further) - _APART * len(further), *further)
    yield None, _across([[each] for each in header], widths).stylize("bold $primary")
    for row in shown.rows:
        hang = " " * len(row.mark)
        text = wrapped(clean(f"{row.mark}{row.text}"), widths[0], hang)
        about = wrapped(clean(f"{hang}{row.about}"), widths[0], hang) if row.about else []
        cells = [wrapped(clean(cell), wide) for cell, wide in zip(row.cells, further, strict=True)]
        yield row, _across([[*text, *about], *cells], widths, len(text))


def _across(cells: Iterable[list[str]], widths: tuple[int, ...], bold: int = 0) -> Content:
    """Return cells of one or more lines beside one another, so many lines of the first one in bold."""
    drawn = []
    for place, row in enumerate(zip_longest(*cells, fillvalue="")):
        first, *others = (padded(cell, wide + _APART) for cell, wide in zip(row, widths, strict=True))
        drawn.append(Content.assemble((first, "bold" if place < bold else ""), *others).rstrip())
    return lines(drawn)


def _row(row: Row) -> Iterator[Paragraph]:
    """Yield a text behind its mark, and under it what there is to say about it, whose parts are not broken."""
    hang = len(row.mark)
    yield Paragraph("", f"{row.mark}{row.text}", hang, is_bold=True)
    if about := [*row.cells, *filter(None, row.about.split(" · "))]:
        yield Paragraph("", f"{' ' * hang}{beside(about)}", hang)
