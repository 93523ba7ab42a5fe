"""What looks like a formula is protected in a file, and read back as it was.

What is not a table is told in one sentence, whatever it is called.

Text tables are read in the encodings and with the separators that people's programs write.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.tables import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_LINES,
    Table,
    guarded,
    read_table,
    unguarded,
)
from tests.store.table_files import separated, workbook


@pytest.mark.parametrize("text", ["=A", "+44 B", "-C", "@d", "'=A", "''+B"])
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe_and_loses_it_again(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "Member 4", "'t Hooft", "O'Neill", "A=B"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


ROWS = (("Name",), ("A",))


def is_header(cells: tuple[str, ...]) -> bool:
    return cells == ("Name",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "neither a CSV file nor an Excel workbook"),
        (b"%PDF-1.7\nName\nA\n", "neither a CSV file nor an Excel workbook"),
        (b"\x81\x8d\x8f", "neither a CSV file nor an Excel workbook"),
        ("Name\nA\n".encode("utf-16-le"), "neither a CSV file nor an Excel workbook"),
        (b"\xff\xfeN", "neither a CSV file nor an Excel workbook"),
        (b"\n<!DOCTYPE html><table><tr><td>Name</td></tr></table>", "a web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file or has a password"),
        (b"PK\x03\x04 and no more of a zip", "neither a CSV file nor an Excel workbook"),
        (b"", "is empty"),
    ],
)
@pytest.mark.parametrize("name", ["answers.csv", "answers.xlsx"])
def test_a_file_that_is_no_table_is_one_sentence(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=told) as error:
        read_table(path, is_header)
    assert str(error.value).startswith(name)
    assert "\n" not in str(error.value)


def test_a_workbook_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = workbook(tmp_path, ROWS).rename(tmp_path / "answers.csv")
    assert [row.cells for row in read_table(path, is_header).rows] == [("A",)]


def test_text_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    table = read_table(separated(tmp_path, "Name\nA\n", name="answers.xlsx"), is_header)
    assert [row.cells for row in table.rows] == [("A",)]


def test_a_file_that_is_too_big_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="bigger than 5 MB"):
        read_table(separated(tmp_path, "Name\n" + "A" * MOST_BYTES), is_header)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file called"):
        read_table(tmp_path / "nowhere.csv", is_header)


def test_a_folder_is_told_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder, not a file"):
        read_table(tmp_path, is_header)


TEXT = "Name,Rôle\nÉlodie,chair\n"


def begins_with_name(cells: tuple[str, ...]) -> bool:
    return cells[:1] == ("Name",)


def read(path: Path) -> Table:
    return read_table(path, begins_with_name)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_remark(tmp_path: Path, encoding: str) -> None:
    table = read(separated(tmp_path, TEXT, encoding))
    assert cells(table) == [("Élodie", "chair")]
    assert table.header is not None
    assert table.header.cells == ("Name", "Rôle")
    assert table.notices == ()


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    table = read(separated(tmp_path, TEXT, "cp1252"))
    assert cells(table) == [("Élodie", "chair")]
    assert "Windows-1252" in table.notices[0]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_tells_the_separator(tmp_path: Path, separator: str) -> None:
    table = read(separated(tmp_path, TEXT.replace(",", separator)))
    assert cells(table) == [("Élodie", "chair")]


def test_blank_lines_are_left_out_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    table = read(separated(tmp_path, "A list\r\n\r\nName,Role\r\n\r\nA,chair\r\n , \r\nB,member\r\n"))
    assert [(row.number, row.cells) for row in table.rows] == [(5, ("A", "chair")), (7, ("B", "member"))]


def test_a_quoted_cell_may_hold_separators_and_line_breaks(tmp_path: Path) -> None:
    table = read(separated(tmp_path, 'Name,Role\n"A,\n  B",chair\nC,member\n'))
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("A, B", "chair")), (4, ("C", "member"))]


def test_a_quotation_mark_that_is_not_closed_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"line 3: the quotation marks"):
        read(separated(tmp_path, 'Name,Role\nA,chair\n"B,member\nC,member\n'))


def test_a_header_further_down_than_twenty_lines_is_not_found(tmp_path: Path) -> None:
    assert read(separated(tmp_path, "title\n" * 19 + TEXT)).header is not None
    assert read(separated(tmp_path, "title\n" * 20 + TEXT)).header is None


def test_without_a_header_every_line_is_a_row(tmp_path: Path) -> None:
    assert cells(read(separated(tmp_path, "12 members, 2 co-optees\n1 chair\n"))) == [
        ("12 members, 2 co-optees",),
        ("1 chair",),
    ]


def test_an_overlong_cell_is_marked_and_not_kept(tmp_path: Path) -> None:
    table = read(separated(tmp_path, f"Name,Role\n{'x' * LONGEST_CELL},{'y' * (LONGEST_CELL + 1)}\n"))
    assert table.rows[0].cells == ("x" * LONGEST_CELL,)
    assert table.rows[0].faults == {1: "is longer than 2,000 characters"}


def test_too_many_lines_are_refused(tmp_path: Path) -> None:
    assert len(read(separated(tmp_path, "Name\n" + "A\n" * MOST_LINES)).rows) == MOST_LINES
    with pytest.raises(InputError, match="more than 20,000 lines"):
        read(separated(tmp_path, "Name\n" + "A\n" * (MOST_LINES + 1)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_with_nothing_in_it_is_empty(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(InputError, match="is empty"):
        read(separated(tmp_path, " \n", encoding))
