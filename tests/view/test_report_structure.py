"""The files are built as a screen reader needs them."""

from __future__ import annotations

import re

import pytest
from docx.oxml.ns import qn

from tests.view.conftest import Every
from tests.view.report_files import Page, header_rows_marked, read_word, readable, word_file


@pytest.fixture(scope="module")
def word(every: Every) -> bytes:
    return every("by name")[".docx"]


@pytest.fixture(scope="module")
def page(every: Every) -> Page:
    return Page(every("by name")[".html"])


def test_word_is_accessible_and_in_british_english(word: bytes) -> None:
    assert all(header_rows_marked(word))
    told = [each.get(qn("w:val")) for each in word_file(word).element.body.iter(qn("w:tblCaption"))]
    assert told == [each.caption for each in read_word(word).tables]
    found = word_file(word)
    assert not found.element.xpath("//w:gridSpan | //w:vMerge | //wp:anchor | //w:pict")
    assert [paragraph.text for paragraph in found.paragraphs if not paragraph.text.strip()] == []
    languages = {each.get(qn("w:val")) for each in found.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"} == {found.core_properties.language}
    assert found.core_properties.title == "Six steps: record of a self-assessment"


def test_every_page_of_word_has_status_and_number_black_text_and_real_lists(word: bytes) -> None:
    section = word_file(word).sections[0]
    assert [each.text for each in section.header.paragraphs] == [
        "Draft – not council policy. Full report: it holds personal data. Not for publication."
    ]
    assert "Exampleshire, 21 November 2026 · Page " in section.footer.paragraphs[0].text
    assert section.footer._element.xpath(".//w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]
    text = readable(word)
    assert {*re.findall(r'<w:color w:val="(\w+)"', text)} == {"000000"}
    assert min(int(size) for size in re.findall(r'<w:sz w:val="(\d+)"', text)) >= 24
    found = word_file(word)
    assert any(each.style and each.style.name == "List Bullet" for each in found.paragraphs)
    assert found.styles["List Bullet"].element.xpath(".//w:numId/@w:val") == ["1"]
    assert {*found.part.numbering_part.element.xpath(".//w:numFmt/@w:val")} == {"bullet", "decimal"}


def test_a_page_is_well_formed_in_british_english_and_runs_nothing(page: Page) -> None:
    assert page.unbalanced == []
    assert page.values("html", "lang") == ["en-GB"]
    assert page.title == "Six steps: record of a self-assessment: Exampleshire, 21 November 2026"

    heads = page.values("th", "scope")
    assert len(heads) == sum(len(each.rows[0]) + len(each.rows) - 1 for each in page.read.tables)
    assert {*heads} == {"col", "row"}
    assert page.names.count("title") == 1
    assert not {*page.names} & {"script", "link", "img", "iframe", "object", "form"}
    places = {attributes.get("id") for _, attributes in page.tags}
    assert page.pointers
    assert {*page.pointers} <= {("href", f"#{place}") for place in places}


def test_charts_of_a_page_say_their_numbers_in_marks_of_one_width(page: Page) -> None:
    said = page.values("figure", "aria-label")
    assert len(said) == 2 == page.values("figure", "role").count("img")
    assert "We agree. 1 Step 1: Beginning 0, Developing 2, Strong 8; 8 of 10 Strong. 3 Step 3:" in (
        said[0] or ""
    )
    assert "Round 2: Beginning 0, Developing 9, Strong 1." in (said[1] or "")
    marks = [attributes for tag, attributes in page.tags if tag == "rect"]
    assert len({each["width"] for each in marks}) == 1
    assert [each["x"] for each in marks[:2]] == ["0.000%", "6.667%"]


def test_every_format_draws_one_mark_a_person_under_how_far_people_agree(every: Every) -> None:
    report = every("by name")
    lines = report[".txt"].decode().splitlines()
    place = lines.index("? Not enough known")
    assert lines[place + 1] == "  4 Step 4  222222????  4 don't know"
    assert "- 4 Step 4 `222222????` 4 don't know" in report[".md"].decode()
    [marks] = re.findall("<strong>4 Step 4:</strong>.*?<svg(.*?)</svg>", report[".html"].decode(), re.DOTALL)
    assert re.findall(r"<text [^>]*>(.)</text>", marks) == [*"222222????"]
    [step] = (
        each._p.xpath(".//wp:docPr/@descr")
        for each in word_file(report[".docx"]).paragraphs
        if each.text.startswith("4 Step 4: 4 don't know")
    )
    assert step == ["Marks: 6 for statement 2, 4 for don't know"]
