"""Word, HTML, Markdown and plain text say the same: read back, every table and heading is equal."""

from __future__ import annotations

import pytest

from scrutiny_tui.domain.results import results
from tests.view.record.conftest import Every, Make
from tests.view.record.reading import Page, read_markdown, read_text, read_word
from tests.view.record.workshops import KINDS, individually


@pytest.mark.parametrize("kind", KINDS)
def test_tables_are_equal_in_every_format(every: Every, kind: str) -> None:
    report = every(kind)
    word = read_word(report[".docx"])
    assert word.tables
    assert Page(report[".html"]).read.tables == word.tables
    assert read_markdown(report[".md"]).tables == word.tables
    # In two columns "a: b: c" can be read in two ways, so pairs are compared as they stand.
    wide = [table for table in word.tables if len(table.rows[0]) > 2]
    word.tables = wide
    assert read_text(report[".txt"], word).tables == wide


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_equal_in_every_format(every: Every, kind: str) -> None:
    report = every(kind)
    headings = read_word(report[".docx"]).headings
    assert Page(report[".html"]).read.headings == headings
    assert read_markdown(report[".md"]).headings == headings
    lines = report[".txt"].decode().splitlines()
    assert [line for line in lines if line in dict.fromkeys(text for _, text in headings)] == [
        text for _, text in headings
    ]


def test_pairs_stand_in_plain_text_as_they_stand_in_word(make: Make) -> None:
    report = make(individually())
    lines = report[".txt"].decode().splitlines()
    for table in read_word(report[".docx"]).tables:
        if len(table.rows[0]) == 2:
            assert all(f"- {first}: {second}" in lines for first, second in table.rows[1:])


def test_the_numbers_are_those_of_the_results(make: Make) -> None:
    now = individually()
    glance = next(
        table
        for table in read_word(make(now)[".docx"]).tables
        if table.caption.startswith("The steps at a glance: how many")
    )
    told = [tuple(int(cell) for cell in row[1:4]) for row in glance.rows[1:]]
    assert told == [each.latest.counts for each in results(now) if each.latest]
