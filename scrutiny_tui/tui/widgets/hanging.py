"""A text whose paragraphs begin with a word or a key, with what follows kept to the right of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final, NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.tui.text import clean

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


class Hanging(Widget):
    """Paragraphs below one another; an empty one is an empty line."""

    DEFAULT_CSS = "Hanging { height: auto; }"

    paragraphs: reactive[tuple[Paragraph, ...]] = reactive((), layout=True)
    """What is said."""

    def __init__(self, paragraphs: Iterable[Paragraph] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Hanging.paragraphs, tuple(paragraphs))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines needed."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the paragraphs."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        return [line for each in self.paragraphs for line in _hung(each, max(width, 1))]


def _hung(paragraph: Paragraph, width: int) -> Iterator[Content]:
    lead, hang = clean(paragraph.lead), min(paragraph.hang, max(width - _NARROWEST, 0))
    whole = f"{lead}{clean(paragraph.text)}"
    first, *rest = wrap(whole, width, subsequent_indent=" " * hang, break_on_hyphens=False) or [""]
    style = "bold" if paragraph.is_bold else ""
    yield Content.assemble((first[: len(lead)], "bold"), (first[len(lead) :], style))
    yield from (Content.styled(line, style) if style else Content(line) for line in rest)
