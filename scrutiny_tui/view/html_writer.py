"""The report as one self-contained HTML file with its charts: no script, nothing from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scrutiny_tui.view.blocks import LANGUAGE, Bar, Block, Chart, Document, Heading, Paragraph, stays_together
from scrutiny_tui.view.paper_pages import environment

ROW: Final = 56
"""Height of a bar with its label above, in CSS pixels."""

BAR: Final = 28
"""Height of the bar alone."""

KEY: Final = 28
"""Height of the key, one line for each series."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One count of a bar."""

    series: int
    """From 0."""
    count: int
    left: str
    """Where it begins, in per cent of the width."""
    width: str
    middle: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A bar with its label."""

    label: str
    top: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart to draw."""

    strips: tuple[Strip, ...]
    height: int


def drawing(chart: Chart) -> Drawing:
    """Return where everything of a chart is. Every bar is as wide as the page: they compare shares."""
    top = KEY * len(chart.series) + BAR // 4
    strips = tuple(_strip(bar, top + place * ROW) for place, bar in enumerate(chart.bars))
    return Drawing(strips, top + ROW * len(chart.bars))


def _strip(bar: Bar, top: int) -> Strip:
    whole = sum(bar.counts) or 1
    pieces, before = [], 0
    for series, count in enumerate(bar.counts):
        if count:
            left, width = 100 * before / whole, 100 * count / whole
            pieces.append(Piece(series, count, _percent(left), _percent(width), _percent(left + width / 2)))
        before += count
    return Strip(bar.label, top, tuple(pieces))


def _percent(number: float) -> str:
    return f"{number:.3f}%"


def html_bytes(document: Document) -> bytes:
    """Return the document as UTF-8, ending with a line break."""
    places = {id(block): place for place, block in enumerate(document.blocks, start=1)}
    page = (
        environment()
        .get_template("record.html")
        .render(
            document=document,
            language=LANGUAGE,
            kind_of=_kind_of,
            drawing=drawing,
            stays_together=stays_together,
            place_of=lambda block: places[id(block)],
            contents_after=_end_of_opening(document),
        )
    )
    return f"{page.strip()}\n".encode()


def _kind_of(block: Block) -> str:
    return type(block).__name__


def _end_of_opening(document: Document) -> int:
    """Return after how many blocks the contents stand: after the title and what follows it at once."""
    for place, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) and not (isinstance(block, Heading) and block.level == 1):
            return place
    return len(document.blocks)
