"""Tables are read as people's programs write them, as text or as Excel workbooks; what is no table is told in one sentence."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.excel import MOST_PARTS, MOST_UNPACKED
from scrutiny_tui.store.tables import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_LINES,
    Table,
    guarded,
    read_table,
    unguarded,
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
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NEITHER), (b"%PDF-1.7\nName\nA\n", NEITHER), (b"\x81\x8d\x8f", "is not UTF-8"),
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


def test_what_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Can't find a file called"):
        read(tmp_path / "nowhere.csv")
    with pytest.raises(InputError, match="is a folder, not a file"):
        read(tmp_path)


def test_text_and_workbooks_are_read_whatever_they_are_called(tmp_path: Path) -> None:
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


def test_blank_lines_go_lines_keep_their_numbers_and_quoted_cells_hold_anything(tmp_path: Path) -> None:
    table = read(separated(tmp_path, "A list\r\n\r\nName,Role\r\n\r\nA,chair\r\n , \r\nB,member\r\n"))
    assert numbered(table) == [(5, ("A", "chair")), (7, ("B", "member"))]
    table = read(separated(tmp_path, 'Name,Role\n"A,\n  B",chair\nC,member\n'))
    assert numbered(table) == [(2, ("A, B", "chair")), (4, ("C", "member"))]


def test_a_header_is_looked_for_in_twenty_lines_and_without_one_every_line_is_a_row(tmp_path: Path) -> None:
    assert read(separated(tmp_path, "title\n" * 19 + TEXT)).header is not None
    assert read(separated(tmp_path, "title\n" * 20 + TEXT)).header is None
    table = read(separated(tmp_path, "12 members, 2 co-optees\n1 chair\n"))
    assert cells(table) == [("12 members, 2 co-optees",), ("1 chair",)]


def test_an_overlong_cell_is_marked_and_not_kept_and_the_most_lines_are_taken(tmp_path: Path) -> None:
    table = read(separated(tmp_path, f"Name,Role\n{'x' * LONGEST_CELL},{'y' * (LONGEST_CELL + 1)}\n"))
    assert cells(table) == [("x" * LONGEST_CELL,)]
    assert table.rows[0].faults == {1: "is longer than 2,000 characters"}
    assert len(read(separated(tmp_path, "Name\n" + "A\n" * MOST_LINES)).rows) == MOST_LINES


# Workbooks


def test_numbers_are_text_and_blank_rows_go_without_new_numbers(tmp_path: Path) -> None:
    table = read(
        workbook(
            tmp_path, (("A list",), (), HEADER, ("A", 2), (None, " "), ("B", 2.0), ("C", 2.5), ("D", "2"))
        )
    )
    assert numbered(table) == [(4, ("A", "2")), (6, ("B", "2")), (7, ("C", "2.5")), (8, ("D", "2"))]


def test_the_first_sheet_with_the_header_is_read_and_without_one_the_first_whole(tmp_path: Path) -> None:
    other = (("Notes",), ("A", 9))
    assert cells(read(workbook(tmp_path, (HEADER, ("A", 1)), before=(other, other)))) == [("A", "1")]
    table = read(workbook(tmp_path, (("B", 2),), before=((("A", 1),),)))
    assert (table.header, cells(table)) == (None, [("A", "1")])
    assert read(workbook(tmp_path, ((),) * 19 + (HEADER, ("A", 1)))).header is not None
    assert read(workbook(tmp_path, ((),) * 20 + (HEADER, ("A", 1)))).header is None


def test_a_formula_counts_with_its_stored_value_and_without_one_or_a_date_is_marked(tmp_path: Path) -> None:
    table = read(workbook(tmp_path, (HEADER, ("A", "=1+1"), ("=1+1", "=1+1"), ("B", date(2026, 2, 1)))))
    assert [sorted(row.faults) for row in table.rows] == [[1], [0, 1], [1]]
    assert "is a formula without a value" in table.rows[0].faults[1]
    assert (table.rows[2].cells, table.rows[2].faults) == (("B",), {1: "is a date"})
    stored = read(with_stored_values(workbook(tmp_path, (HEADER, ("A", "=1+1"))), "2"))
    assert [(row.cells, row.faults) for row in stored.rows] == [(("A", "2"), {})]


def merged(*areas: str) -> Any:
    """Return the change that merges cells."""
    return lambda sheet: [sheet.merge_cells(each) for each in areas]


def test_merged_cells_count_for_the_first_and_the_rest_is_marked_or_blank(tmp_path: Path) -> None:
    table = read(workbook(tmp_path, (HEADER, ("A", 1), (None, 2), ("C", 3)), change=merged("A2:A3")))
    assert cells(table) == [("A", "1"), ("", "2"), ("C", "3")]
    told = "is empty: cell A3 is merged with A2. Type the value in every line"
    assert [dict(row.faults) for row in table.rows] == [{}, {0: told}, {}]
    table = read(workbook(tmp_path, (HEADER, ("A", 1), (), ("C", 3)), change=merged("A2:A3", "B2:B3")))
    assert [row.number for row in table.rows] == [2, 4]


def with_choices(sheet: Worksheet) -> None:
    choices = DataValidation(type="list", formula1='"1,2,3"')
    choices.add("B2:B9")
    sheet.add_data_validation(choices)


def test_lists_to_choose_from_and_a_wrong_size_are_no_trouble(tmp_path: Path) -> None:
    path = workbook(tmp_path, (HEADER, ("A", 1), ("B", 2)), change=with_choices)
    table = read(rewritten(path, SHEET, lambda xml: xml.replace('ref="A1:B3"', 'ref="A1"')))
    assert cells(table) == [("A", "1"), ("B", "2")]


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
        (with_parts(MOST_PARTS), "is too large"),
        (with_parts(1, ZIP_BZIP2), "Open it in Excel and save it again"),
        (a_letter, NEITHER),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_workbook_damaged_or_made_to_harm_is_one_sentence(tmp_path: Path, change: Any, told: str) -> None:
    path = change(workbook(tmp_path, (HEADER, *[("A", 1)] * 10)))
    with pytest.raises(InputError, match=told):
        read(path)


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, (HEADER, ("A",)))
    rows = "".join(f'<row r="{number}"><c t="n"><v>1</v></c></row>' for number in range(3, MOST_LINES + 3))
    with pytest.raises(InputError, match="more than 20,000 lines"):
        read(rewritten(path, SHEET, lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>")))
