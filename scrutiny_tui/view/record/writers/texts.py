"""The report as plain text: words for everything, no drawing, so that it can be read aloud, piped or pasted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scrutiny_tui.view.record.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Quotation,
    Table,
)

_UNDER: Final = {1: "=", 2: "-"}
"""What a heading of this level is underlined with; lower ones stand alone."""

_INDENT: Final = "    "

_PAIR: Final = 2
"""Columns of a table in which the first cell alone heads the second."""


def text_bytes(document: Document) -> bytes:
    """Return the document as UTF-8, ending with a line break."""
    parts = ["\n".join(_lines(each)) for each in document.blocks]
    end = f"{document.about}. {' '.join(document.status)}"
    return ("\n\n".join(part for part in (*parts, end) if part) + "\n").encode()


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield text
            if level in _UNDER:
                yield _UNDER[level] * len(text)
        case Paragraph(text, lead):
            yield _further(f"{lead} {text}".strip(), "")
        case Quotation(text, credit):
            yield f'{_INDENT}"{text}"'
            yield f"{_INDENT}{credit}"
        case BulletList(items):
            yield from (_further(f"- {item}", "  ") for item in items)
        case Table():
            yield from _table(block)


def _further(text: str, indent: str) -> str:
    """Return the text with its further lines set in, so that nobody can type a heading of their own."""
    return text.replace("\n", f"\n{indent or _INDENT}")


def _table(table: Table) -> Iterator[str]:
    """Yield a table row by row, each cell with the head of its column: read aloud it makes sense without columns."""
    yield f"{table.caption}:"
    if len(table.header) == _PAIR:
        yield from (f"- {first}: {second}" for first, second in table.rows)
        return
    for first, *others in table.rows:
        yield f"- {first}"
        for head, cell in zip(table.header[1:], others, strict=True):
            yield f"  {head}: {cell}"
