"""The files are built as a screen reader needs them."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from scrutiny_tui.view.blocks import NOTHING, table
from tests.view.conftest import Every, Make
from tests.view.report_files import Page, Read, header_rows_marked, read_word, word_file, word_text
from tests.view.report_workshops import KINDS, individually

PARTS = [
    "How it was run",
    "At a glance",
    "Where we agree",
    "Where we diverge",
    "Step by step",
    "Where not enough is known",
    "Plan",
    "For the author of the committee report",
    "Annex: how it is worked out",
    "Annex: corrections and results set aside",
    "Annex: the wording used",
    "Sources",
]


def jumps(found: Read) -> list[tuple[int, str]]:
    """Return the headings that are more than one level below the one before."""
    levels = [(0, ""), *found.headings]
    return [heading for before, heading in pairwise(levels) if heading[0] > before[0] + 1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_one_title_and_no_level_of_heading_is_skipped(every: Every, kind: str, suffix: str) -> None:
    data = every(kind)[suffix]
    found = read_word(data) if suffix == ".docx" else Page(data).read
    assert [level for level, _ in found.headings].count(1) == 1
    assert jumps(found) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_tables_have_a_caption_a_header_and_no_empty_cell(every: Every, kind: str, suffix: str) -> None:
    data = every(kind)[suffix]
    found = read_word(data) if suffix == ".docx" else Page(data).read
    assert all(each.caption.strip() for each in found.tables)
    assert all(len({len(row) for row in each.rows}) == 1 < len(each.rows) for each in found.tables)
    assert [cell for each in found.tables for row in each.rows for cell in row if not cell.strip()] == []


def test_the_parts_stand_in_the_order_of_the_report(make: Make) -> None:
    headings = read_word(make(individually())[".docx"]).headings
    assert [text for level, text in headings if level == 2] == PARTS


class TestWord:
    def test_header_rows_are_marked_and_only_they(self, make: Make) -> None:
        assert all(header_rows_marked(make(individually())[".docx"]))

    def test_captions_are_read_out_with_the_tables(self, make: Make) -> None:
        body = word_file(make(individually())[".docx"]).element.body
        told = [each.get(qn("w:val")) for each in body.iter(qn("w:tblCaption"))]
        assert told == [each.caption for each in read_word(make(individually())[".docx"]).tables]

    def test_nothing_is_merged_and_no_paragraph_is_empty(self, make: Make) -> None:
        word = word_file(make(individually())[".docx"])
        assert not word.element.xpath("//w:gridSpan | //w:vMerge | //w:drawing | //w:pict")
        assert [paragraph.text for paragraph in word.paragraphs if not paragraph.text.strip()] == []

    def test_the_language_is_british_english_and_the_file_has_a_title(self, make: Make) -> None:
        word = word_file(make(individually())[".docx"])
        languages = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
        assert languages == {"en-GB"} == {word.core_properties.language}
        assert word.core_properties.title == "Six steps: report of a self-assessment"

    def test_status_and_page_number_stand_on_every_page(self, make: Make) -> None:
        section = word_file(make(individually())[".docx"]).sections[0]
        assert [each.text for each in section.header.paragraphs] == [
            "Draft – not council policy. Not for publication before 1 December 2026."
        ]
        assert "Exampleshire, 21 November 2026 · Page " in section.footer.paragraphs[0].text
        assert section.footer._element.xpath(".//w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]

    def test_text_is_black_and_not_small(self, make: Make) -> None:
        text = word_text(make(individually())[".docx"])
        assert {*re.findall(r'<w:color w:val="(\w+)"', text)} == {"000000"}
        assert min(int(size) for size in re.findall(r'<w:sz w:val="(\d+)"', text)) >= 24

    def test_lists_are_real_lists(self, make: Make) -> None:
        word = word_file(make(individually())[".docx"])
        bullets = [each for each in word.paragraphs if each.style and each.style.name == "List Bullet"]
        assert bullets
        assert word.styles["List Bullet"].element.xpath(".//w:numId/@w:val") == ["1"]
        assert word.part.numbering_part.element.xpath(".//w:numFmt/@w:val") == ["bullet"]

    def test_it_is_the_same_bytes_whenever_it_is_written(self, make: Make) -> None:
        first, second = (make(individually())[".docx"] for _ in range(2))
        assert first == second
        with ZipFile(BytesIO(first)) as archive:
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


class TestPage:
    def test_it_is_well_formed_and_in_british_english(self, make: Make) -> None:
        page = Page(make(individually())[".html"])
        assert (page.unbalanced, page.still_open) == ([], [])
        assert dict(page.tags)["html"] == {"lang": "en-GB"}
        assert page.title == "Six steps: report of a self-assessment: Exampleshire, 21 November 2026"

    def test_every_head_says_what_it_heads(self, make: Make) -> None:
        page = Page(make(individually())[".html"])
        heads = [attributes["scope"] for tag, attributes in page.tags if tag == "th"]
        assert len(heads) == sum(len(each.rows[0]) + len(each.rows) - 1 for each in page.read.tables)
        assert {*heads} == {"col", "row"}

    def test_every_chart_has_a_title_and_says_its_numbers(self, make: Make) -> None:
        page = make(individually())[".html"].decode()
        drawn = re.findall(r"<svg (.*?)</svg>", page, re.DOTALL)
        assert len(drawn) == 7
        assert all('role="img"' in each and "<title" in each and "<desc" in each for each in drawn)
        assert "Step 1: Beginning 0, Developing 2, Strong 8." in drawn[0]
        assert len(re.findall(r'id="([^"]+)"', page)) == len({*re.findall(r'id="([^"]+)"', page)})

    def test_it_runs_nothing_and_fetches_nothing(self, make: Make) -> None:
        page = Page(make(individually())[".html"])
        assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form"}
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
        links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
        places = {attributes.get("id") for _, attributes in page.tags}
        assert links
        assert all(link and link.startswith("#") and link[1:] in places for link in links)


def test_a_cell_that_would_be_empty_gets_a_dash() -> None:
    assert table("A table", ("One", "Two"), [("a", "")]).rows == (("a", NOTHING),)


def test_a_row_that_does_not_fit_its_header_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        table("A table", ("One", "Two"), [("a",)])
