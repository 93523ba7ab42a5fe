"""What a report takes from a council's own Word file: looks, page set-up, and the text of its headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, TypeAlias

import docx
from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Length

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.view.text_writers import render
from scrutiny_tui.view.word_looks import FONT, TEXT, Looks, is_on, local_name, related, said

Margins: TypeAlias = Mapping[tuple[str, str], list[Any]]
"""Paragraphs and tables of headers and footers, by the kind of page and by which of the two it is."""

_PAGE: Final = ("page_width", "page_height", "left_margin", "right_margin", "top_margin", "bottom_margin",
                "gutter", "orientation", "header_distance", "footer_distance")  # fmt: skip

_LEAST_ROOM: Final = 2_835
"""Five centimetres for text in both directions, in twentieths of a point."""

_COLOUR: Final = re.compile(r"[0-9A-Fa-f]{6}")
_COLOURS: Final = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip
"""The colours of a theme, and what they usually are."""

_NUMBERS: Final = {"PAGE": "PAGE", "NUMPAGES": "NUMPAGES", "SECTIONPAGES": "NUMPAGES"}
"""The fields that are taken in, and as what: a report has one section."""

_SEEN_THROUGH: Final = "HYPERLINK"
"""The field whose text is taken in, without the address."""

_AROUND: Final = frozenset({"hyperlink", "smartTag", "customXml", "dir", "bdo"})
"""What can stand around text."""

_SIGNS: Final = frozenset({"tab", "ptab", "sym", "cr", "noBreakHyphen", "softHyphen"})
_NEW_LINE: Final = "textWrapping"

_NOT_WRITTEN: Final = ("}dataBinding", "}showingPlcHdr")
"""Marks of a box to fill in whose text is a property of the file, or asks for one."""

_HIDING: Final = frozenset({"vanish", "specVanish", "webHidden"})
_HIDING_ROWS: Final = frozenset({"hidden", "ins", "del"})
_SMALLEST: Final = 4
"""Text that is smaller, in half points, cannot be seen."""


def take_in(word: WordFile, template: bytes) -> Margins:
    """Give a report's own file, still empty, the looks and the page of a template, and return its headers and footers.

    Raises `InputError` if the template's page has no room for text.
    """
    source = docx.Document(BytesIO(template))
    source.element.body.get_or_add_sectPr()
    looks = Looks(word, source)
    looks.take_in()
    _take_theme(word, source)
    _take_page(word, source)
    margins: dict[tuple[str, str], list[Any]] = {}
    for page in kinds_of_page(word):
        given: set[str] = set()
        for place in ("header", "footer"):
            found = getattr(source.sections[0], f"{page}{place}")._element  # noqa: SLF001 - python-docx has no way to see and put XML
            margins[page, place] = [*_MarginText(looks, given).blocks(found)]
    return margins


def kinds_of_page(word: WordFile) -> tuple[str, ...]:
    """Return what python-docx puts before "header" and "footer" for each kind of page that a file tells apart."""
    first = word.sections[0].different_first_page_header_footer
    even = word.settings.odd_and_even_pages_header_footer
    return ("", *(["first_page_"] if first else []), *(["even_page_"] if even else []))


def text_width(word: WordFile) -> int:
    """Return how wide the text of a file is, in twentieths of a point."""
    page = word.sections[0]
    room = _added(page, "page_width") - _added(page, "left_margin", "right_margin", "gutter")
    return int(Length(room).twips)


def _added(page: Section, *names: str) -> int:
    return sum(getattr(page, name) or 0 for name in names)


def _take_theme(word: WordFile, source: WordFile) -> None:
    """Take in the colours and the fonts of a theme; fillings and lines, which a report has none of, are plain."""
    theme = related(source, RELATIONSHIP_TYPE.THEME)
    if theme is None:
        return
    colours = {}
    for name, usual in _COLOURS.items():
        values = [
            value for each in theme.iterfind(f".//{qn(f'a:{name}')}/*") for value in each.attrib.values()
        ]
        colours[name] = next(filter(_COLOUR.fullmatch, values), usual)
    fonts = {}
    for use in ("major", "minor"):
        for script in ("latin", "ea", "cs"):
            found = theme.find(f".//{qn(f'a:{use}Font')}/{qn(f'a:{script}')}")
            name = "" if found is None else found.get("typeface", "")
            fonts[f"{use} {script}"] = name if FONT.fullmatch(name) else ""
    content = render("word/theme.xml", colours=colours, fonts=fonts).encode()
    part = Part(PackURI("/word/theme/theme1.xml"), CONTENT_TYPE.OFC_THEME, content, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.THEME)


def _take_page(word: WordFile, source: WordFile) -> None:
    """Take in the page that a template begins with, in one column, and which kinds of page it tells apart."""
    own, theirs = word.sections[0], source.sections[0]
    for name in _PAGE:
        if (value := getattr(theirs, name)) is not None:
            setattr(own, name, value)
    own.different_first_page_header_footer = theirs.different_first_page_header_footer
    switches = {local_name(each) for each in source.settings.element if is_on(each)}
    word.settings.odd_and_even_pages_header_footer = "evenAndOddHeaders" in switches
    if "gutterAtTop" in switches:
        own.top_margin, own.gutter = Length(_added(own, "top_margin", "gutter")), Length(0)
    if "mirrorMargins" in switches:
        word.settings.element.insert(0, OxmlElement("w:mirrorMargins"))
    # A margin below nought is one that the header may grow into.
    height = _added(own, "page_height") - abs(_added(own, "top_margin")) - abs(_added(own, "bottom_margin"))
    if min(text_width(word), Length(height).twips) < _LEAST_ROOM:
        raise InputError("The page of the template leaves no room for text. Make its margins smaller.")


@dataclass(slots=True)
class _Field:
    """A field that has begun: what it does, and whether what follows is what it came to."""

    instruction: str = ""
    has_result: bool = False

    @property
    def keyword(self) -> str:
        return "".join(re.findall(r"^\s*(\w+)", self.instruction)).upper()


class _MarginText:
    """Takes in what can be read in a header or a footer.

    That is text and the numbers of pages, each number once; no pictures or boxes, no other field or what it came to, no
    text that is hidden or not yet agreed to, no addresses, and nothing that comes from the properties of the file.
    """

    def __init__(self, looks: Looks, given: set[str]) -> None:
        """Take the looks, and the numbers that this kind of page has already, to which new ones are added."""
        self._looks = looks
        self._given = given
        self._fields: list[_Field] = []

    def blocks(self, holder: Any) -> Iterator[Any]:
        """Yield the paragraphs and tables in which there is something to read."""
        for child in holder:
            name = local_name(child)
            if name == "p":
                made = self._paragraph(child)
            elif name == "tbl":
                made = self._table(child)
            else:
                yield from self.blocks(_inside(child))
                continue
            if any(each.tag == qn("w:fldSimple") or (each.text or "").strip() for each in made.iter()):
                yield made

    def _table(self, source: Any) -> Any:
        made = OxmlElement("w:tbl")
        for name in ("w:tblPr", "w:tblGrid"):
            found = source.find(qn(name))
            made.append(OxmlElement(name) if found is None else self._looks.kept(found, TEXT))
        for row in source.findall(qn("w:tr")):
            cells, about = (
                row.findall(qn("w:tc")),
                (local_name(each) for each in row.iterfind(f"{qn('w:trPr')}/*")),
            )
            if cells and _HIDING_ROWS.isdisjoint(about):
                line = OxmlElement("w:tr")
                line.extend(map(self._cell, cells))
                made.append(line)
        return made

    def _cell(self, source: Any) -> Any:
        made = OxmlElement("w:tc")
        made.extend(self._looks.kept(each, TEXT) for each in source.findall(qn("w:tcPr")))
        made.extend(self.blocks(source))
        # A cell ends with a paragraph.
        if local_name(made[-1] if len(made) else made) != "p":
            made.append(OxmlElement("w:p"))
        return made

    def _paragraph(self, source: Any) -> Any:
        made, properties = OxmlElement("w:p"), source.find(qn("w:pPr"))
        style = said(properties, "pStyle")
        self._looks.style(style, "paragraph")
        if properties is not None:
            made.append(self._looks.kept(properties, TEXT))
        made.extend(self._pieces(source, style))
        return made

    def _pieces(self, holder: Any, style: str) -> Iterator[Any]:
        """Yield the runs and the fields of what is in a paragraph of this style."""
        for child in holder:
            name = local_name(child)
            if name == "r":
                yield from self._run(child, style)
            elif name == "fldSimple":
                field = _Field(child.get(qn("w:instr"), ""))
                if field.keyword == _SEEN_THROUGH:
                    yield from self._pieces(child, style)
                else:
                    yield from self._number(field, child.find(f".//{qn('w:rPr')}"))
            else:
                yield from self._pieces(_inside(child), style)

    def _run(self, run: Any, style: str) -> Iterator[Any]:
        looks = run.find(qn("w:rPr"))
        hidden = self._is_hidden(run, style)
        for child in run:
            name = local_name(child)
            if name == "fldChar":
                yield from self._at_mark(child.get(qn("w:fldCharType")), looks, hidden=hidden)
            elif name == "instrText" and self._fields:
                self._fields[-1].instruction += child.text or ""
            elif name == "pgNum":
                yield from self._number(_Field("PAGE"), looks, hidden=hidden)
            elif not hidden and self._is_shown:
                yield from self._in_run(self._piece(child, name), looks)

    def _at_mark(self, mark: str, looks: Any, *, hidden: bool) -> Iterator[Any]:
        if mark == "begin":
            self._fields.append(_Field())
        elif mark == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif mark == "end" and self._fields:
            yield from self._number(self._fields.pop(), looks, hidden=hidden)

    @property
    def _is_shown(self) -> bool:
        """Whether what comes now is no part of a field, or only of one that is seen through."""
        return all(each.has_result and each.keyword == _SEEN_THROUGH for each in self._fields)

    def _number(self, field: _Field, looks: Any, *, hidden: bool = False) -> Iterator[Any]:
        name = _NUMBERS.get(field.keyword, "")
        if name and name not in self._given and self._is_shown and not hidden:
            self._given.add(name)
            made = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "/>')
            made.extend(self._in_run(parse_xml(f"<w:t {nsdecls('w')}>1</w:t>"), looks))
            yield made

    def _in_run(self, piece: Any, looks: Any) -> Iterator[Any]:
        if piece is None:
            return
        run = OxmlElement("w:r")
        if looks is not None:
            self._looks.style(said(looks, "rStyle"), "character")
            run.append(self._looks.kept(looks, TEXT))
        run.append(piece)
        yield run

    def _piece(self, source: Any, name: str) -> Any:
        if name == "t":
            made = OxmlElement("w:t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            made.text = source.text
            return made
        if name == "br":
            return OxmlElement("w:br") if source.get(qn("w:type"), _NEW_LINE) == _NEW_LINE else None
        return self._looks.kept(source, TEXT) if name in _SIGNS else None

    def _is_hidden(self, run: Any, style: str) -> bool:
        """Tell whether nobody sees a run in a paragraph of this style: hidden, white on white, or far too small."""
        own = run.find(qn("w:rPr"))
        styles = [*self._looks.chain(said(own, "rStyle")), *self._looks.chain(style)]
        # What stands nearest to the text counts.
        looks = [own, *(each.find(qn("w:rPr")) for each in styles)]
        marks = ([mark for mark in each if local_name(mark) in _HIDING] for each in looks if each is not None)
        colour, size = (
            next(filter(None, (said(each, name) for each in looks)), "") for name in ("color", "sz")
        )
        # What a thing looks like is the first that stands in it.
        shaded = (each[0].find(qn("w:shd")) for each in (run, *run.iterancestors()) if len(each))
        return (
            any(map(is_on, next(filter(None, marks), [])))
            or (
                colour.upper() == "FFFFFF"
                and all(each is None for each in shaded)
                and not any(each.xpath("./*/w:shd") for each in styles)
            )
            or (size.isdecimal() and int(size) <= _SMALLEST)
        )


def _inside(element: Any) -> Any:
    """Return what stands in an element that may stand around text; nothing if it is another, or text of its own making."""
    name = local_name(element)
    if name in _AROUND:
        return element
    properties, content = (element.find(qn(f"w:{each}")) for each in ("sdtPr", "sdtContent"))
    if name != "sdt" or content is None:
        return ()
    marks = () if properties is None else (str(each.tag) for each in properties)
    return () if any(each.endswith(_NOT_WRITTEN) for each in marks) else content
