"""Reads PDF files as a screen reader does: by their tags, with the text that belongs to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final, TypeAlias, cast

from lxml import etree
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from tests.view.report_files import Read, ReadTable

Texts: TypeAlias = dict[int, str]
"""The number of each marked piece of a page, and its text."""

_SHOWING: Final = {b"Tj", b"TJ"}
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@dataclass
class Tag:
    """A tag with what is in it, in the order in which it is read."""

    name: str
    alt: str = ""
    scope: str = ""
    has_place: bool = False
    """Whether it says where on its page it is."""
    inside: list[Tag | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(each if isinstance(each, str) else each.text for each in self.inside)

    @property
    def tags(self) -> list[Tag]:
        """The tags directly in it."""
        return [each for each in self.inside if isinstance(each, Tag)]

    def every(self, *names: str) -> list[Tag]:
        """Return all tags of these names below it, in order."""
        found = []
        for each in self.tags:
            found += [each] if each.name in names else []
            found += each.every(*names)
        return found


class Pdf:
    """A PDF file."""

    def __init__(self, data: bytes) -> None:
        self._reader = PdfReader(BytesIO(data))
        self.root = cast(Any, self._reader.trailer["/Root"])
        self.title = self._reader.metadata.title if self._reader.metadata else None
        self.pages = [_Page(page, self._reader) for page in self._reader.pages]
        references: Any = (page.indirect_reference for page in self._reader.pages)
        self._pages_by_object = {each.idnum: page for each, page in zip(references, self.pages, strict=True)}
        [document] = self.root["/StructTreeRoot"]["/K"]
        self.document = self._tag(document.get_object(), None)

    @property
    def everything(self) -> str:
        """All that can be read in it: what is on the pages, what is said of it, and what stands for drawings."""
        pages = ["".join(page.texts.values()) + page.passed_over for page in self.pages]
        alts = [each.alt for each in self.document.every("Figure")]
        return "\n".join((*pages, *alts, self.root["/Metadata"].get_data().decode()))

    @property
    def claims(self) -> dict[str, str]:
        """What the file says of itself, such as the part of a standard that it keeps."""
        tree = etree.fromstring(self.root["/Metadata"].get_data())
        return {each.tag: each.text or "" for each in tree.iterfind(f".//{_RDF}Description/*")}

    @property
    def read(self) -> Read:
        """Headings and tables, in order."""
        headings = [(int(each.name[1]), each.text) for each in self.document.every("H1", "H2", "H3", "H4")]
        return Read(headings, [_table(each) for each in self.document.every("Table")])

    def _tag(self, found: Any, page: _Page | None) -> Tag:
        if "/Pg" in found:
            page = self._pages_by_object[found.raw_get("/Pg").idnum]
        tag = Tag(found["/S"][1:], str(found.get("/Alt", "")))
        for attributes in found.get("/A", ()):
            tag.scope = tag.scope or attributes.get_object().get("/Scope", "")[1:]
            tag.has_place = tag.has_place or "/BBox" in attributes.get_object()
        for each in found.get("/K", ()):
            inside = each.get_object()
            if isinstance(inside, int):
                assert page
                tag.inside.append(page.texts[inside])
            elif inside.get("/Type") == "/MCR":
                tag.inside.append(self._pages_by_object[inside.raw_get("/Pg").idnum].texts[inside["/MCID"]])
            else:
                tag.inside.append(self._tag(inside, page))
        return tag


@dataclass
class Piece:
    """Some text on one line. Lengths are in points."""

    text: str
    start: float
    """From the left edge of the page."""
    height: float
    """Above the lower edge of the page."""
    width: float


class _Page:
    """A page: its pieces by their numbers, and what a screen reader passes over."""

    def __init__(self, page: PageObject, reader: PdfReader) -> None:
        resources: Any = page["/Resources"]
        fonts = {name: _Font(found) for name, found in resources["/Font"].items()}
        self.texts: Texts = {}
        self.passed_over = ""
        """Text at the head and at the foot of the page, and heads of tables that are repeated."""
        self.pieces: list[Piece] = []
        open_: list[int | None] = []
        font, size, place = "", 0.0, (0.0, 0.0)
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in {b"BDC", b"BMC"}:
                number = operands[1].get("/MCID") if operator == b"BDC" else None
                open_.append(open_[-1] if number is None and operands[0] != "/Artifact" and open_ else number)
            elif operator == b"EMC":
                open_.pop()
            elif operator == b"Tf":
                font, size = operands[0], float(operands[1])
            elif operator == b"cm":
                place = float(operands[4]), float(operands[5])
            elif operator in _SHOWING:
                self._add(open_[-1] if open_ else None, fonts[font].piece(operands[0], place, size))

    def _add(self, number: int | None, piece: Piece) -> None:
        self.pieces.append(piece)
        if number is None:
            self.passed_over += piece.text
        else:
            self.texts[number] = self.texts.get(number, "") + piece.text


class _Font:
    """A font of a page: what its codes stand for, and how wide they are."""

    def __init__(self, found: Any) -> None:
        self._signs = _signs(found["/ToUnicode"].get_data().decode())
        widths = [*map(float, found["/DescendantFonts"][0]["/W"])]
        self._widths: dict[int, float] = {}
        """In thousandths of the font's size."""
        for first, last, width in zip(*[iter(widths)] * 3, strict=True):
            self._widths |= dict.fromkeys(range(int(first), int(last) + 1), width)

    def piece(self, operand: Any, place: tuple[float, float], size: float) -> Piece:
        """Return what an instruction to show text shows."""
        text, width = "", 0.0
        for each in operand if isinstance(operand, list) else [operand]:
            if isinstance(each, int | float):
                width -= float(each)
                continue
            raw = each.original_bytes
            codes = [int.from_bytes(raw[begin : begin + 2]) for begin in range(0, len(raw), 2)]
            text += "".join(self._signs[code] for code in codes)
            width += sum(self._widths.get(code, 0.0) for code in codes)
        return Piece(text, *place, width * size / 1000)


def _signs(table: str) -> dict[int, str]:
    """Return what the codes of a font stand for."""
    pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", table, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(sign).decode("utf-16-be") for code, sign in pairs if sign != "FFFF"}


def _table(tag: Tag) -> ReadTable:
    [caption] = (each.text for each in tag.tags if each.name == "Caption")
    return ReadTable(caption, [[cell.text for cell in row.tags] for row in tag.every("TR")])


def lists(pdf: Pdf) -> Iterator[list[str]]:
    """Yield the items of each list with their bullets or numbers."""
    for found in pdf.document.every("L"):
        yield [" ".join(part.text for part in item.tags) for item in found.tags]
