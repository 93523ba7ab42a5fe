"""The report as one self-contained HTML file: no script, nothing from elsewhere, and everything escaped."""

from __future__ import annotations

from scrutiny_tui.view.paper.rendering import environment
from scrutiny_tui.view.record.blocks import LANGUAGE, Block, Document, Heading, Paragraph, stays_together
from scrutiny_tui.view.record.writers.svg import drawing


def html_bytes(document: Document) -> bytes:
    """Return the document as UTF-8, ending with a line break."""
    places = {id(block): place for place, block in enumerate(document.blocks, start=1)}
    page = (
        environment(__package__ or "")
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
