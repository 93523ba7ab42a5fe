"""Tables are read as people's programs write them, as text or as Excel workbooks; what is no table is told in one sentence."""

from __future__ import annotations

import struct
import tracemalloc
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.printable import guarded, unguarded
from scrutiny_tui.store.excel import MOST_PARTS, MOST_UNPACKED
from scrutiny_tui.store.tables import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_LINES,
    Table,
    read_table,
)
from tests.store.table_files import SHEET, bomb, rewritten, separated, with_stored_values, workbook

HEADER = ("Name", "Number")
TEXT = "Name,Rôle\nÉlodie,chair\n"


def read(path: Path) -> Table:
    return read_table(path, lambda cells: cells[:1] == ("Name",))


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def numbered(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in table.rows]


@pytest.mark.parametrize("text", ["=A", "+44 B", "-C", "@d", "'=A", "''+B"])
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe_and_loses_it_again(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "Member 4", "'t Hooft", "O'Neill", "A=B"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


# What is no table

NEITHER = "not a CSV or Excel file"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NEITHER), (b"%PDF-1.7\nName\nA\n", NEITHER), (b"\x81\x8d\x8f", "is not in UTF-8"),
        (b"\xff\xfeN", NEITHER), (b"PK\x03\x04 and no more of a zip", NEITHER),
        (b"\n<!DOCTYPE html><table><tr><td>Name</td></tr></table>", "a web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file or has a password"),
        (b"", "is empty"), (b" \n", "is empty"), (" \n".encode("utf-16"), "is empty"),
        (b"Name\n" + b"A" * MOST_BYTES, "larger than 5 MB"), (b"Name\n" + b"A\n" * (MOST_LINES + 1), "more than 20,000 lines"),
        (b'Name,Role\nA,chair\n"B,member\nC,member\n', r"line 3: the quotation marks"),
    ],
    ids=range(13),
)  # fmt: skip
@pytest.mark.parametrize("name", ["answers.csv", "answers.xlsx"])
def test_what_is_no_table_is_one_sentence(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=told) as error:
        read(path)
    assert str(error.value).startswith(name)
    assert "\n" not in str(error.value)


def test_tables_are_read_whatever_they_are_called_if_they_are_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Can't find a file called"):
        read(tmp_path / "nowhere.csv")
    with pytest.raises(InputError, match="is a folder, not a file"):
        read(tmp_path)
    path = workbook(tmp_path, (("Name",), ("A",))).rename(tmp_path / "answers.csv")
    assert cells(read(path)) == [("A",)]
    assert cells(read(separated(tmp_path, "Name\nA\n", name="answers.xlsx"))) == [("A",)]


# Text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_unicode_is_read_without_remark_and_windows_1252_said(tmp_path: Path, encoding: str) -> None:
    table = read(separated(tmp_path, TEXT, encoding))
    assert cells(table) == [("Élodie", "chair")]
    assert table.header is not None
    assert table.header.cells == ("Name", "Rôle")
    assert "Windows-1252" in table.notices[0] if encoding == "cp1252" else table.notices == ()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_tells_the_separator(tmp_path: Path, separator: str) -> None:
    assert cells(read(separated(tmp_path, TEXT.replace(",", separator)))) == [("Élodie", "chair")]


def test_text_is_read_with_its_header_and_an_overlong_cell_is_marked(tmp_path: Path) -> None:
    table = read(separated(tmp_path, "A list\r\n\r\nName,Role\r\n\r\nA,chair\r\n , \r\nB,member\r\n"))
    assert numbered(table) == [(5, ("A", "chair")), (7, ("B", "member"))]
    table = read(separated(tmp_path, 'Name,Role\n"A,\n  B",chair\nC,member\n'))
    assert numbered(table) == [(2, ("A, B", "chair")), (4, ("C", "member"))]
    assert read(separated(tmp_path, "title\n" * 19 + TEXT)).header is not None
    assert read(separated(tmp_path, "title\n" * 20 + TEXT)).header is None
    table = read(separated(tmp_path, "12 members, 2 co-optees\n1 chair\n"))
    assert cells(table) == [("12 members, 2 co-optees",), ("1 chair",)]
    table = read(separated(tmp_path, f"Name,Role\n{'x' * LONGEST_CELL},{'y' * (LONGEST_CELL + 1)}\n"))
    assert cells(table) == [("x" * LONGEST_CELL,)]
    assert table.rows[0].faults == {1: "is longer than 2,000 characters"}
    assert len(read(separated(tmp_path, "Name\n" + "A\n" * MOST_LINES)).rows) == MOST_LINES


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.replace("\n", "\r\n"), "Name\tRôle\nÉlodie\tchair", "Name,Rôle\n张伟,chair\nŁukasz,chair\n"],
)
def test_wide_text_needs_no_mark(tmp_path: Path, encoding: str, text: str) -> None:
    table = read(separated(tmp_path, text, encoding))
    assert (table.rows[0].cells[1], table.notices) == ("chair", ())


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        *(("cp850", name) for name in ("Zoë", "Renée", "Hélène", "François", "Müller", "José")),
        *(("mac-roman", name) for name in ("Zoë", "René", "Hélène", "François", "Müller", "Muñoz")),
        ("cp1251", "Иван"), ("cp1253", "Γιάννης"), ("cp1250", "Łukasz Gałązka"), ("shift-jis", "山田太郎"),
    ],
)  # fmt: skip
def test_another_code_page_is_refused_with_what_to_do(tmp_path: Path, encoding: str, name: str) -> None:
    with pytest.raises(InputError, match=r'not in UTF-8.*choose "Save As" and "CSV UTF-8"'):
        read(separated(tmp_path, f"Name,Role\n{name},chair\n", encoding))


@pytest.mark.parametrize(
    "name", ["Zoë Müller", "O’Neill", "Renée – Élodie", "Škoda", "Ann…", "‘Bo’", "Mañé", "£5"]
)
def test_windows_1252_is_read_with_the_right_letters(tmp_path: Path, name: str) -> None:
    assert cells(read(separated(tmp_path, f"Name,Role\n{name},chair\n", "cp1252"))) == [(name, "chair")]


@pytest.mark.parametrize(
    "text", ['"Name", "Role"\n"A, B", "chair"\n', '"Name" , "Role" \n"A, B" ,"chair"\n', 'Name;  "Role"\n"A, B"; "chair"', '"Name"\t "Role"\r\n"A, B" \t"chair" \r\n']
)  # fmt: skip
def test_blanks_beside_quotation_marks_are_none(tmp_path: Path, text: str) -> None:
    assert cells(read(separated(tmp_path, text))) == [("A, B", "chair")]


@pytest.mark.parametrize("unseen", ["\u200b", "\u200e", "\u2060", "\ufeff", "\u00ad", "\u200d"])
def test_what_nobody_sees_is_in_no_cell(tmp_path: Path, unseen: str) -> None:
    table = read(
        separated(
            tmp_path,
            f"{unseen}Na{unseen}me{unseen},Role\n{unseen}A{unseen} 1,chair\n".replace("a\u200d", "a"),
        )
    )
    assert cells(table) == [("A 1", "chair")]
    book = read(workbook(tmp_path, (("Name",), (f"{unseen}A 1{unseen}",), (unseen,))))
    assert cells(book) == [("A 1",)]


# Workbooks


def test_numbers_are_text_and_the_first_sheet_with_the_header_is_read(tmp_path: Path) -> None:
    table = read(
        workbook(
            tmp_path, (("A list",), (), HEADER, ("A", 2), (None, " "), ("B", 2.0), ("C", 2.5), ("D", "2"))
        )
    )
    assert numbered(table) == [(4, ("A", "2")), (6, ("B", "2")), (7, ("C", "2.5")), (8, ("D", "2"))]
    other = (("Notes",), ("A", 9))
    assert cells(read(workbook(tmp_path, (HEADER, ("A", 1)), before=(other, other)))) == [("A", "1")]
    table = read(workbook(tmp_path, (("B", 2),), before=((("A", 1),),)))
    assert (table.header, cells(table)) == (None, [("A", "1")])
    assert read(workbook(tmp_path, ((),) * 19 + (HEADER, ("A", 1)))).header is not None
    assert read(workbook(tmp_path, ((),) * 20 + (HEADER, ("A", 1)))).header is None
    path = workbook(tmp_path, (HEADER, ("A", 1), ("B", 2)), change=with_choices)
    table = read(rewritten(path, SHEET, lambda xml: xml.replace('ref="A1:B3"', 'ref="A1"')))
    assert cells(table) == [("A", "1"), ("B", "2")]


def test_formulas_count_with_their_value_and_merged_cells_for_the_first(tmp_path: Path) -> None:
    table = read(workbook(tmp_path, (HEADER, ("A", "=1+1"), ("=1+1", "=1+1"), ("B", date(2026, 2, 1)))))
    assert [sorted(row.faults) for row in table.rows] == [[1], [0, 1], [1]]
    assert "is a formula without a value" in table.rows[0].faults[1]
    assert (table.rows[2].cells, table.rows[2].faults) == (("B",), {1: "is a date"})
    stored = read(with_stored_values(workbook(tmp_path, (HEADER, ("A", "=1+1"))), "2"))
    assert [(row.cells, row.faults) for row in stored.rows] == [(("A", "2"), {})]
    table = read(workbook(tmp_path, (HEADER, ("A", 1), (None, 2), ("C", 3)), change=merged("A2:A3")))
    assert cells(table) == [("A", "1"), ("", "2"), ("C", "3")]
    told = "is empty: cell A3 is merged with A2. Type the value in every line"
    assert [dict(row.faults) for row in table.rows] == [{}, {0: told}, {}]
    table = read(workbook(tmp_path, (HEADER, ("A", 1), (), ("C", 3)), change=merged("A2:A3", "B2:B3")))
    assert [row.number for row in table.rows] == [2, 4]


def merged(*areas: str) -> Any:
    """Return the change that merges cells."""
    return lambda sheet: [sheet.merge_cells(each) for each in areas]


def with_choices(sheet: Worksheet) -> None:
    choices = DataValidation(type="list", formula1='"1,2,3"')
    choices.add("B2:B9")
    sheet.add_data_validation(choices)


def hidden(*rows: int, column: str = "") -> Any:
    """Return the change that hides rows and a column."""

    def change(sheet: Worksheet) -> None:
        for row in rows:
            sheet.row_dimensions[row].hidden = True
        if column:
            sheet.column_dimensions[column].hidden = True

    return change


def all_shown(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].height = 20
    sheet.column_dimensions["A"].width = 9


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (hidden(3), "Line 3 is hidden in the sheet, and read like the others."),
        (hidden(2, 4), "Lines 2 and 4 are hidden in the sheet, and read like the others."),
        (hidden(column="B"), "Column B is hidden in the sheet, and looked at like the others."),
        (hidden(1, 9), None),
        (all_shown, None),
    ],
)  # fmt: skip
def test_hidden_lines_are_read_and_told(tmp_path: Path, change: Any, told: str | None) -> None:
    table = read(workbook(tmp_path, (HEADER, ("A", 1), ("B", 2), ("C", 3)), change=change))
    assert cells(table) == [("A", "1"), ("B", "2"), ("C", "3")]
    assert table.notices == ((told,) if told else ())


def test_sheets_that_are_not_read_are_told_unless_nothing_is_in_them(tmp_path: Path) -> None:
    rows = (HEADER, ("A", 1))
    table = read(workbook(tmp_path, (), before=(rows, (), rows)))
    assert table.notices == ('The sheet "Sheet2" was not read, only "Sheet". Put everything on one sheet.',)
    table = read(workbook(tmp_path, ((7,),), before=(rows, rows, ((None, "x"),))))
    assert table.notices == (
        'The sheets "Sheet1", "Sheet2" and "Sheet3" were not read, only "Sheet". Put everything on one sheet.',
    )
    table = read(
        workbook(
            tmp_path,
            rows,
            before=((("Notes",),),),
            change=lambda sheet: setattr(sheet, "sheet_state", "hidden"),
        )
    )
    assert table.notices == (
        'The sheet "Sheet1" is hidden, and was read.',
        'The sheet "Sheet" was not read, only "Sheet1". Put everything on one sheet.',
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2_x000D_", "2"), ("A_x000D_\nB", "A B"), ("_x005F_x000D_", "_x000D_"), ("_x0041_lf", "Alf"), ("_xD83D__xDE42_", "🙂"), ("_x41_", "_x41_")],
)  # fmt: skip
def test_characters_that_excel_writes_as_numbers_are_read(tmp_path: Path, written: str, meant: str) -> None:
    assert cells(read(workbook(tmp_path, (HEADER, (written,))))) == [(meant,)]


def test_only_the_rows_that_a_sheet_holds_are_gone_through_and_too_many_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, (HEADER, ("A", 1)))
    last = '<row r="900000" ht="20"/><row r="1048576" ht="0"><c r="A1048576" t="inlineStr"><is><t>Z</t></is></c></row></sheetData>'
    table = read(rewritten(path, SHEET, lambda xml: xml.replace("</sheetData>", last)))
    assert numbered(table) == [(2, ("A", "1")), (1048576, ("Z",))]
    assert table.notices == ("Line 1048576 is hidden in the sheet, and read like the others.",)
    path = workbook(tmp_path, (HEADER, ("A",)))
    rows = "".join(f'<row r="{number}"><c t="n"><v>1</v></c></row>' for number in range(3, MOST_LINES + 3))
    with pytest.raises(InputError, match="more than 20,000 lines"):
        read(rewritten(path, SHEET, lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>")))


def test_a_part_that_is_larger_than_it_says_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path, (HEADER, ("A", 1)))
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.png", bytes((64 << 20) + 54_321))
    data = path.read_bytes().replace(struct.pack("<L", (64 << 20) + 54_321), struct.pack("<L", 10))
    path.write_bytes(data)
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="is too large"):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def damaged(old: str, new: str) -> Any:
    return lambda path: rewritten(path, SHEET, lambda xml: xml.replace(old, new))


def with_parts(count: int, how: int | None = None) -> Any:
    """Return what adds parts to a workbook."""

    def add(path: Path) -> Path:
        with ZipFile(path, "a") as archive:
            for number in range(count):
                archive.writestr(f"part{number}", b"", how)
        return path

    return add


def a_letter(path: Path) -> Path:
    """Put another zip file in the place of a workbook."""
    with ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear committee")
    return path


NOT_EXCEL = r"answers\.xlsx can't be read and may be damaged"
LAUGHS = '<!ENTITY a "laughs">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghij")
)
MERGES = "<mergeCells>" + '<mergeCell ref="A1:CV1048576"/>' * 1_000 + "</mergeCells>"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (damaged('<row r="2"', '<row r="99999999999"'), NOT_EXCEL),
        (damaged('<row r="2"', '<row r="1"'), NOT_EXCEL),
        (damaged('<c r="A2"', '<c r="AAAAAAAA2"'), NOT_EXCEL),
        (damaged("</sheetData>", ""), NOT_EXCEL),
        (damaged("<sheetData>", '<mergeCells><mergeCell ref="everything"/></mergeCells><sheetData>'), NOT_EXCEL),
        (lambda path: rewritten(path, SHEET, lambda xml: f"<!DOCTYPE x [{LAUGHS}]>{xml.replace('<sheetData>', '<sheetData>&j;')}"), "was not saved by Excel"),
        (damaged("</sheetData>", f"</sheetData>{MERGES}"), "too many merged cells"),
        (lambda path: bomb(path, MOST_UNPACKED), "is too large"),
        (damaged("</sheetData>", f'<row r="99">{"<c/>" * 300_000}</row></sheetData>'), "is too large"),
        (damaged("</sheetData>", "<row ht='2'/>" * 700_000 + "</sheetData>"), "is too large"),
        (with_parts(MOST_PARTS), "is too large"),
        (with_parts(1, ZIP_BZIP2), "Open it in Excel and save it again"),
        (a_letter, NEITHER),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_workbook_damaged_or_made_to_harm_is_one_sentence(tmp_path: Path, change: Any, told: str) -> None:
    path = change(workbook(tmp_path, (HEADER, *[("A", 1)] * 10)))
    with pytest.raises(InputError, match=told):
        read(path)
