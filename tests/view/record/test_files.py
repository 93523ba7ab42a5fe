"""The report is written whole or not at all, under names that every computer takes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.view.record.files import Format, ReportRequest, file_stem, write_report
from scrutiny_tui.view.record.options import Kind, RecordOptions
from tests.view.record.conftest import Make
from tests.view.record.workshops import FULL, MADE, deep, individually

SLOW = 3.0
"""Seconds in which the largest report has to be made."""


def test_every_format_is_written_and_told(tmp_path: Path) -> None:
    written = write_report(individually(), MADE, ReportRequest(RecordOptions()), tmp_path / "out")
    assert [path.name for path in written] == [
        f"2026-11-21-exampleshire-report{suffix}" for suffix in (".docx", ".html", ".md", ".txt")
    ]
    assert {*written} == {*(tmp_path / "out").iterdir()}


def test_only_what_is_asked_for_is_written(tmp_path: Path) -> None:
    request = ReportRequest(RecordOptions(), (Format.MARKDOWN,))
    assert [path.suffix for path in write_report(individually(), MADE, request, tmp_path)] == [".md"]


def test_a_file_that_is_there_is_replaced_only_where_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "2026-11-21-exampleshire-report.md"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(
        InputError, match=r"already holds .*report\.md\. Name another folder, or add --overwrite\."
    ):
        write_report(individually(), MADE, ReportRequest(RecordOptions()), tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    write_report(individually(), MADE, ReportRequest(RecordOptions(), overwrite=True), tmp_path)
    assert path.read_text(encoding="utf-8").startswith("# Six steps")


def test_the_name_of_a_full_report_warns_of_what_it_holds() -> None:
    assert file_stem(individually(), Kind.FULL).endswith("-full-report-personal-data")


@pytest.mark.parametrize("council", ["CON", "a/b\\c:d*e?f<g>h|i", "..", "Ынгл " * 60, "ends with. "])
def test_names_are_safe_on_every_computer(council: str) -> None:
    now = individually()
    stem = file_stem(replace(now, details=replace(now.details, council=council)), Kind.PUBLIC)
    assert re.fullmatch(r"2026-11-21-[\w-]+-report", stem)
    assert len(f"{stem}.docx".encode()) < 255


def test_a_large_workshop_takes_little_time(make: Make) -> None:
    now = deep(30, rounds=2)
    assert len(now.items) == 42
    start = perf_counter()
    make(now, FULL)
    assert perf_counter() - start < SLOW
