"""A council's own Word template gives the report its styles, page, header and footer; anything else is refused.

The columns of a table fill the page, and words stay whole as long as they fit.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from scrutiny_tui.domain import actions, moves
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.session import Action, AgreedLevel, How
from scrutiny_tui.store.archives import packed
from scrutiny_tui.view.blocks import Table, column_widths
from scrutiny_tui.view.document_files import Format
from scrutiny_tui.view.template_headings import Template
from scrutiny_tui.view.word_writer import MOST_BYTES, WORD_FILE, read_template, template_of
from tests.view.conftest import Every, Make
from tests.view.report_files import read_word, word_file
from tests.view.report_workshops import KINDS, individually
from tests.view.word_leaks import saved

CONTENTS = "[Content_Types].xml"


def council() -> WordFile:
    """Return a template with the council's own look and somebody's draft in it."""
    word = docx.Document()
    word.styles["Heading 1"].font.size = Pt(31)
    word.add_paragraph("An old draft by A. N. Officer")
    word.sections[0].header.paragraphs[0].text = "Exampleshire County Council"
    word.sections[0].footer.paragraphs[0].text = "www.exampleshire.example"
    word.sections[0].left_margin = word.sections[0].right_margin = Cm(4)
    word.core_properties.author = "A. N. Officer"
    return word


def changed(data: bytes, name: str, content: bytes) -> bytes:
    """Return a zip file with one file in it replaced or added."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return packed({**parts, name: content})


def content(data: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def word_report(make: Make, template: Template | None = None) -> bytes:
    """Return the report as a Word file."""
    return make(individually(), template=template, formats=[Format.WORD])[".docx"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "council.docx"


def widths(data: bytes) -> list[list[int]]:
    """Return the widths of the columns of each table, in twentieths of a point."""
    tables = word_file(data).element.body.findall(qn("w:tbl"))
    return [[int(each.get(qn("w:w")) or 0) for each in table.iter(qn("w:gridCol"))] for table in tables]


def test_columns_fill_the_page_and_numbers_are_as_wide_as_their_heads_need(make: Make) -> None:
    plain = word_report(make)
    assert {sum(each) for each in widths(plain)} == {9638}
    places = {table.caption: place for place, table in enumerate(read_word(plain).tables)}
    glance = places["How many people chose each statement, and the agreed position"]
    step, first, _second, third, *_others = widths(plain)[glance]
    assert first > third > 1000, "a head needs more than the numbers below it"
    _number, step, action, *_others = widths(plain)[places["The plan: 2 actions"]]
    assert step < action
    assert step > 118 * len("Step 5"), "a short cell is not broken"
    narrow = council()
    narrow.sections[0].page_width = Cm(15)
    assert all(
        abs(sum(each) - Cm(7).twips) < 2 for each in widths(word_report(make, template_of(saved(narrow))))
    )


@pytest.mark.parametrize(
    "word",
    [
        "https://www.exampleshire.example/" + "a" * 215,
        "Kinderschutzverfahren" * 5,
        "S:/Committee/Reports" * 9,
    ],
    ids=["link", "compound", "path"],
)
def test_a_long_word_leaves_every_column_readable(make: Make, word: str) -> None:
    now = actions.add_action(individually(), Action(0, 1, word, owner=word, evidence=word))
    now = moves.agree(now, AgreedLevel(2, None, How.CHAIR, word))
    report = make(replace(now, details=replace(now.details, council=word, committee=word)))
    word_tables, page_tables = widths(report[".docx"]), shares(report[".html"])
    assert page_tables == [[pytest.approx(each / 96.38, abs=0.1) for each in table] for table in word_tables]
    for read, columns in zip(read_word(report[".docx"]).tables, word_tables, strict=True):
        assert sum(columns) == 9638
        for place, column in enumerate(columns):
            longest = max(len(row[place]) for row in read.rows)
            assert column >= min(Cm(2).twips, 200 + 105 * longest), read.rows[0][place]


def test_a_link_leaves_sentences_room_and_what_a_row_is_about_one_line() -> None:
    found = Table("Notes", ("Source", "What it says"), (("https://" + "a" * 240, "We go and see. " * 20),))
    assert min(column_widths(found, 9638)) > 4_000
    heads = ("Step", "1 Beginning", "2 Developing", "3 Strong", "Don't know", "No answer", "Agreed position")
    rows = (("1 Knowledge", *"12345", "Developing"), ("4 Engagement", *"12345", "no agreed position"))
    first, *others = column_widths(Table("Counts", heads, rows), 9638)
    assert first - 220 > 125 * len("4 Engagement")
    assert min(others) > 1100


def shares(page: bytes) -> list[list[float]]:
    """Return how many hundredths of the page each column of each table takes."""
    groups = re.findall("<colgroup>(.*)</colgroup>", page.decode())
    return [[float(each) for each in re.findall(r"width: ([\d.]+)%", group)] for group in groups]


@pytest.mark.parametrize("kind", KINDS)
def test_no_head_of_a_column_is_broken_inside_a_word(every: Every, kind: str) -> None:
    data = every(kind)[".docx"]
    for table, columns in zip(read_word(data).tables, widths(data), strict=True):
        for head, width in zip(table.rows[0], columns, strict=True):
            longest = max(map(len, head.split()))
            assert width - 216 > 110 * longest, f"{head} in {table.caption}"


def test_the_councils_styles_and_page_are_kept_and_its_text_is_not(make: Make, file: Path) -> None:
    file.write_bytes(saved(council()))
    word = word_file(word_report(make, read_template(file)))
    assert word.styles["Heading 1"].font.size == Pt(31)
    assert round(word.sections[0].left_margin or 0, -3) == Cm(4)
    assert word.core_properties.author == ""
    assert "old draft" not in "".join(paragraph.text for paragraph in word.paragraphs)
    assert word.styles.element.xpath("./w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_status_and_page_number_stand_beside_the_councils_and_are_not_doubled(make: Make) -> None:
    word = council()
    word.sections[0].different_first_page_header_footer = True
    word.settings.odd_and_even_pages_header_footer = True
    section = word_file(word_report(make, template_of(saved(word)))).sections[0]
    told = "Draft – not council policy. Not for publication before 1 December 2026."
    assert [each.text for each in section.header.paragraphs] == ["Exampleshire County Council", told]
    assert section.footer.paragraphs[0].text == "www.exampleshire.example"
    for header in (section.first_page_header, section.even_page_header):
        assert header.paragraphs[-1].text == told
    for template in map(template_of, (saved(council()), word_report(make))):
        section = word_file(word_report(make, template)).sections[0]
        assert section.footer._element.xpath(".//w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]


def test_styles_a_template_lacks_are_added_and_a_template_is_taken_as_a_document(
    make: Make, file: Path
) -> None:
    bare = council()
    for name in ("Heading 1", "Heading 2", "Caption", "List Bullet", "Table Grid", "Quote"):
        element = bare.styles[name].element
        element.getparent().remove(element)
    data = word_report(make, template_of(saved(bare)))
    assert read_word(data).headings == read_word(word_report(make)).headings
    used = {each.style.name for each in word_file(data).paragraphs if each.style}
    assert {"Heading 1", "Heading 2", "Caption", "List Bullet", "Quote"} <= used
    numbers = word_file(data).part.numbering_part.element
    kinds = [each.tag for each in numbers if each.tag in {qn("w:abstractNum"), qn("w:num")}]
    assert kinds == sorted(kinds)
    data = saved(council())
    as_template = content(data, CONTENTS).replace(b"document.main+xml", b"template.main+xml")
    file.write_bytes(changed(data, CONTENTS, as_template))
    assert read_word(word_report(make, read_template(file))).headings


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "damaged or no Word file"),
        (b"PK\x03\x04 but no more", "damaged or no Word file"),
        (changed(WORD_FILE.read_bytes(), "word/vbaProject.bin", b"x"), "holds macros"),
        (
            changed(WORD_FILE.read_bytes(), "word/styles.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"),
            "defines words of its own",
        ),
        (
            changed(
                WORD_FILE.read_bytes(),
                "word/styles.xml",
                "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>".encode("utf-16"),
            ),
            "defines words of its own",
        ),
        (changed(WORD_FILE.read_bytes(), "x" * 9, b"0" * 101 * 1024 * 1024), "unpacks to more"),
    ],
    ids=["empty", "cut off", "macros", "definitions", "definitions in UTF-16", "bomb"],
)
def test_what_is_no_template_is_refused_with_a_sentence(file: Path, data: bytes, told: str) -> None:
    file.write_bytes(data)
    with pytest.raises(InputError, match=told) as refused:
        read_template(file)
    assert str(refused.value).startswith("council.docx")


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "_rels/.rels", CONTENTS])
@pytest.mark.parametrize("damage", [b"<x/>", b"<x"], ids=["another", "cut off"])
def test_a_damaged_template_does_no_harm(make: Make, file: Path, name: str, damage: bytes) -> None:
    file.write_bytes(changed(saved(council()), name, damage))
    with suppress(InputError):
        assert read_word(word_report(make, read_template(file))).headings


def test_a_file_out_of_reach_is_refused(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="There is no template"):
        read_template(tmp_path / "nothing.docx")
    with pytest.raises(InputError, match="There is no template"):
        read_template(tmp_path)
    file.write_bytes(bytes(MOST_BYTES + 1))
    with pytest.raises(InputError, match="too big for a template"):
        read_template(file)
    file.write_bytes(WORD_FILE.read_bytes())

    def failing(*_arguments: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("scrutiny_tui.store.places.read_plain", failing)
    with pytest.raises(MachineError, match="can't be read: Input/output error"):
        read_template(file)
