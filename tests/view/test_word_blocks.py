"""What a Word report is made of: lists that count, marks as pictures, and nothing alone at the foot of a page."""

from __future__ import annotations

import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from scripts import make_marks, make_word_file
from scrutiny_tui.view.blocks import (
    FILLS,
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
    table,
)
from scrutiny_tui.view.word_blocks import SIGNS, marks_picture
from scrutiny_tui.view.word_writer import WORD_FILE, template_of, word_bytes
from tests.view.report_files import word_file
from tests.view.word_leaks import elements, saved

FRUIT = ItemList(("An apple", "A pear", "A plum", "A quince"), is_numbered=True)


def written(*blocks: Block, template: bytes | None = None) -> WordFile:
    """Return a Word file of these blocks."""
    document = Document("Report", (), "Exampleshire", date(2026, 11, 22), blocks)
    return word_file(word_bytes(document, template_of(template) if template else None))


def shown(word: WordFile) -> list[str]:
    """Return the paragraphs of a file as they are read, items with the numbers that Word puts before them."""
    counted: dict[str, int] = {}
    lines = []
    for each in word.paragraphs:
        lists = word.part.numbering_part.element
        number = next(iter(each._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")), "")
        if number and number not in counted and lists.xpath(f"./w:num[@w:numId='{number}']//w:startOverride"):
            counted[number] = 0
        if number:
            counted[number] += 1
        lines.append(f"{counted[number]} {each.text}" if number else each.text)
    return lines


def test_numbered_lists_count_from_1_without_a_style_too() -> None:
    word = written(FRUIT, Paragraph("And then"), FRUIT)
    assert shown(word) == [*(f"{place} {each}" for place, each in enumerate(FRUIT.items, 1)), "And then",
                           *(f"{place} {each}" for place, each in enumerate(FRUIT.items, 1))]  # fmt: skip
    assert {each.style.name for each in word.paragraphs if each.style} == {"List Number", "Normal"}
    assert look(word.paragraphs[0], word) == ("decimal", "%1.")
    bare = docx.Document()
    style = bare.styles["List Number"].element
    style.getparent().remove(style)
    word = written(FRUIT, template=saved(bare))
    assert look(word.paragraphs[0], word) == ("decimal", "%1.")


def look(item: WordParagraph, word: WordFile) -> tuple[str, str]:
    """Return what kind of number an item has and what is written around it."""
    lists = word.part.numbering_part.element
    [number], [level] = item._p.xpath(".//w:numId/@w:val"), item._p.xpath(".//w:ilvl/@w:val")
    [kind] = lists.xpath(f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    [found] = lists.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='{level}']")
    assert {*lists.xpath("./w:num/w:lvlOverride[w:startOverride]/@w:ilvl")} == {level}
    return tuple(found.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("numFmt", "lvlText"))


def council(levels: str, *, level: int = 0) -> bytes:
    """Return a template whose numbered lists look like this."""
    word = docx.Document()
    lists = word.part.numbering_part.element
    lists.insert(0, *elements(f'<w:abstractNum w:abstractNumId="90">{levels}</w:abstractNum>'))
    lists.extend(elements('<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    numbers = word.styles["List Number"].element.get_or_add_pPr().get_or_add_numPr()
    numbers.get_or_add_ilvl().val, numbers.get_or_add_numId().val = level, 90
    return saved(word)


LETTERS = (
    '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%{})"/></w:lvl>'
)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (council(LETTERS.format(0, 1)), ("lowerLetter", "(%1)")),
        (council(LETTERS.format(0, 1) + LETTERS.format(1, 2), level=1), ("lowerLetter", "(%2)")),
        (council('<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'), ("decimal", "%1.")),
        (council('<w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>'), ("decimal", "%1.")),
        (council(LETTERS.format(0, 1), level=4), ("decimal", "%1.")),
    ],
    ids=["letters", "second level", "bullets", "nothing", "a level that is not there"],
)  # fmt: skip
def test_numbers_look_as_in_a_template_that_counts(template: bytes, expected: tuple[str, str]) -> None:
    word = written(FRUIT, template=template)
    assert look(word.paragraphs[0], word) == expected
    assert shown(word)[-1] == "4 A quince"


def stays(paragraph: WordParagraph) -> bool:
    """Say whether a paragraph is on the same page as what follows it."""
    looks = [paragraph.paragraph_format.keep_with_next]
    style = paragraph.style
    while style is not None:
        looks.append(style.paragraph_format.keep_with_next)
        style = style.base_style
    return bool(next((each for each in looks if each is not None), False))


def test_nothing_stands_alone_where_a_page_ends_and_a_long_table_is_broken() -> None:
    rows = [(str(number), "told") for number in range(20)]
    word = written(
        Heading("Part", 2),
        Paragraph("In a line."),
        Paragraph("We asked:"),
        ItemList(("One", "Two", "Three", "Four")),
        Paragraph("No more."),
        Paragraph("They say this.", "Why it matters:"),
        Quotation("All of it.", "A source"),
        table("Few", ("Step", "Answer"), rows[:3]),
        table("Many", ("Step", "Answer"), rows),
    )
    staying = [each.text for each in word.paragraphs if stays(each)]
    assert staying == [
        "Part", "In a line.", "We asked:", "One", "Three", "Why it matters: They say this.", "“All of it.”", "Few", "Many",
    ]  # fmt: skip
    few, many = ([stays(row.cells[0].paragraphs[0]) for row in each.rows] for each in word.tables)
    assert few == [True, True, True, False]
    assert many == [True, True, *[False] * 17, True, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in word.element.body.iter(qn("w:tr")))
    heads = ("Prompt", "Beginning", "Developing", "Strong", "Don't know", "No answer")
    rows = [("How do we know what children say? " * 5, *"12345")] * 6
    [tall, low] = written(table("Tall", heads, rows), table("Low", heads, [("Short", *"12345")] * 6)).tables
    assert [stays(row.cells[0].paragraphs[0]) for row in tall.rows[1:]] == [
        True,
        False,
        False,
        False,
        True,
        False,
    ]
    assert all(stays(row.cells[0].paragraphs[0]) for row in low.rows[:-1])


def test_headings_keep_with_what_follows_and_clear_of_tables() -> None:
    loose = docx.Document()
    loose.styles["Heading 2"].paragraph_format.keep_with_next = False
    assert stays(written(Heading("Part", 2), Paragraph("Text."), template=saved(loose)).paragraphs[0])
    small = table("Caption", ("Step",), [("1",)])
    word = written(
        Paragraph("Before."), PageBreak(), small, Paragraph("After."), PageBreak(), Heading("Part", 2)
    )
    begins = [each.text for each in word.paragraphs if each.paragraph_format.page_break_before]
    assert begins == ["Caption", "Part"]
    [clear] = (each.text for each in word.paragraphs if each.paragraph_format.space_before)
    assert clear == "After."
    close = docx.Document()
    close.styles["Heading 2"].paragraph_format.space_before = Pt(2)
    word = written(table("Caption", ("Step",), [("1",)]), Heading("Part", 2), template=saved(close))
    assert word.paragraphs[-1].paragraph_format.space_before == Pt(10)
    [found] = written(table("Nothing yet", ("Step", "Answer"), [])).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [["Step", "Answer"]]


def fills(picture: bytes) -> list[str]:
    """Return the colour of each square of a picture, read near its upper left corner."""
    width = int.from_bytes(picture[16:20])
    height = int.from_bytes(picture[20:24])
    place = picture.index(b"IDAT")
    size = int.from_bytes(picture[place - 4 : place])
    pixels = zlib.decompress(picture[place + 4 : place + 4 + size])
    assert len(pixels) == height * (1 + 3 * width)
    row = pixels[3 * (1 + 3 * width) + 1 :][: 3 * width]
    side = 48
    return [row[3 * at : 3 * at + 3].hex().upper() for at in range(3, width, side)]


def test_a_chart_has_a_square_a_mark_and_can_be_broken_between_its_parts() -> None:
    assert fills(marks_picture("1123?·")) == [
        *(FILLS[sign] for sign in "1123"), "E7E6E6", "E7E6E6",
    ]  # fmt: skip
    assert len({marks_picture(sign) for sign in "123?·"}) == 5
    parts = tuple(
        ChartPart(name, (ChartLine("1", "2"), ChartLine("2", "2"))) for name in ("Agree", "Diverge")
    )
    word = written(Chart("Where we agree", "", parts, 10))
    assert [stays(each) for each in word.paragraphs] == [True, True, False] * 2


def chart(most_marks: int, *marks: str) -> Chart:
    lines = tuple(ChartLine(f"Step {number}", each, "told") for number, each in enumerate(marks, 1))
    return Chart("Where we agree", "", (ChartPart("Agree", lines),), most_marks, "1 Beginning")


def test_marks_are_pictures_on_one_scale_and_the_longest_line_fits_the_page() -> None:
    word = written(chart(30, "1" * 30, "122?·", "", "122?·"))
    assert [each.text.strip() for each in word.paragraphs] == [
        "Agree", "Step 1: told", "Step 2: told", "Step 3: told", "Step 4: told", "1 Beginning",
    ]  # fmt: skip
    told = word.element.xpath("//wp:docPr/@descr")
    assert told[0] == "Marks: 30 for statement 1"
    assert told[1:] == ["Marks: 1 for statement 1, 2 for statement 2, 1 for don't know, 1 for no answer"] * 2
    long, *short = (each.width for each in word.inline_shapes)
    assert [long, *short] == [30 * Mm(5), *[5 * Mm(5)] * 2]
    assert {each.height for each in word.inline_shapes} == {word.inline_shapes[0].height}
    assert {*word.element.xpath("//wp:inline/@distL | //wp:inline/@distR")} == {"0"}
    assert [each.text.strip() for each in word.paragraphs if stays(each)] == [
        "Agree", "Step 1: told", "Step 2: told", "Step 3: told", "Step 4: told",
    ]  # fmt: skip
    ids = word.element.xpath("//wp:docPr/@id")
    assert len(ids) == len({*ids})
    for most, width in ((45, None), (30, Mm(120))):
        narrow = docx.Document(str(WORD_FILE))
        if width:
            narrow.sections[0].page_width = width
        word = written(chart(most, "2" * most, "3"), template=saved(narrow))
        page = word.sections[0]
        room = page.page_width - page.left_margin - page.right_margin  # type: ignore[operator]
        assert room * 0.97 < word.inline_shapes[0].width <= room
        assert word.inline_shapes[0].width == most * word.inline_shapes[1].width


def test_the_files_that_reports_are_made_of_are_what_is_made_now(tmp_path: Path) -> None:
    make_word_file.main([str(tmp_path / "made.docx")])

    def parts(data: bytes) -> dict[str, bytes]:
        # How far zlib packs differs by its version.
        with ZipFile(BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    assert parts((tmp_path / "made.docx").read_bytes()) == parts(WORD_FILE.read_bytes())
    make_marks.main([str(tmp_path / "made.png")])
    assert (tmp_path / "made.png").read_bytes() == marks_picture(SIGNS)
