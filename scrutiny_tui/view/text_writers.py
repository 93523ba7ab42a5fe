"""The report as plain text, as Markdown, and as one self-contained HTML file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scrutiny_tui.domain.printable import printable
from scrutiny_tui.view.blocks import (
    FILLS,
    LANGUAGE,
    TEXT_WIDTH,
    Block,
    Chart,
    ChartPart,
    Document,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    column_widths,
    stays_together,
)


def render(template: str, **values: Any) -> str:
    """Return a template filled in with these values, ending with a line break."""
    return f"{_environment().get_template(template).render(values, language=LANGUAGE).rstrip()}\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__ or ""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """Return what may be put on a page: other people's text without control characters, still to be escaped."""
    return value if isinstance(value, Markup) else printable(str(value))


def html_bytes(document: Document) -> bytes:
    """Return the document as UTF-8, ending with a line break."""
    page = render(
        "record.html",
        document=document,
        kind_of=lambda block: type(block).__name__,
        stays_together=stays_together,
        column_shares=_column_shares,
        fills={sign: f"#{colour}" for sign, colour in FILLS.items()},
        contents_after=_end_of_opening(document),
    )
    return page.lstrip().encode()


def _column_shares(table: Table) -> tuple[float, ...]:
    """Return how many hundredths of the page each column takes: as on paper, so that no long word squeezes the others."""
    return tuple(round(width * 100 / TEXT_WIDTH, 1) for width in column_widths(table, TEXT_WIDTH))


_FEW_PARTS: Final = 4


def _end_of_opening(document: Document) -> int:
    """Return after how many blocks the contents stand: after the first part, which is what the reader came for.

    That is 0 if there is so little that nobody needs contents.
    """
    parts = [
        place for place, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level > 1
    ]
    return parts[1] if len(parts) > _FEW_PARTS and not document.most_sides else 0


_UNDER: Final = {1: "=", 2: "-"}
"""What a heading of this level is underlined with; lower ones stand alone."""

_INDENT: Final = "    "
"""What further lines are set in with, so that nobody can type a heading of their own."""


def text_bytes(document: Document) -> bytes:
    """Return the document as UTF-8, ending with a line break."""
    return _joined(document, _text_lines, _end(document))


def _end(document: Document) -> str:
    return f"{document.about}. {' '.join(document.status)}"


def _joined(document: Document, lines: Callable[[Block], Iterator[str]], end: str) -> bytes:
    parts = ("\n".join(lines(each)) for each in document.blocks)
    return ("\n\n".join(filter(None, (*parts, end))) + "\n").encode()


def _text_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield text
            if level in _UNDER:
                yield _UNDER[level] * len(text)
        case Paragraph(text, lead):
            yield f"{lead} {text}".strip().replace("\n", f"\n{_INDENT}")
        case Quotation(text, credit):
            yield f'{_INDENT}"{text}"'
            yield f"{_INDENT}{credit}"
        case ItemList():
            yield from (
                f"{sign} {item}".replace("\n", f"\n{'':{len(sign) + 1}}") for sign, item in block.signed("-")
            )
        case Table():
            yield from _text_table(block)
        case Chart():
            yield from _text_chart(block)


def _text_chart(chart: Chart) -> Iterator[str]:
    """Yield the marks of all lines below each other, so that their lengths can be compared."""
    lines = [line for part in chart.parts for line in part.lines]
    labels = max(len(line.label) for line in lines)
    marks = max(len(line.marks) for line in lines)
    for part in chart.parts:
        yield from filter(None, (part.heading,))
        for line in part.lines:
            yield f"  {line.label:<{labels}}  {line.marks:<{marks}}  {line.told}".rstrip()
    yield from filter(None, (chart.key,))


def _text_table(table: Table) -> Iterator[str]:
    """Yield a table row by row, each cell with the head of its column: read aloud it makes sense without columns."""
    yield f"{table.caption}:"
    for first, *others in table.rows:
        if len(others) == 1:
            yield f"- {first}: {others[0]}"
            continue
        yield f"- {first}"
        yield from (f"  {head}: {cell}" for head, cell in zip(table.header[1:], others, strict=True))


_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|~&#$]")
"""Characters that mean something anywhere in a line."""

_AT_START: Final = re.compile(r"^\s*(?:(?=[-+=:])|\d+(?=[.)]))")
"""What is before a mark that means something at the start of a line: of lists, underlined headings, tables.

A digit cannot be escaped; the dot behind it can.
"""

_ADDRESS: Final = re.compile(r"(?i)(?<=www)\.|:(?=//)|@")
"""Where an address would become a link by itself."""


def markdown_bytes(document: Document) -> bytes:
    """Return the document as UTF-8, ending with a line break."""
    return _joined(document, _markdown_lines, f"---\n\n{escaped(_end(document))}")


def escaped(line: str) -> str:
    """Return a line in which nothing is read as Markdown or HTML."""
    told = _SPECIAL.sub(r"\\\g<0>", line)
    told = _ADDRESS.sub(lambda found: f"&#{ord(found[0])};", told)
    return _AT_START.sub(r"\g<0>\\", told)


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
        case ItemList():
            yield from (
                f"{sign} {_broken_lines(item, ' ' * (len(sign) + 1))}" for sign, item in block.signed("-")
            )
        case Table():
            yield from _markdown_table(block)
        case Chart(parts=parts, key=key):
            yield "\n\n".join([*map(_markdown_part, parts), *filter(None, (escaped(key),))])
        case PageBreak():
            yield "---"


def _markdown_part(part: ChartPart) -> str:
    heading = f"**{escaped(part.heading)}**\n\n" if part.heading else ""
    lines = (
        " ".join(
            filter(None, (f"- {escaped(line.label)}", line.marks and f"`{line.marks}`", escaped(line.told)))
        )
        for line in part.lines
    )
    return heading + "\n".join(lines)


def _broken_lines(text: str, indent: str) -> str:
    return f"\\\n{indent}".join(escaped(line) for line in text.split("\n"))


def _markdown_table(table: Table) -> Iterator[str]:
    yield f"**{escaped(table.caption)}**"
    yield ""
    header, *rows = (f"| {' | '.join(map(escaped, row))} |" for row in (table.header, *table.rows))
    yield header
    yield f"|{' --- |' * len(table.header)}"
    yield from rows
