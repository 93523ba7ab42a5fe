"""Builds the Word file that every report begins as: styles, lists, page, and one of each thing that reports repeat.

    python -m scripts.make_word_file           write it
    python -m scripts.make_word_file FILE      write another file

The program copies the table and the lines of header and footer, so that what python-docx has no words for, such as a
row that stays whole, is said once and here.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle

from scrutiny_tui.store.archives import packed_anew
from scrutiny_tui.view.blocks import LANGUAGE
from scrutiny_tui.view.word_writer import WORD_FILE

FONT: Final = "Arial"
GREY: Final = "595959"
BLACK: Final = RGBColor(0, 0, 0)
HEADINGS: Final = ((20, 0), (15, 14), (13, 10), (12, 8))
"""Size of each level and the room above it, in points."""

_KEPT: Final = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
_WHEN: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - files have no zone


def elements(text: str) -> list[Any]:
    """Return the elements of a piece of XML in Word's own namespace."""
    return list(parse_xml(f"<w:x {nsdecls('w')}>{text}</w:x>"))


def word_file() -> bytes:
    """Return the file, the same bytes each time."""
    word = docx.Document()
    for holder in (word.part, word.part.package):
        kept = _KEPT if holder is word.part else {RELATIONSHIP_TYPE.OFFICE_DOCUMENT}
        for key in [key for key, each in holder.rels.items() if each.reltype not in kept]:
            del holder.rels[key]
    _set_page(word)
    _set_lists(word)
    _set_styles(word)
    _draw_lines(word)
    _draw_table(word)
    word.core_properties.author = word.core_properties.comments = ""
    word.core_properties.created = word.core_properties.modified = _WHEN
    told = BytesIO()
    word.save(told)
    return packed_anew(told.getvalue())


def _set_page(word: WordFile) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.header_distance, page.footer_distance = Mm(22), Mm(10), Mm(10)
    page.left_margin = page.right_margin = page.bottom_margin = Twips(1134)
    about: Any = page._sectPr  # noqa: SLF001 - python-docx has no columns, and no grid of lines
    about[:] = [each for each in about if each.tag not in {qn("w:cols"), qn("w:docGrid")}]
    about.attrib.clear()
    word.settings.element[:] = elements(
        '<w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/>'
    )


def _set_lists(word: WordFile) -> None:
    """Make list 1, of bullets, and list 2, of numbers."""
    signs = (("bullet", "•"), ("decimal", "%1."))
    looks = "".join(
        f'<w:abstractNum w:abstractNumId="{place}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{360 + 90 * place}" w:hanging="{360 + 90 * place}"/></w:pPr></w:lvl></w:abstractNum>'
        for place, (kind, sign) in enumerate(signs)
    )
    lists = word.part.numbering_part.element
    lists[:] = elements(looks)
    for place, _sign in enumerate(signs):
        lists.add_num(place)


def _set_styles(word: WordFile) -> None:
    every = word.styles.element
    for each in (*every.style_lst, every.find(qn("w:latentStyles"))):
        every.remove(each)
    every.find(qn("w:docDefaults"))[:] = elements(
        f'<w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    )
    normal = word.styles.add_style("Normal", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    plain = word.styles.add_style("Normal Table", WD_STYLE_TYPE.TABLE, builtin=True)
    for each in (normal, plain):
        each.element.set(qn("w:default"), "1")
    plain.element.extend(elements('<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>'))
    for level, (size, before) in enumerate(HEADINGS, start=1):
        heading = _style(word, f"Heading {level}", before, 4, size=size)
        heading.paragraph_format.keep_together = True
        heading.element.get_or_add_pPr().extend(elements(f'<w:outlineLvl w:val="{level - 1}"/>'))
    _style(word, "Title", 0, 6, size=HEADINGS[0][0])
    _style(word, "Caption", 8, 3, size=12)
    for number, name in enumerate(("List Bullet", "List Number"), start=1):
        items = _style(word, name, None, 3)
        items.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
    quote = _style(word, "Quote", None, 6)
    quote.paragraph_format.left_indent = Pt(20)
    # The credit stands close to what it credits.
    quote.element.pPr.extend(elements("<w:contextualSpacing/>"))
    quote.element.pPr.insert_element_before(
        *elements(f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{GREY}"/></w:pBdr>'),
        "w:spacing",
    )
    for name, after in (("Header", 8), ("Footer", 0)):
        _style(word, name, None, after).paragraph_format.line_spacing = 1.0
    cells = _style(word, "Scrutiny table text", 1.5, 1.5).paragraph_format
    cells.line_spacing, cells.alignment = 1.0, WD_ALIGN_PARAGRAPH.LEFT
    cells.left_indent = cells.right_indent = cells.first_line_indent = Pt(0)
    grid = word.styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE, builtin=True)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{GREY}"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid.element.extend(elements(f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>"))


def _style(
    word: WordFile, name: str, before: float | None, after: float, *, size: float | None = None
) -> ParagraphStyle:
    """Make a paragraph style with this room above and below, in points; one with a size is a bold one of headings."""
    style: ParagraphStyle = word.styles.add_style(
        name, WD_STYLE_TYPE.PARAGRAPH, builtin=not name.startswith("Scrutiny")
    )
    style.style_id = name.replace(" ", "")
    style.base_style, style.quick_style = word.styles["Normal"], True
    looks = style.paragraph_format
    looks.space_before, looks.space_after = None if before is None else Pt(before), Pt(after)
    if size:
        style.next_paragraph_style = word.styles["Normal"]
        looks.keep_with_next, looks.line_spacing = True, 1.0
        style.font.size, style.font.color.rgb = Pt(size), BLACK
        style.font.bold = style.font.cs_bold = True
    return style


def _draw_lines(word: WordFile) -> None:
    """Put a line into the header, and one with the number of the page into the footer; the words come with a report."""
    page = word.sections[0]
    page.header.paragraphs[0].add_run()
    line = page.footer.paragraphs[0]
    line.add_run()
    for words, field in ((" · Page ", "PAGE"), (" of ", "NUMPAGES")):
        line.add_run(words)
        line._p.extend(  # noqa: SLF001 - python-docx has no fields
            elements(f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )


def _draw_table(word: WordFile) -> None:
    """Put a table of one column in, with a row of heads and another."""
    table = word.add_table(2, 1, "Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    about = table._tbl.tblPr  # noqa: SLF001 - python-docx has no margins, title and description of tables
    about.find(qn("w:tblLayout")).addprevious(*elements('<w:tblInd w:w="0" w:type="dxa"/>'))
    about.find(qn("w:tblW")).set(qn("w:type"), "dxa")
    about.find(qn("w:tblLook")).addprevious(
        *elements(
            '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        )
    )
    about.extend(elements('<w:tblCaption w:val=""/><w:tblDescription w:val=""/>'))
    for row, repeated in zip(table.rows, ("<w:tblHeader/>", ""), strict=True):
        row._tr.get_or_add_trPr().extend(elements(f"<w:cantSplit/>{repeated}"))  # noqa: SLF001 - nor rows that stay whole or are repeated
        row.cells[0].paragraphs[0].style = "Scrutiny table text"
    head = table.cell(0, 0)
    head._tc.get_or_add_tcPr().extend(elements('<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'))  # noqa: SLF001 - nor shading
    head.paragraphs[0].add_run().bold = True
    table.cell(1, 0).paragraphs[0].add_run()


def main(words: Sequence[str]) -> None:
    """Write the file."""
    Path(*words or (WORD_FILE,)).write_bytes(word_file())


if __name__ == "__main__":
    main(sys.argv[1:])
