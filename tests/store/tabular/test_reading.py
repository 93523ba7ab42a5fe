"""What is not a table is told in one sentence, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.tabular.reading import read_table
from scrutiny_tui.store.tabular.table import MOST_BYTES
from tests.store.tabular.files import separated, workbook

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
