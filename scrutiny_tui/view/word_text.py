"""What can be read in a council's own Word file: taken in anew, without anything that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from scrutiny_tui.view.blocks import harmless_line
from scrutiny_tui.view.template_headings import TemplateHeading
from scrutiny_tui.view.word_looks import TEXT, Looks, is_on, local_name, said

NUMBERS: Final = {"PAGE": "PAGE", "NUMPAGES": "NUMPAGES", "SECTIONPAGES": "NUMPAGES"}
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

_LEVELS: Final = (1, 2, 3)
_LONGEST_HEADING: Final = 120
"""Characters of a heading; what is longer is text that was made to look like one."""


@dataclass(slots=True)
class _Field:
    """A field that has begun: what it does, and whether what follows is what it came to."""

    instruction: str = ""
    has_result: bool = False

    @property
    def keyword(self) -> str:
        return "".join(re.findall(r"^\s*(\w+)", self.instruction)).upper()


class VisibleText:
    """Takes in what can be read in a header or a footer, or among the headings of a text.

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
                yield from self.blocks(inside(child))
                continue
            if any(each.tag == qn("w:fldSimple") or (each.text or "").strip() for each in made.iter()):
                yield made

    def headings(self, holder: Any) -> Iterator[TemplateHeading]:
        """Yield the headings of a text, but for those in tables and those that are as long as a paragraph."""
        for child in holder:
            if local_name(child) == "p":
                level, style = self._looks.outline(child)
                # A field can begin in one paragraph and end in another.
                if level in _LEVELS or child.find(f".//{qn('w:fldChar')}") is not None:
                    text = self._text(child)
                    if text and len(text) <= _LONGEST_HEADING and level in _LEVELS:
                        yield TemplateHeading(text, level, style)
            else:
                yield from self.headings(inside(child))

    def _text(self, paragraph: Any) -> str:
        pieces = self._pieces(paragraph, said(paragraph, "pPr", "pStyle"))
        return harmless_line("".join(each.text for each in pieces)).strip()

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
                yield from self._pieces(inside(child), style)

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
        name = NUMBERS.get(field.keyword, "")
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


def inside(element: Any) -> Any:
    """Return what stands in an element that may stand around text; nothing if it is another, or text of its own making."""
    name = local_name(element)
    if name in _AROUND:
        return element
    properties, content = (element.find(qn(f"w:{each}")) for each in ("sdtPr", "sdtContent"))
    if name != "sdt" or content is None:
        return ()
    marks = () if properties is None else (str(each.tag) for each in properties)
    return () if any(each.endswith(_NOT_WRITTEN) for each in marks) else content
