"""The report as one self-contained HTML file with its charts: no script, nothing from elsewhere."""

from __future__ import annotations

from scrutiny_tui.view.blocks import Block, Document, Heading, Paragraph, stays_together
from scrutiny_tui.view.markup import render


def html_bytes(document: Document) -> bytes:
    """Return the document as UTF-8, ending with a line break."""
    page = render(
        "record.html",
        document=document,
        kind_of=_kind_of,
        stays_together=stays_together,
        contents_after=_end_of_opening(document),
    )
    return page.lstrip().encode()


def _kind_of(block: Block) -> str:
    return type(block).__name__


def _end_of_opening(document: Document) -> int:
    """Return after how many blocks the contents stand: after the title and what follows it at once."""
    for place, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) and not (isinstance(block, Heading) and block.level == 1):
            return place
    return len(document.blocks)
