"""Tables that people send, as CSV files or Excel workbooks: read into rows of text with line numbers."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from io import StringIO
from itertools import takewhile
from pathlib import Path
from typing import Final, TypeAlias
from unicodedata import normalize

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.printable import without_meaningless
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.places import read_named
from scrutiny_tui.store.system import is_folder

MOST_BYTES: Final = 5 * 1024 * 1024
"""How big a file may be."""

MOST_LINES: Final = 20_000
"""How many filled lines a file may have."""

MOST_COLUMNS: Final = 100
"""Columns further to the right are not looked at."""

LONGEST_CELL: Final = 2_000
"""Characters that a cell may have."""

HEADER_LINES: Final = 20
"""The header is looked for in this many lines; above it may be a title."""

HELP_SHEET: Final = "How to fill this in"
"""The sheet that explains the program's own form, which has nothing to read."""

IsHeader: TypeAlias = Callable[[tuple[str, ...]], bool]
"""Says whether the cells of a line are the header that is wanted."""


@record
class Row:
    """One filled line of a table."""

    number: int
    """The line as an editor counts it, the row as Excel does: from 1."""
    cells: tuple[str, ...]
    """The cells' text, each on one line and without white space at its ends."""
    faults: Mapping[int, str] = field(default_factory=dict)
    """Column, from 0, to why its cell cannot be used, such as "is a date". The cell's text is empty then."""
    as_typed: frozenset[int] = frozenset()
    """Columns whose cells are text to the spreadsheet, so that it has not changed how a number is written."""

    def cell(self, column: int) -> str:
        """Return the text in a column; empty if the line ends before it."""
        return self.cells[column] if column < len(self.cells) else ""


@record
class Table:
    """A table file."""

    name: str
    """The file's name, without its folder."""
    header: Row | None
    """The header; None if none was found. Then `rows` is everything."""
    rows: tuple[Row, ...]
    """The filled lines after the header."""
    notices: tuple[str, ...] = ()
    """Sentences about how the file was understood."""


def filled_row(
    number: int, texts: list[str], faults: Mapping[int, str], as_typed: frozenset[int] = frozenset()
) -> Row | None:
    """Return a line with its cells folded and the overlong ones marked; None if nothing is in it."""
    # An overlong text is not even folded: a workbook can refer to the same huge one from every cell.
    long = {
        column: f"is longer than {LONGEST_CELL:,} characters"
        for column, text in enumerate(texts)
        if len(text) > LONGEST_CELL
    }
    marked = {**faults, **long}
    cells = ["" if column in marked else _one_line(text) for column, text in enumerate(texts)]
    if not marked and not any(cells):
        return None
    while cells and not cells[-1]:
        cells.pop()
    return Row(number, tuple(cells), marked, as_typed)


def _one_line(text: str) -> str:
    """Return the text on one line with composed letters and without invisible characters that mean nothing."""
    return " ".join(normalize("NFC", without_meaningless(text)).split())


_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKED_UP = ("%PDF", "{\\rtf")


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and a notice where its encoding had to be guessed.

    Raises `InputError` if the bytes are not a table written as text, such as a picture or a web page.
    """
    text, notices = _decoded(data, name)
    if not text.strip():
        raise InputError(f"{name} is empty.")
    if text.lstrip().startswith("<"):
        raise InputError(f"{name} is a web page, not a table. Save it as CSV or .xlsx.")
    if _NOT_TEXT.search(text) or text.startswith(_MARKED_UP):
        raise not_a_table(name)
    return text, notices


def not_a_table(name: str) -> InputError:
    """Return the error for a file that is no table at all."""
    return InputError(f"{name} is not a CSV or Excel file. Save the table as CSV or .xlsx.")


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    wide = _wide(data)
    with suppress(UnicodeDecodeError):
        return data.decode(wide or "utf-8-sig"), ()
    if wide or _CONTROLS.search(data):
        raise not_a_table(name)
    with suppress(UnicodeDecodeError):
        guess = data.decode("cp1252")
        if not _MISREAD.search(guess):
            return guess, (
                f"{name} is not in UTF-8, so it was read as Windows-1252. Check any letters with accents.",
            )
    raise InputError(f"{name} is not in UTF-8, so its accented letters can't be read. {_AS_UTF8}")


def _wide(data: bytes) -> str:
    """Return the encoding of text in which a letter takes several bytes, with or without a mark; empty if it is none."""
    if data.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    low, high = data[::2].count(0), data[1::2].count(0)
    # Commas, digits and line breaks have an empty half, always the same one.
    if len(data) % 2 or max(low, high) * _HALVES < len(data) or min(low, high):
        return ""
    return "utf-16-le" if high else "utf-16-be"


_HALVES: Final = 20
"""One empty half in so many bytes makes text UTF-16: even where most letters fill both, there are line breaks."""

_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")

_AS_UTF8: Final = 'In Excel choose "Save As" and "CSV UTF-8", or save it as .xlsx.'

_SYMBOLS: Final = "‚ƒ„…†‡ˆ‰‹‘“”•˜™›€¡¢£¤¥¦§¨©«¬®¯°±²³´¶·¸¹»¼½¾¿×÷"  # noqa: RUF001 - what accents become
_MISREAD: Final = re.compile(
    rf"[^\W\d_][{_SYMBOLS}][^\W\d_]|[^\W\d_][‚ƒ„†‡ˆ‰‹‘“˜¡¢¤¦¨¬¯±´¸¼½¾¿]|[ƒ†‡ˆ‰][^\W\d_]|[^\W\d_][–—][a-z]"  # noqa: RUF001
    "|[a-zà-ÿ][ŠŒŽŸ]|Ÿ[a-zà-ÿ]|[^\\W\\d_a-zA-Z]{3}"
)
"""What a name with accents looks like if another encoding was read as Windows-1252, such as "RenŽ" or "Èâàí"."""


_SEPARATORS: Final = (",", ";", "\t")

_WITHOUT_HEADER: Final = "\t"
"""Splits lines without a header: names and lists hold commas, and what is copied from a spreadsheet holds tabs."""


def read_separated(text: str, name: str, is_header: IsHeader) -> tuple[Row | None, tuple[Row, ...]]:
    """Return the header, None if there is none, and the filled lines after it.

    Raises `InputError` if quotation marks do not match, or there are too many lines.
    """
    try:
        return _read_separated(text, name, is_header)
    except InputError:
        plainer = _AFTER_QUOTE.sub('"', text)
        if plainer == text:
            raise
    return _read_separated(plainer, name, is_header)


_AFTER_QUOTE: Final = re.compile(r'"[ \u00a0]+(?=[,;\t\r\n]|\Z)')
"""A closing quotation mark with blanks behind it, which the csv module does not take."""


def _read_separated(text: str, name: str, is_header: IsHeader) -> tuple[Row | None, tuple[Row, ...]]:
    separator = next((each for each in _SEPARATORS if _has_header(text, each, is_header)), _WITHOUT_HEADER)
    header: Row | None = None
    rows: list[Row] = []
    for row in _rows(text, separator, name):
        if header is None and row.number <= HEADER_LINES and is_header(row.cells):
            header, rows = row, []
            continue
        rows.append(row)
        if len(rows) > MOST_LINES:
            raise InputError(f"{name} has more than {MOST_LINES:,} lines. Split it into several files.")
    return header, tuple(rows)


def _rows(text: str, separator: str, name: str = "") -> Iterator[Row]:
    # Many programs put a blank behind the separator, before the quotation mark.
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                f"{name}, line {number}: the quotation marks around a cell do not match."
            ) from error
        row = filled_row(number, cells[:MOST_COLUMNS], {})
        if row:
            yield row


def _has_header(text: str, separator: str, is_header: IsHeader) -> bool:
    with suppress(InputError):
        first = takewhile(lambda row: row.number <= HEADER_LINES, _rows(text, separator))
        return any(is_header(row.cells) for row in first)
    return False


_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


def read_table(path: Path, is_header: IsHeader) -> Table:
    """Return the table in a CSV file or Excel workbook, from the header on.

    Raises `InputError` with one sentence where the file is missing, too big, damaged or no table, and `MachineError`
    where it cannot be read from the disk.
    """
    name = path.name
    missing = f"{path} is a folder, not a file." if is_folder(path) else f"Can't find a file called {path}."
    too_large = f"{name} is larger than {MOST_BYTES // 1024**2} MB, too large for a list of answers."
    data = read_named(path, MOST_BYTES, missing, too_large)
    if data.startswith(_ZIP):
        from scrutiny_tui.store.excel import read_workbook  # noqa: PLC0415  heavy

        return Table(name, *read_workbook(data, name, is_header))
    if data.startswith(_OLD_OFFICE):
        raise InputError(
            f"{name} is an old Excel file or has a password. Save it as .xlsx or CSV, without a password."
        )
    text, notices = decode(data, name)
    return Table(name, *read_separated(text, name, is_header), notices)
