"""The report is written whole or not at all; Word, HTML, Markdown and plain text say the same.

What a full report tells that a public one does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from docx.oxml.ns import qn

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.view.document_files import Documents, Format
from scrutiny_tui.view.report_view import Edition, RecordOptions
from tests.support.sessions import answers
from tests.view.conftest import Every, Files, Make
from tests.view.report_files import Page, Read, read_markdown, read_text, read_word, word_file
from tests.view.report_workshops import (
    FULL,
    KINDS,
    MADE,
    NAMES,
    by_name,
    collectively,
    individually,
    only_totals,
)

SAYS = "Full report: it holds personal data."

ANSWERS = "Annex: the answers one by one"


@pytest.mark.parametrize("council", ["CON", "a/b\\c:d*e?f<g>h|i", "..", "Ынгл " * 60, "ends with. "])
def test_names_are_safe_on_every_computer(council: str) -> None:
    now = individually()
    [name, *_others] = Documents(replace(now, details=replace(now.details, council=council)), MADE).names()
    assert re.fullmatch(r"2026-11-21-[\w-]+-record.docx", name)
    assert len(name.encode()) < 255


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("kind", KINDS)
def test_tables_and_headings_are_equal_in_every_format(every: Every, kind: str, edition: Edition) -> None:
    report = every(kind, edition)
    word, lines = read_word(report[".docx"]), report[".txt"].decode().splitlines()
    has_plan = edition is Edition.SIX_MONTHS_ON and bool(KINDS[kind]().actions)
    assert bool(word.tables) == (has_plan or edition in {Edition.COMMITTEE, Edition.RECORD})
    check_structure(word)
    assert Page(report[".html"]).read == read_markdown(report[".md"]) == word
    texts = [text for _level, text in word.headings]
    assert [line for line in lines if line in texts] == texts
    # In two columns "a: b: c" can be read in two ways, so pairs are compared as they stand.
    pairs = [pair for table in word.tables if len(table.rows[0]) == 2 for pair in table.rows[1:]]
    assert [pair for pair in pairs if f"- {pair[0]}: {pair[1]}" not in lines] == []
    word.tables = [table for table in word.tables if len(table.rows[0]) > 2]
    assert read_text(report[".txt"], word).tables == word.tables


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("kind", KINDS)
def test_every_format_says_every_sentence(every: Every, kind: str, edition: Edition) -> None:
    report = every(kind, edition)
    texts = {suffix: plainly(whole_text(report, suffix)) for suffix in (".docx", ".html", ".md")}
    lines = report[".txt"].decode().splitlines()
    sentences = [
        part
        for line in lines
        for part in re.split(r"\s{2,}|: |(?<=\.) |^- |^\d+\. ", line)
        if MARKS.sub("", part)
    ]
    assert len(sentences) > 10
    for suffix, text in texts.items():
        assert [each for each in sentences if plainly(each) not in text] == [], suffix


MARKS = re.compile(r"[-=123?·]+")
"""Rows of marks, which are pictures in other formats, and lines below headings."""


def whole_text(report: Files, suffix: str) -> str:
    """Return all that is said in a file."""
    if suffix == ".html":
        return Page(report[suffix]).text
    if suffix == ".md":
        return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), report[suffix].decode())
    word = word_file(report[suffix])
    parts = (
        word.element.body,
        *(part._element for part in (word.sections[0].header, word.sections[0].footer)),
    )
    return " ".join("".join(each.itertext()) for part in parts for each in part.iter(qn("w:p")))


def plainly(text: str) -> str:
    """Return a text as letters and digits, whatever stands between them."""
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("edition", [Edition.RECORD, Edition.COMMITTEE])
def test_every_format_says_whose_words_evidence_is_and_when(make: Make, edition: Edition) -> None:
    credit = "Ofsted report", "July 2025"
    now = add_note(individually(), 1, NoteKind.EVIDENCE, "Challenge is well prepared.", credit=credit)
    report = make(now, RecordOptions(edition=edition))
    for suffix in (".docx", ".html", ".md"):
        told = plainly(whole_text(report, suffix))
        assert plainly("Challenge is well prepared. (Ofsted report, July 2025)") in told, suffix


def test_groups_corrections_and_full_records_are_told_only_if_asked_for(make: Make) -> None:
    with pytest.raises(InputError, match="Only the record"):
        Documents(by_name(), MADE, options=replace(FULL, edition=Edition.COMMITTEE))
    now = individually(8, *[Role.CO_OPTEE] * 6)
    assert "by group" in make(now, RecordOptions(by_groups=True))[".txt"].decode()
    assert "by group" not in make(now, RecordOptions())[".txt"].decode()
    public = make(by_name(), formats=[Format.TEXT])[".txt"].decode()
    assert "Step 1, Round 1: one answer was corrected after the result: it was entered wrongly." in public
    assert ANSWERS not in public
    assert SAYS not in public
    assert f"Step 1, Round 1: the answer of {NAMES[2]} was corrected after" in full_text(make, by_name())


def check_structure(found: Read) -> None:
    """Check that headings skip no level, and that each table has a caption, a header and no empty cell."""
    levels = [0, *(level for level, _ in found.headings)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(each.caption.strip() for each in found.tables)
    assert all(len({len(row) for row in each.rows}) == 1 < len(each.rows) for each in found.tables)
    assert [cell for each in found.tables for row in each.rows for cell in row if not cell.strip()] == []


def full_text(make: Make, now: Session) -> str:
    return make(now, FULL, formats=[Format.TEXT])[".txt"].decode()


def test_a_full_report_says_so_on_every_page_and_lists_every_answer(make: Make) -> None:
    report = make(by_name(), FULL)
    assert SAYS in word_file(report[".docx"]).sections[0].header.paragraphs[0].text
    page = report[".html"].decode()
    assert f'content: "Draft – not council policy. {SAYS} Not for publication."' in page
    assert all(report[suffix].decode().count(SAYS) >= 2 for suffix in (".html", ".md", ".txt"))
    assert Documents(by_name(), MADE, options=FULL).names()[0].endswith("-full-record-personal-data.docx")
    text = full_text(make, by_name())
    lines = text[text.index(ANSWERS) :].splitlines()
    assert f"- {NAMES[0]}: 2 Developing" in lines
    third = lines.index("Step 3: the answers one by one:")
    assert lines[third + 1 : third + 4] == [
        f"- {NAMES[0]}",
        "  Round 1: 1 Beginning",
        "  Round 2: 2 Developing",
    ]
    now = individually()
    first = now.rounds[1001]
    own = {voter: answer for voter, answer in first.ballots.items() if voter <= 4}
    counted = replace(first, ballots=own, totals={answers("3")[0]: 5}, absent=frozenset({10}))
    lines = full_text(make, replace(now, rounds={**now.rounds, 1001: counted})).splitlines()
    place = lines.index("Step 1: the answers one by one:")
    assert lines[place + 4 : place + 6] == ["- Member 4: 3 Strong", "- Member 5: counted together"]
    assert lines[place + 10] == "- Member 10: absent"
    assert "Step 1, Round 1: 5 answers were counted together." in lines


@pytest.mark.parametrize("build", [only_totals, collectively])
def test_a_full_report_lists_only_what_is_joined_to_people(make: Make, build: Callable[[], Session]) -> None:
    text = full_text(make, build())
    assert "The workshop's file does not show who gave which answer" in text
    assert SAYS not in text
    assert "Member 1" not in text
