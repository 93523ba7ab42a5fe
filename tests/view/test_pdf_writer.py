"""A PDF file says what the other formats say, to somebody who hears it as to somebody who sees it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrutiny_tui.domain import moves
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.session_file import read_session
from scrutiny_tui.view.blocks import (
    Block,
    Chart,
    ChartLine,
    ChartPart,
    Document,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    Quotation,
    harmless,
    harmless_line,
    table,
)
from scrutiny_tui.view.document_files import BOXES, NO_PDF, Documents, Format
from scrutiny_tui.view.pdf_writer import pdf_file
from scrutiny_tui.view.report_view import Edition, RecordOptions
from tests.view.conftest import Every, Make
from tests.view.pdf_reading import Pdf, lists
from tests.view.report_files import Page, read_markdown
from tests.view.report_workshops import FULL, HOSTILE, KINDS, MADE, by_name, hostile, individually

IN_NO_FONT: Final = "\u0378"
"""No character has this number yet."""

LINK: Final = "https://example.org/" + "a/b?c=d&e=" * 22 + "12345678"
RIGHT_EDGE: Final = (21.0 - 2.0) / 2.54 * 72
"""Of the text on an A4 page with margins of 2 cm, in points."""

LOWER_EDGE: Final = 28
"""Of the line at the foot of a page, in points."""

TITLE: Final = Heading("A report", 1)


def document(*blocks: Block, title: str = "A report") -> Document:
    return harmless(
        Document(title, ("Draft.", "Not for publication."), "Exampleshire", MADE, (TITLE, *blocks))
    )


def read(*blocks: Block) -> Pdf:
    return Pdf(pdf_file(document(*blocks))[0])


@pytest.fixture(scope="module")
def pdf(every: Every) -> Pdf:
    return Pdf(every("by name")[".pdf"])


def test_it_has_a_title_tags_heads_of_cells_and_numbers_of_charts(pdf: Pdf) -> None:
    assert pdf.title == "Six steps: record of a self-assessment"
    assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.root["/Lang"] == "en-GB"
    assert pdf.root["/MarkInfo"]["/Marked"]
    assert pdf.claims["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert pdf.claims["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert pdf.claims["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    tables = pdf.document.every("Table")
    assert tables
    for each in tables:
        head, *rows = each.every("TR")
        assert {(cell.name, cell.scope) for cell in head.tags} == {("TH", "Column")}
        for first, *others in (row.tags for row in rows):
            assert (first.name, first.scope) == ("TH", "Row")
            assert {cell.name for cell in others} <= {"TD"}
    charts = pdf.document.every("Figure")
    assert len(charts) == 2
    assert all(each.has_place for each in charts)
    assert (
        "We agree. 1 Step 1: Beginning 0, Developing 2, Strong 8; 8 of 10 Strong. 3 Step 3:" in charts[0].alt
    )
    assert "Round 2: Beginning 0, Developing 9, Strong 1." in charts[1].alt
    for number, page in enumerate(pdf.pages, start=1):
        assert page.passed_over.startswith("Draft – not council policy. Full report: it holds personal data.")
        assert f"Exampleshire, 21 November 2026 · Page {number} of {len(pdf.pages)}" in page.passed_over
    assert "Page 1 of" not in pdf.document.text


@pytest.mark.parametrize("kind", KINDS)
def test_headings_and_tables_are_those_of_the_other_formats(every: Every, kind: str) -> None:
    report = every(kind)
    pdf, page = Pdf(report[".pdf"]), Page(report[".html"])
    assert pdf.read.headings == read_markdown(report[".md"]).headings
    assert pdf.read.tables == page.read.tables
    assert page.read.tables


def test_marks_are_one_a_person_on_one_scale() -> None:
    lines = (ChartLine("Step 1", "11233?·", "2 of 5 Strong"), ChartLine("Step 2", "222"))
    pdf = read(Chart("Answers", "What it shows.", (ChartPart("We differ", lines),), 7, "1 Beginning"))
    [chart] = pdf.document.every("Figure")
    assert chart.alt == "Answers. What it shows."
    assert chart.text == "We differStep 1: 2 of 5 Strong11233?·Step 22221 Beginning"
    both = [ChartLine("Step", "1" * 30), ChartLine("Step", "2" * 10)]
    charts = [Chart("Answers", "All.", (ChartPart("", (line,)),), 42) for line in both]
    [page] = read(*charts).pages
    many, few = ([each.start for each in page.pieces if each.text == sign] for sign in "12")
    assert (len(many), few) == (30, many[:10])
    assert many == sorted({*many})


def test_lists_quotations_and_letters_are_what_they_are() -> None:
    pdf = read(ItemList(("one", "two\nlines")), ItemList(("first", "second"), is_numbered=True))
    assert [*lists(pdf)] == [["• one", "• twolines"], ["1. first", "2. second"]]
    [found] = read(Quotation("No #one *listened*.", "A report, 2014")).document.every("BlockQuote")
    assert [each.text for each in found.tags] == ["“No #one *listened*.”", "A report, 2014"]
    words = [Paragraph("A sentence that says little. " * 20)] * 7
    close = replace(document(*words), most_sides=1)
    assert len(read(*words).pages) == 2
    assert len(Pdf(pdf_file(close)[0]).pages) == 1


def test_tables_repeat_their_head_and_stay_on_one_page_if_they_fit() -> None:
    rows = [(f"Row {number}", "A sentence that says little.") for number in range(90)]
    pdf = read(table("Many rows", ("Number", "What it says"), rows))
    assert len(pdf.pages) > 2
    assert all("What it says" in page.passed_over for page in pdf.pages[1:])
    assert len(pdf.document.every("TH")) == 2 + 90
    rows = [(str(number), "x") for number in range(5)]
    tables = [table(f"Table {number}", ("Number", "What"), rows) for number in range(20)]
    pdf = read(*tables)
    assert len(pdf.pages) > 2
    assert all(each.has_place for each in pdf.document.every("Table"))
    for above in range(30, 60):
        words = (Paragraph("A line."),) * above
        last = read(*words, Quotation("Nobody listened.", "A report, 2014")).pages[-1]
        assert not "".join(last.texts.values()).startswith("A report, 2014")
    assert (
        len(read(PageBreak(), Heading("A part", 2), PageBreak(), PageBreak(), Paragraph("Words.")).pages) == 3
    )


@pytest.mark.parametrize("lead", [Heading("A part", 2), Paragraph("Three things:")], ids=["heading", "lead"])
def test_what_leads_on_is_not_left_at_the_foot_of_a_page(lead: Block) -> None:
    for above in range(30, 60):
        words = (Paragraph("A line."),) * above
        last = read(*words, lead, ItemList(("What it says.",))).pages[-1]
        text = "".join(last.texts.values())
        assert not text.startswith("•")


def test_the_example_fits_the_sides_that_its_papers_may_have(make: Make) -> None:
    example = read_session(example_session())
    committee, one_page = (
        Pdf(make(example, RecordOptions(edition=each), formats=(Format.PDF,))[".pdf"])
        for each in (Edition.COMMITTEE, Edition.ONE_PAGE)
    )
    first = "".join(committee.pages[0].texts.values())
    assert len(committee.pages) <= 4
    assert "Recommendations" in first
    assert "6 Culture:" in first
    assert len(one_page.pages) == 1


@pytest.mark.parametrize(
    "block",
    [
        Heading(LINK, 2),
        Paragraph(LINK, LINK),
        Quotation(LINK, LINK),
        ItemList((LINK,)),
        table(LINK, ("Link", LINK), [(LINK, LINK), ("W" * 200, "中" * 300)]),
        Chart("Title", "All.", (ChartPart(LINK, (ChartLine(LINK, "1", LINK),)),), 120, LINK),
        Chart("Title", "All.", (ChartPart("", (ChartLine("Step 1", "1" * 120),)),), 120),
        Chart("Title", "All.", (ChartPart(LINK, (ChartLine("Step 1", "1", "Many words. " * 50),) * 9),), 9),
        Chart("Title", "All.", (ChartPart(LINK, (ChartLine("Step 1", "1", "Many words. " * 500),)),), 9),
        table("Many words", ("Step", LINK), [("1", "Many words. " * 900)]),
        Quotation(f"Many words. {LINK} " * 60, "A report"),
    ],
    ids=lambda block: type(block).__name__,
)
def test_nothing_reaches_beyond_the_page_and_a_link_can_be_copied(block: Block) -> None:
    pdf = read(block)
    pieces = [each for page in pdf.pages for each in page.pieces]
    assert max(each.start + each.width for each in pieces if each.text.strip()) < RIGHT_EDGE
    assert min(each.height for each in pieces) > LOWER_EDGE
    if LINK in repr(block):
        assert LINK in pdf.document.text


def test_what_was_typed_is_shown_and_what_no_font_has_is_told(make: Make) -> None:
    pdf = Pdf(make(hostile(individually()), FULL, formats=(Format.PDF,))[".pdf"])
    assert harmless_line(HOSTILE.splitlines()[0]) in pdf.document.text
    made, missing = pdf_file(document(Paragraph(f"Good{IN_NO_FONT} and Żółć, Ŵyn, Ελλάδα, Київ.")))
    assert missing == IN_NO_FONT
    assert "Good□ and Żółć, Ŵyn, Ελλάδα, Київ." in Pdf(made).document.text
    now = moves.add_note(individually(), 1, NoteKind.EVIDENCE, f"A sign: {IN_NO_FONT}")
    asked = Documents(now, MADE, (Format.PDF,))
    assert [*asked.missing()] == [BOXES.format(IN_NO_FONT)]
    assert "A sign: □" in Pdf(*asked.files().values()).document.text
    assert [*replace(asked, session=individually()).missing()] == []
    first, second = (make(individually(), FULL, formats=(Format.PDF,))[".pdf"] for _ in range(2))
    assert first == second
    assert b"D:20261122" in first


@pytest.mark.parametrize("text", ["\u0610", "a\u0610", "1\ufe0f\u20e3", "क्षि त्र", "e\u0301\u0330\u20dd"])
def test_a_mark_that_fits_no_letter_before_it_stops_nothing(text: str) -> None:
    made, missing = pdf_file(document(Paragraph("A sentence."), Paragraph(text)))
    assert {*missing} <= {*text}
    assert "A sentence." in Pdf(made).document.text


def test_without_typst_word_takes_its_place_if_asked_for_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    alone = Documents(by_name(), MADE, (Format.PDF,))
    assert alone.names() == ("2026-11-21-exampleshire-record.docx",)
    assert [*alone.missing()] == [NO_PDF]
    every = Documents(by_name(), MADE)
    assert Format.PDF not in every.makeable
    assert [*every.missing()] == []
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    assert alone.names() == ("2026-11-21-exampleshire-record.html",)


TRICKY: Final = st.sampled_from(
    ["#set page(1pt)", "*b* _i_ `c` $x$ @y <z>", '"\\"', "// /* = -", "😀👨‍👩‍👧🇬🇧", "中文", "العربية", "e\u0301",
     LINK, IN_NO_FONT, "\ue000", "\u202e", "a\n\nb", " ", "W" * 248]
)  # fmt: skip
TEXTS: Final = st.text(max_size=20) | TRICKY
LINES: Final = st.builds(ChartLine, TEXTS, st.text("123?·", max_size=9), TEXTS)
PARTS: Final = st.builds(ChartPart, TEXTS, st.lists(LINES, min_size=1, max_size=2).map(tuple))
BLOCKS: Final = st.one_of(
    st.builds(Heading, TEXTS, st.just(2)),
    st.builds(Paragraph, TEXTS, TEXTS),
    st.builds(Quotation, TEXTS, TEXTS),
    st.builds(ItemList, st.lists(TEXTS, max_size=3).map(tuple), st.booleans()),
    st.integers(1, 4).flatmap(
        lambda columns: st.builds(
            table, TEXTS, st.tuples(*[TEXTS] * columns), st.lists(st.tuples(*[TEXTS] * columns), max_size=3)
        )
    ),
    st.builds(Chart, TEXTS, TEXTS, st.lists(PARTS, min_size=1, max_size=2).map(tuple), st.integers(1, 200), TEXTS),
    st.just(PageBreak()),
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(TEXTS, TEXTS, st.lists(BLOCKS, max_size=5), st.dates(date(1583, 1, 1)))
def test_any_text_anywhere_makes_a_file(title: str, about: str, blocks: list[Block], made: date) -> None:
    told = harmless(Document(title, (about,), about, made, (Heading(title, 1), *blocks)))
    assert Pdf(pdf_file(told)[0]).document.every("H1")
