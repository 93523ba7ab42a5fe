"""A council's template gives a report its looks and what can be read at the edges of its pages, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.pack import PartHeadings, ReportPart
from scrutiny_tui.view.blocks import Document, Heading, ItemList, Paragraph, Quotation, table
from scrutiny_tui.view.word_writer import template_of, word_bytes
from tests.view.report_files import readable, word_file
from tests.view.word_leaks import (
    LEAKS,
    WORD,
    Leak,
    above_header,
    elements,
    field,
    header,
    in_header,
    in_part,
    in_settings,
    saved,
    template,
)

REPORT = Document(
    "Report",
    ("Draft.",),
    "Exampleshire",
    date(2026, 11, 22),
    (
        Heading("Report", 1),
        Paragraph("We agree."),
        Quotation("All of it.", "A source"),
        ItemList(("One", "Two")),
        table("Two columns", ("Step", "Answer"), [("Step 1", "Strong")]),
    ),
)


def reported(word: WordFile) -> WordFile:
    """Return a report in the looks of a template."""
    return word_file(word_bytes(REPORT, template_of(saved(word))))


def all_of_it(data: bytes) -> str:
    """Return the names and the contents of all parts, and what stands between and behind them."""
    return readable(data) + data.decode("latin-1")


@pytest.mark.parametrize("name", LEAKS)
def test_nothing_goes_out_that_nobody_sees(name: str) -> None:
    word = template()
    LEAKS[name](word)
    data = saved(word)
    with ZipFile(BytesIO(data)) as archive:
        assert any(
            WORD.encode() in part.filename.encode() + archive.read(part) for part in archive.infolist()
        )
    part = Heading("What we ask", 2, "recommendations")
    names = (PartHeadings(ReportPart.RECOMMENDATIONS, ("Recommendations",)),)
    made = word_bytes(replace(REPORT, blocks=(*REPORT.blocks, part)), template_of(data), names)
    assert "Recommendations" in [each.text for each in word_file(made).paragraphs]
    assert WORD not in all_of_it(made)
    assert "External" not in all_of_it(made)
    assert word_file(made).sections[0].header.paragraphs[-1].text == "Draft."
    assert any(
        each.text.startswith("Exampleshire Council") for each in word_file(made).sections[0].header.paragraphs
    )


def seen(word: WordFile, page: str = "", place: str = "header") -> str:
    """Return what can be read at an edge of this kind of page, a line for each paragraph."""
    found = getattr(word.sections[0], f"{page}{place}")._element
    return "\n".join(
        "".join(each.text or "" for each in paragraph.iter(qn("w:t"))) for paragraph in found.iter(qn("w:p"))
    )


def numbers(word: WordFile, page: str = "") -> list[str]:
    """Return the numbers that stand on this kind of page."""
    section = word.sections[0]
    edges = (getattr(section, f"{page}{place}")._element for place in ("header", "footer"))
    return [name.strip() for each in edges for name in each.xpath(".//w:fldSimple/@w:instr")]


def test_what_can_be_read_in_a_header_comes_along() -> None:
    word = template()
    in_header(
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> of </w:t></w:r>'
        '<w:hyperlink r:id="x"><w:r><w:t>www.exampleshire.example</w:t></w:r></w:hyperlink>'
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>, Town Hall</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:r><w:tab/><w:t>Committee</w:t><w:br/><w:noBreakHyphen/><w:br w:type="page"/></w:r>'
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>report</w:t></w:r>'
    )(word)
    above_header(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/><w:gridCol w:w='4000'/></w:tblGrid><w:tr>"
        "<w:tc><w:tcPr><w:shd w:val='clear' w:fill='003078'/></w:tcPr><w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr>"
        "<w:t>White on blue</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )(word)
    made = reported(word)
    assert seen(made).splitlines() == [
        "White on blue",
        "",
        "Exampleshire Council of www.exampleshire.example, Town HallCommitteereport",
        "Draft.",
    ]
    paragraph = made.sections[0].header.paragraphs[0]
    assert [run.text for run in paragraph.runs if run.bold] == [" of "]
    assert len(paragraph._p.xpath(".//w:tab | .//w:br | .//w:noBreakHyphen")) == 3
    assert header(made).xpath(".//w:gridCol/@w:w") == ["4000", "4000"]


def test_an_empty_line_of_a_header_takes_no_room_and_items_have_a_bullet() -> None:
    word = docx.Document()
    above_header("<w:p/><w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")(word)
    assert seen(reported(word)) == "Draft."
    word = template()
    style = word.styles["List Bullet"].element
    style.remove(style.pPr)
    assert reported(word).styles["List Bullet"].element.xpath(".//w:numId/@w:val") == ["1"]
    word = template()
    word.styles["Normal"].paragraph_format.left_indent = Cm(4)
    looks = reported(word).styles["Scrutiny table text"].paragraph_format
    assert looks.left_indent == looks.right_indent == looks.first_line_indent == 0


@pytest.mark.parametrize(
    "put",
    [
        field(" PAGE \\* MERGEFORMAT ", "7"),
        field("page", "7"),
        in_header('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>'),
        in_header("<w:r><w:pgNum/></w:r>"),
        above_header(
            "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent><w:p><w:fldSimple w:instr='PAGE'/></w:p></w:sdtContent></w:sdt>"
        ),
        lambda word: [field(" PAGE ")(word), field(" PAGE ")(word)],
    ],
    ids=["field", "small letters", "simple field", "old number", "from the gallery", "twice"],
)
def test_a_page_has_one_number_if_the_template_has_one(put: Leak) -> None:
    word = template()
    put(word)
    assert numbers(reported(word)) == ["PAGE"]
    assert "7" not in seen(reported(word))


def test_every_kind_of_page_has_one_number() -> None:
    word = template()
    word.sections[0].different_first_page_header_footer = True
    word.settings.odd_and_even_pages_header_footer = True
    word.sections[0].even_page_footer._element[0].extend(
        elements('<w:fldSimple w:instr=" PAGE "/><w:fldSimple w:instr=" SECTIONPAGES "/>')
    )
    field(" PAGE ")(word)
    made = reported(word)
    assert numbers(made) == ["PAGE"]
    assert numbers(made, "first_page_") == numbers(made, "even_page_") == ["PAGE", "NUMPAGES"]
    assert seen(made, "first_page_") == seen(made, "even_page_") == "Draft."
    assert made.settings.odd_and_even_pages_header_footer


@pytest.mark.parametrize(
    "put",
    [
        in_header(
            "<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:fldSimple w:instr='PAGE'/></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
        ),
        in_header("<w:r><w:rPr><w:vanish/></w:rPr><w:pgNum/></w:r>"),
        LEAKS["field in a field"],
    ],
    ids=["in a box", "hidden", "in another field"],
)
def test_a_number_that_stays_behind_is_none(put: Leak) -> None:
    word = template()
    put(word)
    assert numbers(reported(word)) == ["PAGE", "NUMPAGES"]


def _landscape(word: WordFile) -> None:
    page = word.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)


def _margins(word: WordFile) -> None:
    word.sections[0].left_margin, word.sections[0].right_margin = Cm(5), Cm(1)


def _gutter(word: WordFile) -> None:
    word.sections[0].gutter = Cm(3)


def _gutter_at_top(word: WordFile) -> None:
    _gutter(word)
    in_settings("<w:gutterAtTop/>")(word)


def _columns(word: WordFile) -> None:
    word.sections[0]._sectPr.extend(elements('<w:cols w:num="2" w:space="720"/>'))


def _sections(word: WordFile) -> None:
    word.sections[0].left_margin = Cm(4)
    later = word.add_section()
    later.left_margin, later.page_width = Cm(1), Cm(50)


@pytest.mark.parametrize(
    ("change", "width"),
    [
        (_landscape, 29.7 - 6.35),
        (_margins, 21.59 - 6),
        (_gutter, 21.59 - 6.35 - 3),
        (_gutter_at_top, 21.59 - 6.35),
        (_columns, 21.59 - 6.35),
        (_sections, 21.59 - 4 - 3.175),
    ],
)
def test_tables_are_as_wide_as_the_text_of_the_templates_page(change: Leak, width: float) -> None:
    word = template()
    change(word)
    made = reported(word)
    page = made.sections[0]
    own = page.page_width - page.left_margin - page.right_margin - page.gutter  # type: ignore[operator]
    [table] = made.element.body.iter(qn("w:tbl"))
    wide = int(table.xpath("./w:tblPr/w:tblW/@w:w")[0])
    assert Length(own).twips == wide == sum(int(each.get(qn("w:w"))) for each in table.iter(qn("w:gridCol")))
    assert wide == pytest.approx(Cm(width).twips, abs=3)
    assert len(made.sections) == 1
    assert not made.element.xpath("//w:cols")
    assert page.orientation == word.sections[0].orientation


def test_a_page_without_room_or_a_header_that_is_nowhere_is_refused() -> None:
    for name in ("left_margin", "top_margin"):
        word = template()
        setattr(word.sections[0], name, Cm(24))
        with pytest.raises(InputError, match=r"leaves no room for text\. Make its margins smaller"):
            word_bytes(REPORT, template_of(saved(word)))
    word = template()
    [reference] = word.element.body.iter(qn("w:headerReference"))
    del reference.attrib[qn("r:id")]
    with pytest.raises(InputError, match="The template cannot be used as a template: it is damaged"):
        word_bytes(REPORT, template_of(saved(word)))


def test_styles_come_with_what_they_are_based_on_and_with_the_theme() -> None:
    word = template()
    base = word.styles.add_style("Exampleshire base", WD_STYLE_TYPE.PARAGRAPH)
    base.font.name, base.font.size = "Exampleshire Sans", Pt(17)
    word.styles["Heading 1"].base_style = base
    in_part("theme", b'<a:srgbClr val="4F81BD"/>', b'<a:srgbClr val="123456"/>')(word)
    in_part("theme", b'<a:latin typeface="Calibri"/>', b'<a:latin typeface="Exampleshire Serif"/>')(word)
    made = reported(word)
    above = made.styles["Heading 1"].base_style
    assert above is not None
    assert (above.font.name, above.font.size) == ("Exampleshire Sans", Pt(17))
    theme = readable(saved(made))
    assert '<a:accent1><a:srgbClr val="123456"/></a:accent1>' in theme
    assert '<a:majorFont><a:latin typeface="Exampleshire Serif"/>' in theme


@pytest.mark.parametrize("number", [1, 2, 80])
def test_styles_that_are_based_on_each_other_do_no_harm(number: int) -> None:
    word = template()
    ring = [word.styles.add_style(f"Style {each}", WD_STYLE_TYPE.PARAGRAPH) for each in range(number)]
    for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        one.base_style = other
    word.styles["List Bullet"].base_style = ring[0]
    made = reported(word)
    style, steps = made.styles["List Bullet"], 0
    while style is not None and steps < 99:
        style, steps = style.base_style, steps + 1
    assert steps < 99


def test_numbers_before_headings_come_along_whoever_says_them() -> None:
    word = template()
    lists = word.part.numbering_part.element
    for each in elements(
        '<w:abstractNum w:abstractNumId="90"><w:numStyleLink w:val="Numbers"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="91"><w:styleLink w:val="Numbers"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:pStyle w:val="Heading9"/><w:lvlText w:val="Part %1 point %2"/></w:lvl></w:abstractNum>'
    ):
        lists.insert(0, each)
    lists.extend(
        elements(
            '<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num><w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num>'
        )
    )
    word.styles.element.extend(
        elements(
            '<w:style w:type="numbering" w:styleId="Numbers"><w:name w:val="Numbers"/>'
            '<w:pPr><w:numPr><w:numId w:val="91"/></w:numPr></w:pPr></w:style>'
        )
    )
    heading = word.styles["Heading 1"].element.get_or_add_pPr()
    heading.get_or_add_numPr().get_or_add_numId().val = 90
    made = reported(word)
    lists = made.part.numbering_part.element
    number = made.styles["Heading 1"].element.xpath(".//w:numId/@w:val")[0]
    [kind] = lists.xpath(f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    [found] = lists.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']")
    assert [each.get(qn("w:val")) for each in found.iter(qn("w:lvlText"))] == ["%1.", "%1.%2"]
    assert [each.get(qn("w:val")) for each in found.iter(qn("w:pStyle"))] == ["Heading1"]


def test_a_report_is_in_british_english_whatever_the_template_says() -> None:
    word = template()
    for name in ("Normal", "Heading 1"):
        word.styles[name].element.get_or_add_rPr().extend(elements('<w:lang w:val="en-US"/>'))
    in_header('<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>color</w:t></w:r>')(word)
    in_settings('<w:themeFontLang w:val="en-US"/>')(word)
    told = re.findall(
        r'<w:(?:lang|themeFontLang) w:val="([^"]*)"', readable(word_bytes(REPORT, template_of(saved(word))))
    )
    assert {*told} == {"en-GB"}
