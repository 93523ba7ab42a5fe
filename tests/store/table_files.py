"""Makes table files, right ones and hostile ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Final, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Values: TypeAlias = Iterable[Iterable[object]]

SHEET: Final = "xl/worksheets/sheet1.xml"
"""Where the first sheet lies in a workbook."""


def separated(folder: Path, text: str, encoding: str = "utf-8", name: str = "answers.csv") -> Path:
    """Write text to a file."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(
    folder: Path,
    rows: Values,
    *,
    change: Callable[[Worksheet], object] = lambda _sheet: None,
    before: Iterable[Values] = (),
) -> Path:
    """Write a workbook with one sheet of these rows, changed at the end, after the sheets before it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for values in (*before, rows):
        sheet = book.create_sheet()
        for row in values:
            sheet.append(list(row))
    change(book.worksheets[-1])
    path = folder / "answers.xlsx"
    book.save(path)
    return path


def with_stored_values(path: Path, value: str) -> Path:
    """Give every formula of the first sheet this stored value."""
    return rewritten(path, SHEET, lambda xml: re.sub(r"<v ?/>|<v></v>", f"<v>{value}</v>", xml))


def rewritten(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change the text of one part of a workbook."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def bomb(path: Path, declared: int) -> Path:
    """Let a workbook declare that its first sheet unpacks to this many bytes; the file itself stays small."""
    data = bytearray(path.read_bytes())
    with ZipFile(BytesIO(bytes(data))) as archive:
        directory = archive.start_dir
    entry = data.index(SHEET.encode(), directory) - 46
    data[entry + 24 : entry + 28] = declared.to_bytes(4, "little")
    path.write_bytes(data)
    return path
