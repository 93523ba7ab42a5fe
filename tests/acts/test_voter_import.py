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
from scrutiny_tui.domain.people_list import count_people
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from tests.acts.rooms import times_saved
from tests.store.table_files import separated, workbook
from tests.support.sessions import session

LABELS = session(2)
BY_NAME = replace(LABELS, details=replace(LABELS.details, secrecy=Secrecy.BY_NAME))
CHAIR, MEMBER, CO_OPTEE = Role.CHAIR, Role.MEMBER, Role.CO_OPTEE


def plan(folder: Path, text: str, start: Session = BY_NAME) -> PeoplePlan:
    return plan_people(start, read_people_file(separated(folder, text)))


def added(planned: PeoplePlan) -> list[tuple[str, Role]]:
    return [(voter.label, voter.role) for voter in planned.voters]


def told(planned: PeoplePlan) -> list[str]:
    return [f"{problem.key}: {problem.reason}" for problem in planned.problems]


@pytest.mark.parametrize("heading", ["Name", "label", "PERSON", "voter", "Councillor"])
def test_a_table_gives_names_and_roles(tmp_path: Path, heading: str) -> None:
    planned = plan(tmp_path, f"{heading};Role\nA. Example;chair\nB. Example;\n;officer\n")
    assert added(planned) == [("A. Example", CHAIR), ("B. Example", MEMBER), ("Officer", Role.OFFICER)]
    assert count_people(planned.voters) == "3 people: 1 chair, 1 member, 1 officer"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Role,Ward,Name\nchair,North,A. Example\n", [("A. Example", CHAIR)]),
        ('Name,Role\n"Example, A. and B.",member\n', [("Example, A. and B.", MEMBER)]),
        ("Name\nA. Example (co-optee)\n", [("A. Example", CO_OPTEE)]),
        ("Person\nA. Example\n", [("A. Example", MEMBER)]),
        ("Name\nA\u202eB\n", [("A□B", MEMBER)]),
        ("Name\n'=A. Example\n'+B. Example\n", [("=A. Example", MEMBER), ("+B. Example", MEMBER)]),
    ],
    ids=["columns in any order", "a comma", "a role in brackets", "one column", "a direction mark", "no formula"],
)  # fmt: skip
def test_a_name_is_taken_as_it_is_said(tmp_path: Path, text: str, people: list[tuple[str, Role]]) -> None:
    assert added(plan(tmp_path, text)) == people


def test_plain_lines_are_read_as_they_are_typed(tmp_path: Path) -> None:
    text = "2 members, 1 officer\nchair\nA. Example (co-optee)\nB. Example, partner\n"
    planned = plan(tmp_path, text, LABELS)
    assert [label for label, _role in added(planned)] == [
        "Chair", "Member 3", "Member 4", "Co-optee", "Officer", "Partner"
    ]  # fmt: skip
    assert "That makes 5. Is the chair one of the 2?" in planned.notices
    gone = plan(tmp_path, "2 members\n", replace(LABELS, gone=frozenset({"Member 3"})))
    assert [voter.label for voter in gone.voters] == ["Member 4", "Member 5"]
    words = plan(tmp_path, "twelve members, chair\na co-optee\n")
    assert count_people(words.voters) == "14 people: 1 chair, 12 members, 1 co-optee"


def test_a_workbook_needs_no_headings_and_what_cannot_be_used_of_it_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, (("A. Example", "chair"), ("B. Example", None)))
    assert added(plan_people(BY_NAME, read_people_file(path))) == [
        ("A. Example", CHAIR),
        ("B. Example", MEMBER),
    ]
    rows = (("Name", "Role"), ("A. Example", "chair"), (None, "member"))
    path = workbook(tmp_path, rows, change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert told(plan_people(BY_NAME, read_people_file(path))) == [
        "line 3: The name is empty: cell A3 is merged with A2. Type the value in every line."
    ]


@pytest.mark.parametrize(
    ("text", "start", "labels", "notices"),
    [
        (
            "Name,Role\nA. Example,member\nB. Example,chair\n", LABELS,
            ["Chair", "Member 3"],
            [
                "2 names were not saved. People get labels.",
                "2 people are on the list already. Names are not saved, so check that nobody is added twice.",
            ],
        ),
        ("Name,Role\nA. Example,young person\n", BY_NAME, ["Young person"], None),
        ("Name,Party\nA. Secret,Example\n", BY_NAME, ["A. Secret"], ["The column Party was ignored."]),
    ],
    ids=["names under labels", "a young person's name", "a party"],
)  # fmt: skip
def test_what_is_not_kept_is_nowhere(
    tmp_path: Path, text: str, start: Session, labels: list[str], notices: list[str] | None
) -> None:
    planned = plan(tmp_path, text, start)
    assert [voter.label for voter in planned.voters] == labels
    assert notices is None or [*planned.notices] == notices
    assert "Example" not in repr(planned)


def test_names_that_come_twice_or_are_on_the_list_are_told_and_too_many_refused(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Name\nA. Example\nMember 1\na.  example\n")
    assert added(planned) == [("A. Example", MEMBER)]
    assert planned.notices == (
        "Line 3: Member 1 is already on the list and was skipped.",
        "Lines 2 and 4 have the same name. It was added once.",
    )
    with pytest.raises(InputError, match=r"Everyone in answers\.csv is already on the list"):
        plan(tmp_path, "Name\nMember 1\n")
    with pytest.raises(InputError, match="up to 200"):
        plan(tmp_path, "Name\n" + "".join(f"Person {number}\n" for number in range(201)))
    planned = plan(tmp_path, f"Name,Role\nA,wizard\nB,chair\n{'C' * 101},chair\n3 witches,\n")
    assert [line.split(".")[0] for line in told(planned)] == [
        'line 2: "wizard" is not a role',
        "line 4: The name is longer than 100 characters",
        'line 5: "witches" is not a role',
    ]
    assert planned.voters == ()


def test_a_workshop_adds_people_as_one_change(room: Workshop, tmp_path: Path) -> None:
    before = times_saved(room)
    room.save(add_people(room.session, plan(tmp_path, "2 members\n1 partner\n", room.session).voters))
    assert times_saved(room) == before + 1
    assert [voter.label for voter in room.session.voters.values()][-3:] == ["Member 6", "Member 7", "Partner"]


UNCLEAR = "It is not clear if this line names one person or several"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        *(
            (text, "Ann Lee|Bob Ray")
            for text in (
                "Lee, Ann\nRay, Bob\n", "Lee\tAnn\nRay\tBob\n", "Surname,Forename\nLee,Ann\nRay,Bob\n",
                "First name;Last name;Ward\nAnn;Lee;N\nBob;Ray;S\n", "Ward,Family name,Given name\nN,Lee,Ann\nS,Ray,Bob\n",
                "Name,Surname\nAnn,Lee\nBob,Ray\n", "- Ann Lee\n- Bob Ray\n", "• Ann Lee\n•\tBob Ray\n", "1. Ann Lee\n2. Bob Ray\n",
                "(1) Ann Lee\n2) Bob Ray\n", "1 Ann Lee\n2 Bob Ray\n", "1,Ann Lee\n2,Bob Ray\n", "1. Lee, Ann\n2. Ray, Bob\n",
                "Members:\nAnn Lee\nBob Ray\n", "Name\n– Ann Lee\n* Bob Ray\n", "Ann Lee,\nBob Ray,\n", "Ann Lee, Bob Ray\n",
                "Ann\u200b Lee\n\ufeffBob Ray\u00ad\n",
            )
        ),
        *(
            (text, "Ann Lee, chair|Bob Ray")
            for text in (
                "Ann Lee,chair,North\nBob Ray,member,South\n", "Ann Lee\tChairman\tN\nBob Ray\tcouncillor\tS\n", "Ann Lee;chair\nBob Ray\n",
                "Lee, Ann, chair\nRay, Bob, member\n", "Ann Lee - chair\nBob Ray\n", "Chair: Ann Lee\nMember: Bob Ray\n",
                "1. Ann Lee (chair)\n2. Bob Ray\n", "Councillor;Position\nAnn Lee;Chairwoman\nBob Ray;\n",
            )
        ),
        ("Lee, Cllr Ann\nvan Dyke, Bo\nde la Cruz, Eva Maria\n", "Cllr Ann Lee|Bo van Dyke|Eva Maria de la Cruz"),
        ("Name\nTen Example\nSeven\nOne van Dyke (chair)\n", "One van Dyke, chair|Ten Example|Seven"),
    ],
)  # fmt: skip
def test_a_list_without_known_headings_is_understood(tmp_path: Path, text: str, people: str) -> None:
    planned = plan(tmp_path, text)
    found = [label if role is MEMBER else f"{label}, {role}" for label, role in added(planned)]
    assert (planned.problems, found) == ((), people.split("|"))


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee,North\nBob Ray,South\n", "Ann Lee, Bob Ray\nCat Fox, Dan Elk\n", "Lee,Ann,North\nRay,Bob,South\n", "Lee, Ann\n",
        "Councillor,Ward\nAnn Lee,North\n", "Ann Lee\tNorth\nBob Ray\tSouth\n",
    ],
)  # fmt: skip
def test_a_list_that_may_mean_two_things_adds_nobody(tmp_path: Path, text: str) -> None:
    planned = plan(tmp_path, text)
    assert planned.voters == ()
    assert all(UNCLEAR in line for line in told(planned))


@pytest.mark.parametrize(
    ("role", "meant"),
    [
        *((word, Role.VICE_CHAIR) for word in ("Vice-Chairman", "Deputy Chairman", "vice chairwoman", "Vice-Chairperson", "DEPUTY CHAIR", "Vice Chair.")),
        *((word, CHAIR) for word in ("Chairman", "chair person", "Chair of the committee")),
        *((word, CO_OPTEE) for word in ("Co-opted", "coopted member", "Co\u2011optee")),
        ("Portfolio Holder", Role.CABINET_MEMBER), ("Cllr.", MEMBER), ("Substitute", MEMBER),
    ],
)  # fmt: skip
def test_a_role_is_known_by_its_other_names(tmp_path: Path, role: str, meant: Role) -> None:
    assert added(plan(tmp_path, f"name,role\nA. Example,{role}\n")) == [("A. Example", meant)]


@pytest.mark.parametrize("word", ["table", "Tables", "wizard", "Co-chair"])
def test_a_role_that_is_none_is_named_and_those_there_are(tmp_path: Path, word: str) -> None:
    (line,) = told(plan(tmp_path, f"name,role\nA. Example,{word}\n"))
    assert line.startswith(f'line 2: "{word}" is not a role.')
    assert line.endswith("officer, partner, young person, observer.")
