"""Reads a table file, whatever it is called: what is in it decides what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.plain_file import read_plain
from scrutiny_tui.store.tabular.decoding import decode
from scrutiny_tui.store.tabular.separated import read_separated
from scrutiny_tui.store.tabular.table import MOST_BYTES, IsHeader, Table

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


def read_table(path: Path, is_header: IsHeader) -> Table:
    """Return the table in a CSV file or Excel workbook, from the header on.

    Raises `InputError` with one sentence where the file is missing, too big, damaged or no table, and `MachineError`
    where it cannot be read from the disk.
    """
    data, name = _bytes(path), path.name
    if data.startswith(_ZIP):
        from scrutiny_tui.store.tabular.workbook import read_workbook  # noqa: PLC0415  heavy

        return Table(name, *read_workbook(data, name, is_header))
    if data.startswith(_OLD_OFFICE):
        raise InputError(
            f"{name} is an old Excel file or has a password. Save it as .xlsx or CSV without one."
        )
    text, notices = decode(data, name)
    return Table(name, *read_separated(text, name, is_header), notices)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder, not a file.")
        if not path.is_file():
            raise InputError(f"There is no file called {path}.")
        data = read_plain(path, MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise MachineError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if len(data) > MOST_BYTES:
        raise InputError(
            f"{path.name} is bigger than {MOST_BYTES // 1024**2} MB, too big for a list of answers."
        )
    return data
