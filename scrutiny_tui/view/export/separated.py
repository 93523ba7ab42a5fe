"""Counts, or ballots, as CSV that Excel opens as it is: UTF-8 with its mark, lines that end as on Windows."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, fields

from scrutiny_tui.store.tables import guarded
from scrutiny_tui.view.export.lines import BallotLine, CountLine, ballot_lines, count_lines
from scrutiny_tui.view.record.harmless import harmless_line
from scrutiny_tui.view.record.view import View


def export_csv(view: View) -> bytes:
    """Return one line for each item, result and answer with its count; in full, one line for each ballot."""
    kind, lines = (BallotLine, ballot_lines(view)) if view.is_full else (CountLine, count_lines(view))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(field.name for field in fields(kind))
    for line in lines:
        writer.writerow(_cell(value) for value in astuple(line))
    return text.getvalue().encode("utf-8-sig")


def _cell(value: str | int) -> str | int:
    """Return a number as it is, and text so that no spreadsheet takes it for a formula."""
    return value if isinstance(value, int) else guarded(harmless_line(value))
