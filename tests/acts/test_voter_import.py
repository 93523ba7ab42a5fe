"""A list of people is read from a table or from plain lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.voter_import import PeoplePlan, plan_people, read_people_file
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.moves import add_people
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from tests.acts.rooms import times_saved
from tests.store.table_files import separated, workbook
from tests.support.sessions import session

LABELS = session(2)
BY_NAME = replace(LABELS, details=replace(LABELS.details, secrecy=Secrecy.BY_NAME))


def plan(folder: Path, text: str, start: Session = BY_NAME) -> PeoplePlan:
    return plan_people(start, read_people_file(separated(folder, text)))


def added(planned: PeoplePlan) -> list[tuple[str, Role]]:
    return [(voter.label, voter.role) for voter in planned.voters]


def told(planned: PeoplePlan) -> list[str]:
    return [f"{problem.key}: {problem.reason}" for problem in planned.problems]


@pytest.mark.parametrize("heading", ["Name", "label", "PERSON", "voter", "Councillor"])
def test_a_table_gives_names_and_roles(tmp_path: Path, heading: str) -> None:
    planned = plan(tmp_path, f"{heading};Role\nA. Example;chair\nB. Example;\n;officer\n")
    assert added(planned) == [
        ("A. Example", Role.CHAIR),
        ("B. Example", Role.MEMBER),
        ("Officer", Role.OFFICER),
    ]
    assert planned.summary == "3 people: 1 chair, 1 member, 1 officer"


def test_the_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    assert added(plan(tmp_path, "Role,Ward,Name\nchair,North,A. Example\n")) == [("A. Example", Role.CHAIR)]


def test_a_name_in_a_table_may_hold_a_comma(tmp_path: Path) -> None:
    assert added(plan(tmp_path, 'Name,Role\n"Example, A. and B.",member\n')) == [
        ("Example, A. and B.", Role.MEMBER)
    ]


def test_a_role_may_stand_in_brackets(tmp_path: Path) -> None:
    assert added(plan(tmp_path, "Name\nA. Example (co-optee)\n")) == [("A. Example", Role.CO_OPTEE)]


def test_plain_lines_are_read_as_they_are_typed(tmp_path: Path) -> None:
    planned = plan(
        tmp_path, "2 members, 1 officer\nchair\nA. Example (co-optee)\nB. Example, partner\n", LABELS
    )
    assert added(planned) == [
        ("Chair", Role.CHAIR),
        ("Member 3", Role.MEMBER),
        ("Member 4", Role.MEMBER),
        ("Co-optee", Role.CO_OPTEE),
        ("Officer", Role.OFFICER),
        ("Partner", Role.PARTNER),
    ]
    assert "That makes 5. Is the chair one of the 2?" in planned.notices


def test_a_single_column_may_have_a_heading(tmp_path: Path) -> None:
    assert added(plan(tmp_path, "Person\nA. Example\n")) == [("A. Example", Role.MEMBER)]


def test_a_workbook_needs_no_headings(tmp_path: Path) -> None:
    path = workbook(tmp_path, (("A. Example", "chair"), ("B. Example", None)))
    assert added(plan_people(BY_NAME, read_people_file(path))) == [
        ("A. Example", Role.CHAIR),
        ("B. Example", Role.MEMBER),
    ]


def test_names_are_not_kept_under_labels(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Name,Role\nA. Example,member\nB. Example,chair\n", LABELS)
    assert added(planned) == [("Chair", Role.CHAIR), ("Member 3", Role.MEMBER)]
    assert planned.notices == ("2 names were read and not kept: people get labels.",)
    assert "Example" not in repr(planned)


def test_a_young_persons_name_is_never_kept(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Name,Role\nA. Example,young person\n")
    assert added(planned) == [("Young person", Role.YOUNG_PERSON)]
    assert "Example" not in repr(planned)


def test_a_party_is_not_read_and_that_is_said(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Name,Party\nA. Example,Purple\n")
    assert planned.notices == ("The column Party was not read.",)
    assert "Purple" not in repr(planned)


def test_a_name_that_comes_twice_is_taken_once_and_told(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Name\nA. Example\nB. Example\na.  example\n")
    assert [label for label, _role in added(planned)] == ["A. Example", "B. Example"]
    assert planned.notices == ("Lines 2 and 4 hold the same name; it was taken once.",)


def test_somebody_on_the_list_already_is_left_out_and_told(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Name\nMember 1\nB. Example\n")
    assert added(planned) == [("B. Example", Role.MEMBER)]
    assert planned.notices == ("Line 2: Member 1 is on the list already and was left out.",)


def test_a_list_of_nobody_new_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Nobody in answers\.csv is new to the list"):
        plan(tmp_path, "Name\nMember 1\n")


def test_every_problem_is_told_and_nobody_is_added(tmp_path: Path) -> None:
    planned = plan(tmp_path, f"Name,Role\nA,wizard\nB,chair\n{'C' * 101},chair\n3 witches,\n")
    assert [line.split(".")[0] for line in told(planned)] == [
        'line 2: "wizard" is not a role',
        "line 4: The name is longer than 100 characters",
        'line 5: "witches" is not a role',
    ]
    assert planned.voters == ()


def test_cells_of_a_workbook_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    rows = (("Name", "Role"), ("A. Example", "chair"), (None, "member"))
    path = workbook(tmp_path, rows, change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert told(plan_people(BY_NAME, read_people_file(path))) == [
        "line 3: The name is empty: cell A3 is merged with A2. Write the value in every line."
    ]


def test_a_name_is_kept_without_anything_a_terminal_acts_on(tmp_path: Path) -> None:
    assert added(plan(tmp_path, "Name\nA\u202eB\n")) == [("A□B", Role.MEMBER)]


def test_too_many_people_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="up to 200"):
        plan(tmp_path, "Name\n" + "".join(f"Person {number}\n" for number in range(201)))


def test_a_workshop_adds_people_as_one_change(room: Workshop, tmp_path: Path) -> None:
    before = times_saved(room)
    room.save(add_people(room.session, plan(tmp_path, "2 members\n1 partner\n", room.session).voters))
    assert times_saved(room) == before + 1
    assert [voter.label for voter in room.session.voters.values()][-3:] == ["Member 6", "Member 7", "Partner"]


def test_numbers_in_words_are_no_names(tmp_path: Path) -> None:
    planned = plan(tmp_path, "twelve members, chair\na co-optee\n")
    assert planned.summary == "14 people: 1 chair, 12 members, 1 co-optee"


def test_nobody_gets_a_label_that_is_gone(tmp_path: Path) -> None:
    planned = plan(tmp_path, "2 members\n", replace(LABELS, gone=frozenset({"Member 3"})))
    assert [voter.label for voter in planned.voters] == ["Member 4", "Member 5"]


def test_a_name_that_was_kept_from_being_a_formula_is_taken_as_it_is_said(tmp_path: Path) -> None:
    assert added(plan(tmp_path, "Name\n'=A. Example\n'+B. Example\n")) == [
        ("=A. Example", Role.MEMBER),
        ("+B. Example", Role.MEMBER),
    ]
