"""Excel workbooks are read as text, and what is not plainly a value is marked."""

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
from scrutiny_tui.store.tables import MOST_LINES, Table, read_table
from tests.store.table_files import SHEET, bomb, rewritten, with_stored_values, workbook

HEADER = ("Name", "Number")


def is_header(cells: tuple[str, ...]) -> bool:
    return cells[:2] == HEADER


def read(path: Path) -> Table:
    return read_table(path, is_header)


def merged(cells: str) -> Any:
    """Return the change that merges cells."""
    return lambda sheet: sheet.merge_cells(cells)


def test_numbers_are_text_without_a_fraction_of_nothing(tmp_path: Path) -> None:
    table = read(workbook(tmp_path, (HEADER, ("A", 2), ("B", 2.0), ("C", 2.5), ("D", "2"))))
    assert [row.cells for row in table.rows] == [("A", "2"), ("B", "2"), ("C", "2.5"), ("D", "2")]


def test_blank_rows_are_left_out_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    table = read(workbook(tmp_path, (("A list",), (), HEADER, ("A", 1), (None, " "), ("B", 2))))
    assert [(row.number, row.cells) for row in table.rows] == [(4, ("A", "1")), (6, ("B", "2"))]


def test_the_first_sheet_with_the_header_is_read(tmp_path: Path) -> None:
    other = (("Notes",), ("A", 9))
    table = read(workbook(tmp_path, (HEADER, ("A", 1)), before=(other, other)))
    assert [row.cells for row in table.rows] == [("A", "1")]


def test_without_a_header_the_first_sheet_is_read_whole(tmp_path: Path) -> None:
    table = read(workbook(tmp_path, (("B", 2),), before=((("A", 1),),)))
    assert table.header is None
    assert [row.cells for row in table.rows] == [("A", "1")]


def test_a_header_further_down_than_twenty_rows_is_not_found(tmp_path: Path) -> None:
    assert read(workbook(tmp_path, ((),) * 19 + (HEADER, ("A", 1)))).header is not None
    assert read(workbook(tmp_path, ((),) * 20 + (HEADER, ("A", 1)))).header is None


def test_a_formula_without_a_stored_value_is_marked(tmp_path: Path) -> None:
    table = read(workbook(tmp_path, (HEADER, ("A", "=1+1"), ("=1+1", "=1+1"))))
    assert [sorted(row.faults) for row in table.rows] == [[1], [0, 1]]
    assert "is a formula without a stored value" in table.rows[0].faults[1]


def test_a_formula_counts_with_its_stored_value(tmp_path: Path) -> None:
    table = read(with_stored_values(workbook(tmp_path, (HEADER, ("A", "=1+1"))), "2"))
    assert [(row.cells, row.faults) for row in table.rows] == [(("A", "2"), {})]


def test_merged_cells_count_for_the_first_and_the_rest_is_marked(tmp_path: Path) -> None:
    table = read(workbook(tmp_path, (HEADER, ("A", 1), (None, 2), ("C", 3)), change=merged("A2:A3")))
    assert [row.cells for row in table.rows] == [("A", "1"), ("", "2"), ("C", "3")]
    assert [dict(row.faults) for row in table.rows] == [
        {},
        {0: "is empty: cell A3 is merged with A2. Write the value in every line"},
        {},
    ]


def test_a_row_that_is_merged_away_whole_is_blank(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:B3")

    table = read(workbook(tmp_path, (HEADER, ("A", 1), (), ("C", 3)), change=change))
    assert [row.number for row in table.rows] == [2, 4]


def test_a_date_is_marked(tmp_path: Path) -> None:
    table = read(workbook(tmp_path, (HEADER, ("A", date(2026, 2, 1)))))
    assert [(row.cells, row.faults) for row in table.rows] == [(("A",), {1: "is a date"})]


def test_lists_to_choose_from_are_no_trouble(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        choices = DataValidation(type="list", formula1='"1,2,3"')
        choices.add("B2:B9")
        sheet.add_data_validation(choices)

    table = read(workbook(tmp_path, (HEADER, ("A", 1)), change=change))
    assert [row.cells for row in table.rows] == [("A", "1")]


def test_a_sheet_that_tells_a_wrong_size_is_read_whole(tmp_path: Path) -> None:
    path = workbook(tmp_path, (HEADER, ("A", 1), ("B", 2)))
    table = read(rewritten(path, SHEET, lambda xml: xml.replace('ref="A1:B3"', 'ref="A1"')))
    assert [row.cells for row in table.rows] == [("A", "1"), ("B", "2")]


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="more than 20,000 lines"):
        read(workbook(tmp_path, (HEADER, *[("A",)] * (MOST_LINES + 1))))


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    path = bomb(workbook(tmp_path, (HEADER, ("A", 1))), MOST_UNPACKED)
    assert path.stat().st_size < 10_000
    with pytest.raises(InputError, match="unpacks to more than this program opens"):
        read(path)


def test_a_workbook_of_too_many_parts_is_not_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path, (HEADER, ("A", 1)))
    with ZipFile(path, "a") as archive:
        for number in range(MOST_PARTS):
            archive.writestr(f"part{number}", b"")
    with pytest.raises(InputError, match="unpacks to more than this program opens"):
        read(path)


def test_a_workbook_packed_in_an_unusual_way_is_not_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path, (HEADER, ("A", 1)))
    with ZipFile(path, "a") as archive:
        archive.writestr("part", b"", ZIP_BZIP2)
    with pytest.raises(InputError, match="Save it from Excel again"):
        read(path)


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear committee")
    with pytest.raises(InputError, match="neither a CSV file nor an Excel workbook"):
        read(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<row r="2"', '<row r="99999999999"'),
        ('<row r="2"', '<row r="1"'),
        ('<c r="A2"', '<c r="AAAAAAAA2"'),
        ("</sheetData>", ""),
        ("<sheetData>", '<mergeCells><mergeCell ref="everything"/></mergeCells><sheetData>'),
    ],
)
def test_a_damaged_sheet_is_one_sentence(tmp_path: Path, old: str, new: str) -> None:
    path = workbook(tmp_path, (HEADER, ("A", 1)))
    with pytest.raises(InputError, match=r"answers\.xlsx cannot be read as an Excel workbook"):
        read(rewritten(path, SHEET, lambda xml: xml.replace(old, new)))


def test_a_document_that_repeats_itself_without_end_is_refused(tmp_path: Path) -> None:
    names = "abcdefghij"
    entities = '<!ENTITY a "laughs">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    path = workbook(tmp_path, (HEADER, ("A", 1)))
    path = rewritten(
        path,
        SHEET,
        lambda xml: f"<!DOCTYPE x [{entities}]>{xml.replace('<sheetData>', '<sheetData>&j;')}",
    )
    with pytest.raises(InputError, match="cannot be read as an Excel workbook"):
        read(path)


def test_more_merged_cells_than_anybody_makes_are_refused(tmp_path: Path) -> None:
    merges = '<mergeCell ref="A1:CV1048576"/>' * 1_000
    path = workbook(tmp_path, (HEADER, *[("A", 1)] * 10))
    path = rewritten(
        path, SHEET, lambda xml: xml.replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")
    )
    with pytest.raises(InputError, match="too many merged cells"):
        read(path)
