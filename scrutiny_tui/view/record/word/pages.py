"""What stands on every page of a Word document: the status above, whose it is and the page's number below."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _BaseHeaderFooter

from scrutiny_tui.view.record.blocks import Document
from scrutiny_tui.view.record.word.styles import Styles


def mark_pages(word: WordFile, document: Document, styles: Styles) -> None:
    """Put the status and the page's number on every page, the first and the even ones too, beside what a template has."""
    section = word.sections[0]
    for header in _places(word, section, "header"):
        _put(header, _line(" ".join(document.status), styles.header))
    for footer in _places(word, section, "footer"):
        _put(footer, _line(document.about, styles.footer, _numbers(footer)))


def _places(word: WordFile, section: Section, kind: str) -> list[_BaseHeaderFooter]:
    """Return the header or footer, and those of the first and of even pages where they have their own."""
    names = [kind]
    if section.different_first_page_header_footer:
        names.append(f"first_page_{kind}")
    if word.settings.odd_and_even_pages_header_footer:
        names.append(f"even_page_{kind}")
    return [getattr(section, name) for name in names]


def _put(place: _BaseHeaderFooter, line: str) -> None:
    """Add a line; an empty paragraph that a new header begins with makes room for it."""
    content = place.paragraphs
    empty = len(content) == 1 and not place.tables and not len(content[0].runs)
    element = parse_xml(line)
    last = content[-1]._p if content else None  # noqa: SLF001 - python-docx has no way to put ready XML in
    if last is None:
        place._element.append(element)  # noqa: SLF001
        return
    last.addnext(element)
    if empty and last.find(f".//{qn('w:drawing')}") is None:
        last.getparent().remove(last)


def _numbers(footer: _BaseHeaderFooter) -> str:
    """Return the page's number; nothing if a template's footer has it already."""
    fields = "".join(footer._element.xpath(".//w:instrText/text() | .//w:fldSimple/@w:instr"))  # noqa: SLF001
    if "PAGE" in fields:
        return ""
    return f"{_text(' · Page ')}{_field('PAGE')}{_text(' of ')}{_field('NUMPAGES')}"


def _line(text: str, style: str, further: str = "") -> str:
    return f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_text(text)}{further}</w:p>'


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
