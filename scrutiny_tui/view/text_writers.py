"""The report as plain text that can be read aloud, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scrutiny_tui.view.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    PageBreak,
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
    parts = ["\n".join(_text_lines(each)) for each in document.blocks]
    end = f"{document.about}. {' '.join(document.status)}"
    return ("\n\n".join(part for part in (*parts, end) if part) + "\n").encode()


def _text_lines(block: Block) -> Iterator[str]:
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
            yield from _text_table(block)


def _further(text: str, indent: str) -> str:
    """Return the text with its further lines set in, so that nobody can type a heading of their own."""
    return text.replace("\n", f"\n{indent or _INDENT}")


def _text_table(table: Table) -> Iterator[str]:
    """Yield a table row by row, each cell with the head of its column: read aloud it makes sense without columns."""
    yield f"{table.caption}:"
    if len(table.header) == _PAIR:
        yield from (f"- {first}: {second}" for first, second in table.rows)
        return
    for first, *others in table.rows:
        yield f"- {first}"
        for head, cell in zip(table.header[1:], others, strict=True):
            yield f"  {head}: {cell}"


_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|~&#$]")
"""Characters that mean something anywhere in a line."""

_AT_START: Final = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
"""What means something at the start of a line: lists, underlined headings, tables."""

_ADDRESS: Final = re.compile(r"(?i)(www)(\.)|(:)(?=//)|(@)")
"""Where an address would become a link by itself."""


def markdown_bytes(document: Document) -> bytes:
    """Return the document as UTF-8, ending with a line break."""
    parts = ("\n".join(_markdown_lines(each)) for each in document.blocks)
    end = escaped(f"{document.about}. {' '.join(document.status)}")
    return ("\n\n".join(part for part in (*parts, f"---\n\n{end}") if part) + "\n").encode()


def escaped(line: str) -> str:
    """Return a line in which nothing is read as Markdown or HTML."""
    told = _SPECIAL.sub(r"\\\g<0>", line)
    told = _ADDRESS.sub(_broken, told)
    return _AT_START.sub(_told_at_start, told)


def _broken(found: re.Match[str]) -> str:
    if found[1]:
        return f"{found[1]}&#46;"
    return "&#58;" if found[3] else "&#64;"


def _told_at_start(found: re.Match[str]) -> str:
    mark = found[2]
    # A digit cannot be escaped; the dot behind it can.
    return f"{found[1]}{mark}\\" if mark.isdigit() else f"{found[1]}\\{mark}"


def _markdown_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {escaped(text)}"
        case Paragraph(text, lead):
            begin = f"**{escaped(lead)}** " if lead else ""
            yield begin + _broken_lines(text, "")
        case Quotation(text, credit):
            yield f"> “{escaped(text)}”"
            yield ">"
            yield f"> {escaped(credit)}"
        case BulletList(items):
            yield from (f"- {_broken_lines(item, '  ')}" for item in items)
        case Table():
            yield from _markdown_table(block)
        case PageBreak():
            yield "---"


def _broken_lines(text: str, indent: str) -> str:
    """Return the text with its line breaks kept."""
    return f"\\\n{indent}".join(escaped(line) for line in text.split("\n"))


def _markdown_table(table: Table) -> Iterator[str]:
    yield f"**{escaped(table.caption)}**"
    yield ""
    yield _row(table.header)
    yield _row(("---",) * len(table.header), plain=True)
    yield from (_row(row) for row in table.rows)


def _row(cells: tuple[str, ...], *, plain: bool = False) -> str:
    return f"| {' | '.join(cells if plain else (escaped(cell) for cell in cells))} |"
