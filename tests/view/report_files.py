"""Reads reports and paper as other programs do: headings, tables and text of each format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Final
from zipfile import ZipFile

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

Rows = list[list[str]]


@dataclass
class ReadTable:
    """A table as it was read."""

    caption: str
    rows: Rows = field(default_factory=list)
    """The header row first."""


@dataclass
class Read:
    """What was read from a file."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    tables: list[ReadTable] = field(default_factory=list)


_EMPTY: Final = {"meta", "br", "col"}

_POINTING: Final = {"src", "href", "action", "data", "srcset", "poster"}
"""Attributes that could point outside the file."""


class Page(HTMLParser):
    """An HTML page, read as a browser or a screen reader does."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.read = Read()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.unbalanced: list[str] = []
        """End tags that close something else than what was open, and elements that were never closed."""
        self.title = ""
        self.text = ""
        """What is read, styles and title left out."""
        self._open: list[str] = []
        self._cell = ""
        self.feed(page.decode())
        self.close()
        self.unbalanced += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in _EMPTY:
            return
        self._open.append(tag)
        if tag == "table":
            self.read.tables.append(ReadTable(""))
        elif tag == "tr":
            self.read.tables[-1].rows.append([])
        if tag in {"td", "th", "caption", "title"} or re.fullmatch("h[1-6]", tag):
            self._cell = ""

    def handle_data(self, data: str) -> None:
        self._cell += data
        if not {"style", "title"} & {*self._open}:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)
        if tag in {"td", "th"}:
            self.read.tables[-1].rows[-1].append(self._cell)
        elif tag == "caption":
            self.read.tables[-1].caption = self._cell
        elif re.fullmatch("h[1-6]", tag):
            self.read.headings.append((int(tag[1]), self._cell))
        elif tag == "title" and not self.title:
            self.title = self._cell

    @property
    def names(self) -> list[str]:
        """The names of the elements, in order."""
        return [tag for tag, _attributes in self.tags]

    @property
    def pointers(self) -> list[tuple[str, str | None]]:
        """Whatever points to another place or runs something: attribute and value."""
        every = (pair for _tag, attributes in self.tags for pair in attributes.items())
        return [(name, value) for name, value in every if name in _POINTING or name.startswith("on")]

    def values(self, tag: str, name: str) -> list[str | None]:
        """Return the values of this attribute on these tags."""
        return [attributes[name] for each, attributes in self.tags if each == tag and name in attributes]

    def headings(self, level: int) -> list[str]:
        """Return the headings of a level, each on one line."""
        return [" ".join(text.split()) for each, text in self.read.headings if each == level]


def read_word(data: bytes) -> Read:
    """Return headings and tables of a Word file, the caption being the paragraph before a table."""
    found, before = Read(), ""
    for block in word_file(data).iter_inner_content():
        if isinstance(block, WordTable):
            found.tables.append(ReadTable(before, [[cell.text for cell in row.cells] for row in block.rows]))
        elif isinstance(block, Paragraph):
            before = block.text
            name = block.style.name if block.style else ""
            if name and name.lower().startswith("heading "):
                found.headings.append((int(name[-1]), block.text))
    return found


def word_file(data: bytes) -> WordFile:
    """Open a Word file."""
    return docx.Document(BytesIO(data))


def readable(data: bytes) -> str:
    """Return all that can be read in a file, whatever it is; in one that is zipped, what is zipped inside it too."""
    if data.startswith(b"%PDF"):
        from tests.view.pdf_reading import Pdf

        return Pdf(data).everything
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    with ZipFile(BytesIO(data)) as archive:
        return "\n".join(f"{name}\n{readable(archive.read(name))}" for name in archive.namelist())


def read_markdown(data: bytes) -> Read:
    """Return headings and tables of a Markdown file."""
    found, lines = Read(), data.decode().splitlines()
    for number, line in enumerate(lines):
        if heading := re.fullmatch(r"(#+) (.*)", line):
            found.headings.append((len(heading[1]), _unescaped(heading[2])))
        if line.startswith("| "):
            if not lines[number - 1].startswith("| "):
                found.tables.append(ReadTable(_unescaped(lines[number - 2].strip("*"))))
            cells = [_unescaped(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            if set(cells) != {"---"}:
                found.tables[-1].rows.append(cells)
    return found


def _unescaped(text: str) -> str:
    told = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), text)
    return re.sub(r"\\([^\w\s])", r"\1", told)


def read_text(data: bytes, like: Read) -> Read:
    """Return the tables of a plain text file; how many columns each table has is known from another format."""
    found, lines = Read(), data.decode().splitlines()
    for table in like.tables:
        start = lines.index(f"{table.caption}:") + 1
        columns = len(table.rows[0])
        rows = [_text_row(lines, start, place, columns) for place in range(len(table.rows) - 1)]
        found.tables.append(ReadTable(table.caption, [table.rows[0], *rows]))
        lines = lines[start:]
    return found


def _text_row(lines: list[str], start: int, place: int, columns: int) -> list[str]:
    if columns == 2:
        first, second = re.fullmatch(r"- (.+?): (.*)", lines[start + place]).groups()  # type: ignore[union-attr]
        return [first, second]
    begin = start + place * columns
    assert lines[begin].startswith("- ")
    return [lines[begin][2:], *(line.partition(": ")[2] for line in lines[begin + 1 : begin + columns])]


def header_rows_marked(data: bytes) -> list[bool]:
    """Say for each table of a Word file whether its first row alone is marked as a header."""
    rows = [table.findall(qn("w:tr")) for table in word_file(data).element.body.findall(qn("w:tbl"))]
    marked = [[row.find(f".//{qn('w:tblHeader')}") is not None for row in each] for each in rows]
    return [each == [True] + [False] * (len(each) - 1) for each in marked]
