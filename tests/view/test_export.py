"""What is in an export, and how its files are written."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scrutiny_tui.domain import moves
from scrutiny_tui.domain.deletion import forget_ballots
from scrutiny_tui.domain.personal_names import HIDDEN
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.printable import unguarded
from scrutiny_tui.domain.session import Action, Direction, EarlierJudgement, NoteKind, Session
from scrutiny_tui.store.tables import read_table
from scrutiny_tui.view.data import results_data
from scrutiny_tui.view.document_files import DATA, NO_COUNTS, Documents, Format
from scrutiny_tui.view.export_sheets import NO_BALLOTS, TOGETHER
from scrutiny_tui.view.report_view import Kind, RecordOptions
from tests.view.export_files import export
from tests.view.report_workshops import (
    HOSTILE,
    MADE,
    NAMES,
    by_name,
    collectively,
    half_a_year_later,
    hostile,
    in_tables,
    individually,
    only_totals,
    with_everything,
)

FORMULAS = ("=1+1", "@SUM(A1)", "\r=1+1", "＝1+1")  # noqa: RUF001 - a wide sign
LINE = 13.5
"""Points that a line of a cell is high."""


def test_a_public_csv_has_a_line_for_each_item_round_and_answer_as_excel_wants_it() -> None:
    found = export(individually())
    data = found.files[".csv"]
    assert data.startswith(b"\xef\xbb\xbfitem,title,round,answer,words,count\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    third = [(line["round"], line["answer"], line["count"]) for line in found.lines if line["item"] == "3"]
    without = ("dont_know", "abstain", "not_applicable", "interest", "absent", "not_cast")
    assert third[:3] == [("1", "1", "3"), ("1", "2", "3"), ("1", "3", "4")]
    assert third[3:9] == [("1", why, "0") for why in without]
    assert [line["words"] for line in found.lines[:4]] == ["Beginning", "Developing", "Strong", "Don't know"]
    assert len(found.lines) == 7 * 9


def test_a_full_csv_has_a_line_for_each_ballot_or_count_or_says_why_it_has_none() -> None:
    lines = export(by_name(), Kind.FULL).lines
    assert len(lines) == 6 * 10 + 2
    assert lines[0] == {
        "item": "1",
        "round": "1",
        "voter": NAMES[0],
        "role": "member",
        "answer": "2",
        "words": "Developing",
        "count": "1",
    }
    found = export(only_totals(), Kind.FULL)
    assert {line["voter"] for line in found.lines} == {TOGETHER}
    assert found.lines[0]["count"] == "2"
    assert found.sheets["Ballots"][0]["Who"] == NO_BALLOTS
    assert [*Documents(only_totals(), MADE, DATA, RecordOptions(Kind.FULL)).missing()] == [NO_BALLOTS]
    assert [*Documents(collectively(), MADE, DATA).missing()] == [NO_COUNTS]
    assert [*Documents(collectively(), MADE, (Format.JSON,)).missing()] == []


def test_sheets_are_named_keep_their_heads_in_sight_and_print_as_wide_as_a_page() -> None:
    book = openpyxl.load_workbook(BytesIO(export(individually(), Kind.FULL).files[".xlsx"]))
    assert book.sheetnames == ["Items", "Rounds", "Actions", "Notes", "Ballots", "About"]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    tables = export(in_tables()).sheets["Tables"]
    assert [row["Table"] for row in tables][:3] == ["Table 1", "Table 2", "Table 3"]
    public: Any = openpyxl.load_workbook(BytesIO(export(individually()).files[".xlsx"]))
    for sheet in public:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_every_day_word_of_a_head_and_line_has_room_in_its_cell() -> None:
    text = "a very long sentence that somebody wrote down " * 5
    book: Any = openpyxl.load_workbook(BytesIO(export(typed(text)).files[".xlsx"]))
    for sheet in book:
        for head, *cells in sheet.columns:
            width = sheet.column_dimensions[head.column_letter].width
            assert width > max(map(len, head.value.split()))
            assert all(width > len("30 September 2026") for cell in cells if cell.is_date)
            for cell in cells:
                lines = sheet.row_dimensions[cell.row].height / LINE
                assert cell.data_type != "s" or lines * width >= len(cell.value)


def test_days_and_numbers_are_real_ones_in_excel() -> None:
    sheets = export(individually()).sheets
    assert sheets["Actions"][0]["Due"] == datetime(2027, 1, 31)  # noqa: DTZ001 - a day has no zone
    assert {row["What"]: row["Detail"] for row in sheets["About"]}["Date"].date() == date(2026, 11, 21)
    first = sheets["Rounds"][0]
    assert (first["2 Developing"], first["3 Strong"], first["On the list"]) == (2, 8, 10)
    assert first["How far we agree, -100 to +100"] == 80
    book = openpyxl.load_workbook(BytesIO(export(individually()).files[".xlsx"]))
    [cell] = (cell for cell in book["Rounds"][2] if cell.number_format == "+0;-0;0")
    assert (cell.value, cell.data_type) == (80, "n")


def test_the_notes_name_the_source_and_the_date_of_evidence() -> None:
    credit = "Ofsted report", "July 2025"
    now = moves.add_note(individually(), 1, NoteKind.EVIDENCE, "Challenge is well prepared.", credit=credit)
    rows = export(now).sheets["Notes"]
    assert ["1", "evidence", "Challenge is well prepared.", "Ofsted report", "July 2025"] in [
        [*row.values()] for row in rows
    ]
    now = individually()
    for text in ("Minutes.", "A visit."):
        now = moves.add_note(now, 2, NoteKind.EVIDENCE, text)
    in_table = [row["Evidence noted"] for row in export(now).sheets["Items"]]
    in_object = [item["evidence"] for item in results_data(now)["items"]]
    assert in_table == in_object
    assert in_table[1] == 2


def typed(text: str) -> Session:
    """Return a workshop in which somebody typed this everywhere."""
    now = individually()
    now = moves.add_note(now, 1, NoteKind.EVIDENCE, f"x{text}")
    note = max(now.notes)
    voters = {number: replace(voter, label=f"{text}{number}") for number, voter in now.voters.items()}
    notes = {**now.notes, note: replace(now.notes[note], text=text)}
    action = Action(1, 1, text, owner=text, evidence=text)
    titles = tuple(replace(item, title=text) for item in now.wording.items)
    details = replace(now.details, council=text, committee=text, facilitator=text)
    wording = replace(now.wording, items=titles)
    return replace(now, voters=voters, notes=notes, actions={1: action}, details=details, wording=wording)


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_no_typed_cell_is_a_formula(text: str) -> None:
    found = export(typed(text), Kind.FULL)
    for row in csv.reader(found.files[".csv"].decode("utf-8-sig").splitlines()):
        assert not row[2].startswith(("=", "+", "-", "@", "\t", "\r", "＝"))  # noqa: RUF001 - a wide sign
    book = openpyxl.load_workbook(BytesIO(found.files[".xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert {cell.number_format for cell in cells if cell.data_type == "s"} == {"@"}


def test_what_was_neutralised_in_csv_can_be_read_back() -> None:
    lines = export(typed("=1+1"), Kind.FULL).lines
    assert (lines[0]["voter"], unguarded(lines[0]["voter"])) == ("'=1+11", "=1+11")


@pytest.mark.parametrize("text", ["_x0041_", "a_x000D_b", "_x005F_x0041_", "_x41_ _x", "_xABCD_xABCD_"])
def test_what_excel_would_take_for_a_character_stays_as_it_was_typed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(export(typed(text), Kind.FULL).files[".xlsx"])
    table = read_table(path, lambda cells: "Who" in cells)
    assert table.rows[0].cell(table.header.cells.index("Who") if table.header else 0) == f"{text}1"


COLUMNS = (
    "Reference", "Origin", "Date", "Recommendation", "To whom", "Sent on", "Answer due", "Answer", "Reason",
    "Lead (role)", "Due", "Action taken", "Status", "Since", "Review date",
)  # fmt: skip
"""What councils list of their recommendations."""


@pytest.mark.parametrize(
    ("wanted", "title"),
    [(Format.ITEMS, "Items"), (Format.NOTES, "Notes"), (Format.WORDS, "What people wrote")],
)
def test_a_sheet_is_the_same_as_a_file_of_its_own(wanted: Format, title: str) -> None:
    now = with_everything()
    now = moves.aim(now, next(iter(now.agreed)), 3, Direction.FORWARD)
    rows = export(now).sheets[title]
    [table] = Documents(now, MADE, (wanted,)).files().values()
    _heads, *lines = csv.reader(StringIO(table.decode("utf-8-sig"), newline=""))
    assert rows
    assert lines == [["" if cell is None else str(cell) for cell in row.values()] for row in rows]


def test_actions_have_the_columns_of_a_list_of_recommendations_and_say_the_same_in_every_file() -> None:
    now = half_a_year_later()
    found = export(now)
    sheet = found.sheets["Actions"]
    assert tuple(sheet[0]) == COLUMNS
    assert [row["Origin"] for row in sheet] == ["Step 1", "Step 3", "Step 4"]
    assert [row["Review date"] and day(row["Review date"]) for row in sheet] == [
        None,
        *["22 November 2027"] * 2,
    ]

    [table] = Documents(now, MADE, (Format.ACTIONS,)).files().values()
    lines = [*csv.DictReader(table.decode("utf-8-sig").splitlines())]
    assert lines[0]["statuses"] == "done 2027-05-22"
    assert found.data["actions"][0]["statuses"] == [{"status": "done", "date": "2027-05-22"}]
    names = {"Reference": "reference", "Answer": "answer", "Reason": "reason", "Action taken": "evidence"}
    for head, name in names.items():
        told = [row[head] or "" for row in sheet]
        assert told == [line[name] for line in lines]
        assert told == [each[name] or "" for each in found.data["actions"]]
    assert [row["Answer"] for row in sheet] == [None, None, "accepted in part"]
    assert [line["answer_due"] for line in lines] == ["", "2027-02-01", ""]


def test_what_changed_for_children_is_in_every_file_that_holds_typed_text() -> None:
    found = export(half_a_year_later())
    told = "Two homes changed their rules after our visits.\nChildren told us."
    assert found.data["follow_ups"] == [{"date": "2027-05-22", "changed": told}]
    about = {row["What"]: row["Detail"] for row in found.sheets["About"]}
    assert about["What changed for children, 22 May 2027"].split() == told.split()


def test_hostile_text_makes_no_file_that_cannot_be_read() -> None:
    found = export(hostile(individually()), Kind.FULL)
    assert b"\x1b" not in found.files[".csv"]
    assert found.sheets["Actions"][-1]["Lead (role)"].startswith("<script>")
    assert found.data["actions"][-1]["owner"].split() == HOSTILE.split()


@pytest.mark.parametrize(
    ("kind", "judge", "corrected"),
    [
        (Kind.PUBLIC, HIDDEN, "one answer was corrected"),
        (Kind.FULL, NAMES[1], f"the answer of {NAMES[2]} was"),
    ],
)
def test_who_judged_and_was_corrected_is_in_a_full_one_only(kind: Kind, judge: str, corrected: str) -> None:
    found = export(moves.record_earlier(by_name(), EarlierJudgement(1, 2, NAMES[1])), kind)
    assert found.data["items"][0]["earlier_judgement"] == {"level": 2, "whose": judge}
    assert corrected in found.data["trail"][0]["text"]
    assert corrected in str(found.sheets["About"][-1]["Detail"])


def test_a_full_export_joins_nobody_to_an_answer_once_they_are_deleted() -> None:
    found = export(forget_ballots(by_name(), MADE), Kind.FULL)
    for lines in (found.lines, found.data["ballots"]):
        assert {line["voter"] for line in lines} == {TOGETHER}
