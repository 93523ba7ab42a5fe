"""Exports of every kind of workshop, read back as other programs read them."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any, TypeAlias

import openpyxl

from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.document_files import DATA, Documents
from scrutiny_tui.view.report_view import Kind, RecordOptions
from tests.view.report_workshops import MADE

Cells: TypeAlias = list[dict[str, Any]]
"""A table, each row by the names of its columns."""


@dataclass
class Exported:
    """The three files of an export."""

    files: Mapping[str, bytes]
    """By suffix, such as ".csv"."""

    @property
    def lines(self) -> Cells:
        """The CSV file."""
        return list(csv.DictReader(StringIO(self.files[".csv"].decode("utf-8-sig"), newline="")))

    @property
    def sheets(self) -> dict[str, Cells]:
        """The Excel workbook, sheet by sheet."""
        book = openpyxl.load_workbook(BytesIO(self.files[".xlsx"]))
        rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
        return {
            name: [dict(zip(map(str, found[0]), row, strict=True)) for row in found[1:]]
            for name, found in rows.items()
        }

    @property
    def data(self) -> Any:
        """The JSON object."""
        return json.loads(self.files[".json"])


def export(session: Session, kind: Kind = Kind.PUBLIC) -> Exported:
    """Return the export of a workshop."""
    files = Documents(session, MADE, DATA, RecordOptions(kind)).files()
    return Exported({name[name.rindex(".") :]: content for name, content in files.items()})
