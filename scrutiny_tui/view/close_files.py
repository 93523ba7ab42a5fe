"""The files that are left of a workshop when it is closed: what they are called, whether they are there, writing them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.export import DataFormat, ExportRequest, export_files
from scrutiny_tui.view.report import Format, ReportRequest, file_stem, report_files
from scrutiny_tui.view.report_view import Kind, RecordOptions
from scrutiny_tui.view.written_files import place_files


class Wanted(Enum):
    """What can be written at the close."""

    WORD = "Word"
    REPORT = "Word, HTML, Markdown and plain text"
    DATA = "CSV, Excel and JSON"
    FULL = "Word with each person's answers"

    @property
    def kind(self) -> Kind:
        """Who it is for."""
        return Kind.FULL if self is Wanted.FULL else Kind.PUBLIC


_FORMATS: Final = {Wanted.WORD: (Format.WORD,), Wanted.REPORT: tuple(Format), Wanted.FULL: (Format.WORD,)}
"""The formats of each report."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What is written, of which workshop, and where."""

    session: Session
    wanted: Wanted
    made: date
    pack: Pack
    folder: Path


def names(closing: Closing, number: int = 1) -> tuple[str, ...]:
    """Return what the files are called; from 2 on with the number behind, for those beside others of the same name."""
    formats = _FORMATS.get(closing.wanted, tuple(DataFormat))
    stem = file_stem(
        closing.session, closing.wanted.kind, "report" if closing.wanted in _FORMATS else "export"
    )
    beside = f"-{number}" if number > 1 else ""
    return tuple(f"{stem}{beside}{each.suffix}" for each in formats)


def free_number(closing: Closing) -> int:
    """Return the first number under which no file is there yet; 1 if nothing is in the way.

    A folder that cannot be looked into counts as empty: writing into it tells why it cannot be used.
    """
    number = 1
    while any(os.path.lexists(closing.folder / name) for name in names(closing, number)):
        number += 1
    return number


def write_closing(closing: Closing, number: int = 1, *, replace: bool = False) -> tuple[Path, ...]:
    """Write the files, all of them or none, under the names with this number, and return them.

    Raises `InputError` if one is there and is not to be replaced, and `MachineError` if the folder cannot be
    written to.
    """
    if closing.wanted in _FORMATS:
        options = RecordOptions(closing.wanted.kind)
        request = ReportRequest(options, _FORMATS[closing.wanted], closing.pack)
        contents = report_files(closing.session, closing.made, request)
    else:
        contents = export_files(closing.session, closing.made, ExportRequest())
    files = dict(zip(names(closing, number), contents.values(), strict=True))
    return place_files(closing.folder, files, replace=replace, what="The report")
