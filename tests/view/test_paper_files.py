"""The form as a table: what is imported, empty. Which paper is made for which workshop, and that no answer is on it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scrutiny_tui.acts.answer_import import plan_import, read_ballots
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.paper import notices
from tests.support.sessions import answered, answers, revealed
from tests.support.sessions import session as made_up_session
from tests.view.conftest import Press


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def workbook(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def with_labels(session: Session, *labels: str) -> Session:
    """Return the session with these people alone."""
    voters = {
        number: replace(session.voters[number], label=label) for number, label in enumerate(labels, start=1)
    }
    return replace(session, voters=voters)


def held(session: Session, mode: Mode = Mode.INDIVIDUAL, secrecy: Secrecy = Secrecy.LABELS) -> Session:
    return replace(session, details=replace(session.details, mode=mode, secrecy=secrecy))


def test_the_form_has_the_columns_of_an_import_and_every_row(press: Press, session: Session) -> None:
    paper = press(replace(session, prompts=frozenset({102, 206})))
    found = csv_rows(paper["form.csv"])
    assert found[:2] == [["voter", "item", "answer", "words"], ["Member 1", "1.2", "", ""]]
    assert [row[1] for row in found[1:9]] == ["1.2", "1", "2.6", "2", "3", "4", "5", "6"]
    assert len(found) == 1 + 5 * 8
    sheet = workbook(paper["form.xlsx"])["Answers"]
    assert [[cell or "" for cell in row] for row in sheet.values] == found
    assert [(sheet[place].value, sheet[place].number_format) for place in ("B2", "B3")] == [
        ("1.2", "@"),
        ("1", "@"),
    ]


@pytest.mark.parametrize(
    ("label", "in_csv", "in_excel"),
    [
        *((label, f"'{label}", label) for label in ('=HYPERLINK("x")', "+1", "-1", "@x")),
        ("A\x1b[31m\nB, C", "A□[31m B, C", "A□[31m B, C"),
    ],
)
def test_no_label_is_a_formula_or_more_than_a_line(
    press: Press, session: Session, label: str, in_csv: str, in_excel: str
) -> None:
    paper = press(with_labels(session, label))
    assert csv_rows(paper["form.csv"])[1][0] == in_csv
    cell = workbook(paper["form.xlsx"])["Answers"]["A2"]
    assert (cell.value, cell.data_type) == (in_excel, "s")


STEP = '"1,2,3,d,a,i"'
SKIPPED = '"1,2,3,d,a,i,x"'


@pytest.mark.parametrize(
    ("mode", "prompts", "choices"),
    [
        (Mode.INDIVIDUAL, frozenset(), [(STEP, "C2:C7")]),
        (Mode.INDIVIDUAL, frozenset({101}), [(SKIPPED, "C2"), (STEP, "C3:C8")]),
        (Mode.GROUPS, frozenset(), [(SKIPPED, "C2:C7")]),
    ],
)
def test_answers_are_chosen_from_a_list_of_what_may_be_given(
    press: Press, session: Session, mode: Mode, prompts: frozenset[int], choices: list[tuple[str, str]]
) -> None:
    one = held(with_labels(replace(session, prompts=prompts), "Member 1"), mode)
    found = workbook(press(one)["form.xlsx"])["Answers"].data_validations.dataValidation
    assert [(each.type, each.formula1, str(each.sqref)) for each in found] == [
        ("list", *each) for each in choices
    ]


def test_a_sheet_says_how_to_fill_in(press: Press, session: Session) -> None:
    book = workbook(press(replace(session, prompts=frozenset({102})))["form.xlsx"])
    assert book.sheetnames == ["Answers", "How to fill this in"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}, "no formula"
    told = {str(left): str(right) for left, right in book["How to fill this in"].values}
    first = session.wording.items[0]
    assert (told["d"], told["x"]) == ("Don't know", "Not applicable")
    assert told["2"] == "■■□ Developing its practice"
    assert told["Step 1"] == f"{first.title}. {' '.join(first.statement.split())}"
    assert told["Step 1, 1"].endswith(first.sentences[0])
    assert told["Prompt 1.2"] == first.prompts[1].text
    assert session.wording.prompts_label in told.values()


@pytest.mark.parametrize(
    "labels",
    [
        ("Member 1", "Member 2"),
        ("=A. Example",),
        ("+44 Example",),
        ("- Example",),
        ("@example",),
        ("'=A. Example",),
        ("'t Hooft",),
    ],
)
def test_what_is_filled_in_can_be_imported_and_names_come_back_as_they_were(
    press: Press, session: Session, tmp_path: Path, labels: tuple[str, ...]
) -> None:
    now = held(with_labels(session, *labels), secrecy=Secrecy.BY_NAME)
    paper = press(now)
    (tmp_path / "filled.csv").write_bytes(paper["form.csv"].replace(b",,\r\n", b",2,\r\n"))
    book = workbook(paper["form.xlsx"])
    for row in range(2, 2 + 6 * len(labels)):
        book["Answers"].cell(row, 3, 2)
    book.save(tmp_path / "filled.xlsx")
    for name in ("filled.csv", "filled.xlsx"):
        table = read_ballots(tmp_path / name)
        plan = plan_import(now, table)
        assert (table.notices, plan.problems) == ((), ())
        assert [ballot.voter for ballot in plan.ballots] == [voter for voter in now.voters for _ in range(6)]


def test_names_that_differ_by_an_apostrophe_come_back(press: Press, session: Session, tmp_path: Path) -> None:
    now = with_labels(session, "=A", "'=A")
    (tmp_path / "filled.csv").write_bytes(press(now)["form.csv"].replace(b",1,,\r\n", b",1,2,\r\n"))
    plan = plan_import(now, read_ballots(tmp_path / "filled.csv"))
    assert [ballot.voter for ballot in plan.ballots] == [1, 2]


ALL = {
    "cards.html", "slips.html", "labels.html", "table-sheets.html", "form.html", "form.csv", "form.xlsx",
    "what-to-bring.html", "run-sheet.html",
}  # fmt: skip


@pytest.mark.parametrize(
    ("mode", "secrecy", "without", "told"),
    [
        (Mode.INDIVIDUAL, Secrecy.LABELS, set(), ()),
        (
            Mode.INDIVIDUAL,
            Secrecy.BY_NAME,
            {"labels.html"},
            ("You don't need labels: answers are kept by name.",),
        ),
        (
            Mode.INDIVIDUAL,
            Secrecy.TOTALS,
            {"labels.html", "form.csv", "form.xlsx"},
            (
                "You don't need labels: you keep totals only.",
                "form.csv and form.xlsx are left out: if you keep totals only, you can't import answers.",
            ),
        ),
        (
            Mode.GROUPS,
            Secrecy.LABELS,
            {"labels.html"},
            ("You don't need labels: each table answers under its own name.",),
        ),
        (
            Mode.COLLECTIVE,
            Secrecy.LABELS,
            ALL - {"table-sheets.html", "what-to-bring.html", "run-sheet.html"},
            ("The committee answers together, so you don't need cards, answer slips, labels or forms.",),
        ),
    ],
)
def test_paper_that_is_not_needed_is_left_out_and_it_says_why(
    press: Press, session: Session, mode: Mode, secrecy: Secrecy, without: set[str], told: tuple[str, ...]
) -> None:
    now = held(session, mode, secrecy)
    assert press(now).keys() == ALL - without
    assert notices(now) == told


def test_a_list_on_which_nobody_answers_is_told(press: Press) -> None:
    with pytest.raises(InputError, match="Nobody on this workshop's list answers"):
        press(made_up_session(0, Role.OFFICER))


def test_the_paper_is_the_same_whatever_anybody_answered(press: Press, session: Session) -> None:
    one = answered(revealed(session, 1, answers("1 1 1 1 1")), 2, answers("1 2"))
    other = answered(revealed(session, 1, answers("3 3 d 2 a")), 2, answers("3 i"))
    assert press(one) == press(other) == press(session)
