"""Keeps a report about a mistake in the program, and says where it is."""

from __future__ import annotations

from datetime import datetime

from scrutiny_tui.acts.crash_report import Doing, report_text
from scrutiny_tui.store.disk_errors import explain
from scrutiny_tui.store.places import keep_report, reports_folder


def kept_sentence(error: BaseException, doing: Doing, now: datetime) -> str:
    """Keep the report and return a sentence that says where it is, or why there is none; never raises `OSError`."""
    folder = reports_folder()
    try:
        path = keep_report(report_text(error, doing, now), folder, now)
    except OSError as refused:
        return f"No report could be written. {explain(refused, folder)}"
    return f"A report without answers, names or notes is in\n{path}"
