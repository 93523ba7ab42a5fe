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
from scrutiny_tui.view.paper_files import form_csv, form_workbook
from tests.support.sessions import answered, answers, revealed
from tests.support.sessions import session as made_up_session
from tests.view.conftest import Press


def csv_rows(session: Session) -> list[list[str]]:
    return list(csv.reader(io.StringIO(form_csv(session).decode("utf-8-sig"), newline="")))


def workbook(session: Session) -> Workbook:
    return load_workbook(io.BytesIO(form_workbook(session)))


def named(session: Session, label: str) -> Session:
    return replace(session, voters={1: replace(session.voters[1], label=label)})


def test_the_csv_has_the_columns_of_an_import_and_a_row_for_each_person_and_step(session: Session) -> None:
    found = csv_rows(session)
    assert found[0] == ["voter", "item", "answer"]
    assert found[1] == ["Member 1", "1", ""]
    assert found[7] == ["Member 2", "1", ""]
    assert len(found) == 1 + 5 * 6


def test_the_csv_is_recognised_as_utf_8(session: Session) -> None:
    assert form_csv(named(session, "Zoë")).startswith(b"\xef\xbb\xbfvoter,item,answer\r\nZo\xc3\xab,1,\r\n")


@pytest.mark.parametrize("label", ['=HYPERLINK("x")', "+1", "-1", "@x"])
def test_no_label_is_a_formula(session: Session, label: str) -> None:
    assert csv_rows(named(session, label))[1][0] == f"'{label}"
    cell = workbook(named(session, label))["Answers"]["A2"]
    assert (cell.value, cell.data_type) == (label, "s")


def test_a_label_is_one_line_without_controls(session: Session) -> None:
    odd = named(session, "A\x1b[31m\nB, C")
    assert csv_rows(odd)[1][0] == "A□[31m B, C"
    assert workbook(odd)["Answers"]["A2"].value == "A□[31m B, C"


def test_prompts_that_are_voted_on_have_rows(session: Session) -> None:
    deep = replace(session, prompts=frozenset({102, 206}))
    assert [row[1] for row in csv_rows(deep)[1:9]] == ["1.2", "1", "2.6", "2", "3", "4", "5", "6"]


def test_the_workbook_has_the_same_rows(session: Session) -> None:
    found = [[cell or "" for cell in row] for row in workbook(session)["Answers"].values]
    assert found == csv_rows(session)


def test_numbers_of_steps_are_text_in_the_workbook(session: Session) -> None:
    deep = workbook(replace(session, prompts=frozenset({102})))["Answers"]
    assert [(deep[place].value, deep[place].number_format) for place in ("B2", "B3")] == [
        ("1.2", "@"),
        ("1", "@"),
    ]


def test_answers_are_chosen_from_a_list(session: Session) -> None:
    found = workbook(session)["Answers"].data_validations.dataValidation
    assert [(each.type, each.formula1, str(each.sqref)) for each in found] == [
        ("list", '"1,2,3,d,a,i"', "C2:C31")
    ]


def test_prompts_may_be_not_applicable_and_steps_may_not(session: Session) -> None:
    one = named(replace(session, prompts=frozenset({101})), "Member 1")
    found = workbook(one)["Answers"].data_validations.dataValidation
    assert [(each.formula1, str(each.sqref)) for each in found] == [
        ('"1,2,3,d,a,i,x"', "C2"),
        ('"1,2,3,d,a,i"', "C3:C8"),
    ]


def test_a_table_may_leave_a_step_out(session: Session) -> None:
    tables = replace(session, details=replace(session.details, mode=Mode.GROUPS))
    found = workbook(tables)["Answers"].data_validations.dataValidation
    assert [each.formula1 for each in found] == ['"1,2,3,d,a,i,x"']


def test_the_workbook_holds_no_formula(session: Session) -> None:
    cells = [cell for sheet in workbook(session) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_a_sheet_says_how_to_fill_in(session: Session) -> None:
    book = workbook(session)
    assert book.sheetnames == ["Answers", "How to fill in"]
    told = {str(left): str(right) for left, right in book["How to fill in"].values}
    first = session.wording.items[0]
    assert told["d"] == "Don't know"
    assert told["2"] == "■■□ Developing its practice"
    assert told["Step 1"] == f"{first.title}. {' '.join(first.statement.split())}"
    assert told["Step 1, 1"].endswith(first.sentences[0])
    assert session.wording.prompts_label in told.values()


def test_the_sheet_explains_the_prompts_that_are_voted_on(session: Session) -> None:
    deep = workbook(replace(session, prompts=frozenset({102})))
    told = {str(left): str(right) for left, right in deep["How to fill in"].values}
    assert told["Prompt 1.2"] == session.wording.items[0].prompts[1].text
    assert told["x"] == "Not applicable"


def test_the_workbook_is_the_same_file_each_time(session: Session) -> None:
    assert form_workbook(session) == form_workbook(session)


def test_the_csv_can_be_imported_when_it_is_filled_in(session: Session, tmp_path: Path) -> None:
    filled = tmp_path / "filled.csv"
    with filled.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([voter, item, answer or "2"] for voter, item, answer in csv_rows(session))
    plan = plan_import(session, read_ballots(filled))
    assert (len(plan.ballots), plan.problems) == (30, ())


def test_the_workbook_can_be_imported_when_it_is_filled_in(session: Session, tmp_path: Path) -> None:
    book = workbook(session)
    for number, answer in enumerate(("1", "2", "3", "d", "a", "i"), start=2):
        book["Answers"].cell(number, 3, int(answer) if answer.isdecimal() else answer)
    book.save(tmp_path / "filled.xlsx")
    plan = plan_import(session, read_ballots(tmp_path / "filled.xlsx"))
    assert (len(plan.ballots), plan.problems) == (6, ())


@pytest.mark.parametrize(
    "label", ["=A. Example", "+44 Example", "- Example", "@example", "'=A. Example", "'t Hooft"]
)
def test_a_name_that_looks_like_a_formula_comes_back_as_it_was(
    session: Session, tmp_path: Path, label: str
) -> None:
    details = replace(session.details, secrecy=Secrecy.BY_NAME)
    by_name = replace(named(session, label), details=details)
    filled = tmp_path / "filled.csv"
    filled.write_bytes(form_csv(by_name).replace(b",1,\r\n", b",1,2\r\n"))
    book = workbook(by_name)
    book["Answers"]["C2"] = 2
    book.save(tmp_path / "filled.xlsx")
    for file in (filled, tmp_path / "filled.xlsx"):
        plan = plan_import(by_name, read_ballots(file))
        assert [(ballot.voter, ballot.item) for ballot in plan.ballots] == [(1, 1)]
        assert plan.problems == ()


def test_names_that_differ_by_an_apostrophe_come_back_each_to_its_own(
    session: Session, tmp_path: Path
) -> None:
    voters = {
        number: replace(session.voters[number], label=label) for number, label in ((1, "=A"), (2, "'=A"))
    }
    filled = tmp_path / "filled.csv"
    filled.write_bytes(form_csv(replace(session, voters=voters)).replace(b",1,\r\n", b",1,2\r\n"))
    plan = plan_import(replace(session, voters=voters), read_ballots(filled))
    assert [ballot.voter for ballot in plan.ballots] == [1, 2]


ALL = {
    "cards.html", "slips.html", "labels.html", "table-sheets.html", "form.html", "form.csv", "form.xlsx",
    "run-sheet.html",
}  # fmt: skip


def kept(session: Session, secrecy: Secrecy) -> Session:
    return replace(session, details=replace(session.details, secrecy=secrecy))


def held(session: Session, mode: Mode) -> Session:
    return replace(session, details=replace(session.details, mode=mode))


def test_numbered_labels_need_every_kind_of_paper(press: Press, session: Session) -> None:
    assert press(session).keys() == ALL
    assert notices(session) == ()


def test_by_name_nobody_needs_a_label(press: Press, session: Session) -> None:
    by_name = kept(session, Secrecy.BY_NAME)
    assert press(by_name).keys() == ALL - {"labels.html"}
    assert notices(by_name) == ("Labels are not needed: answers are kept by name.",)


def test_where_only_totals_are_kept_nothing_is_made_to_be_imported(press: Press, session: Session) -> None:
    totals = kept(session, Secrecy.TOTALS)
    assert press(totals).keys() == ALL - {"labels.html", "form.csv", "form.xlsx"}
    assert [notice.partition(":")[0] for notice in notices(totals)] == [
        "Labels are not needed",
        "form.csv and form.xlsx are left out",
    ]


def test_tables_draw_no_labels(press: Press, session: Session) -> None:
    tables = held(session, Mode.GROUPS)
    assert press(tables).keys() == ALL - {"labels.html"}
    assert notices(tables) == ("Labels are not needed: each table answers under its own name.",)


def test_where_nobody_answers_alone_there_is_nothing_to_answer_on(press: Press, session: Session) -> None:
    collective = replace(held(session, Mode.COLLECTIVE), voters={})
    assert press(collective).keys() == {"table-sheets.html", "run-sheet.html"}
    assert notices(collective) == ("Nobody answers alone, so cards, slips, labels and forms are not needed.",)


def test_a_list_on_which_nobody_answers_is_told(press: Press) -> None:
    with pytest.raises(InputError, match="Nobody on this workshop's list answers"):
        press(made_up_session(0, Role.OFFICER))


def test_the_paper_is_the_same_whatever_anybody_answered(press: Press, session: Session) -> None:
    one = answered(revealed(session, 1, answers("1 1 1 1 1")), 2, answers("1 2"))
    other = answered(revealed(session, 1, answers("3 3 d 2 a")), 2, answers("3 i"))
    assert press(one) == press(other) == press(session)
