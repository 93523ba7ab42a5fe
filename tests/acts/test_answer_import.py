"""Answers that came back before the day are checked line by line, and taken as one change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from scrutiny_tui.acts.answer_import import (
    ImportPlan,
    plan_import,
    read_ballots,
    take_ballots,
)
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import voting
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.moves import begin_sitting
from scrutiny_tui.domain.pack import Prompt
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import ANSWERS, reveal, set_away
from tests.acts.rooms import times_saved
from tests.store.table_files import separated, workbook
from tests.support.sessions import NOW, answered, answers, filled, revealed, session, workshop

START = session(5, Role.OFFICER)
DEEP = replace(START, prompts=frozenset({201}))
HEADER = "voter,item,answer\n"


def plan(folder: Path, lines: str, start: Session = START, *, replace: bool = False) -> ImportPlan:
    """Return what taking these lines, below the usual header, would do."""
    return plan_import(start, read_ballots(separated(folder, HEADER + lines)), replace=replace)


def told(planned: ImportPlan) -> list[str]:
    return [f"{problem.key}: {problem.reason}" for problem in planned.problems]


def given(planned: ImportPlan) -> list[tuple[int, int, str]]:
    return [(ballot.voter, ballot.item, ballot.answer.value) for ballot in planned.ballots]


# What is read


@pytest.mark.parametrize(
    ("lines", "ballots", "notices", "summary"),
    [
        (
            "Member 4,1,2\nMember 4,2,d\nMember 5,1,3\n",
            [(4, 1, "2"), (4, 2, "dont_know"), (5, 1, "3")], (), "3 answers from 2 people on 2 steps",
        ),
        ("Member 4,1,2\n", [(4, 1, "2")], (), "1 answer from 1 person on 1 step"),
        (
            "Member 1,1,2\nMember 2,1,\nNobody,9,\n",
            [(1, 1, "2")], ("2 lines have no answer and were skipped.",), "1 answer from 1 person on 1 step",
        ),
    ],
)  # fmt: skip
def test_good_lines_become_ballots_and_those_without_an_answer_are_skipped_and_counted(
    tmp_path: Path, lines: str, ballots: list[tuple[int, int, str]], notices: tuple[str, ...], summary: str
) -> None:
    planned = plan(tmp_path, lines)
    assert (given(planned), planned.problems, planned.notices) == (ballots, (), notices)
    assert planned.summary == summary


@pytest.mark.parametrize("header", ["answer;step;Member", " ANSWER ;Item;PERSON", "Answer;item;label"])
def test_the_columns_may_stand_in_any_order_under_several_headings(tmp_path: Path, header: str) -> None:
    table = read_ballots(separated(tmp_path, f"{header}\n3;2;Member 1\n"))
    assert given(plan_import(START, table)) == [(1, 2, "3")]


def test_a_workbook_gives_the_same_as_text_and_what_cannot_be_used_of_it_is_told(tmp_path: Path) -> None:
    heading = ("voter", "item", "answer")
    table = read_ballots(workbook(tmp_path, (heading, ("Member 1", 2.0, 3))))
    assert given(plan_import(START, table)) == [(1, 2, "3")]
    rows = (heading, ("Member 1", 1, "=1+1"), (None, 2, 2))
    path = workbook(tmp_path, rows, change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert told(plan_import(START, read_ballots(path))) == [
        "line 2: The answer is a formula without a value. Open the file in Excel, save it and try again.",
        "line 3: The person is empty: cell A3 is merged with A2. Type the value in every line.",
    ]


@pytest.mark.parametrize(
    ("start", "line", "ballot"),
    [
        *((START, f"{label},1,2", (2, 1, "2")) for label in ("member 2", " Member   2 ", "MEMBER 2", "'Member 2")),
        *((START, f"Member 1,{item},1", (1, 2, "1")) for item in ("2", "Step 2", "step 2", "STEP NUMBER 2")),
        *((DEEP, f"Member 1,{item},x", (1, 201, "not_applicable")) for item in ("2.1", "prompt 2.1", "What about step 2?")),
        (START, "Member 1,1,developing its practice", (1, 1, "2")),
        (START, "Member 1,1,Don’t know", (1, 1, "dont_know")),
        (START, "Member 1,1,Interest", (1, 1, "interest")),
        (START, "Member 1,1,dk", (1, 1, "dont_know")),
        (START, f"Member 1,{START.wording.item(1).short},2", (1, 1, "2")),
    ],
)  # fmt: skip
def test_a_person_a_step_a_prompt_and_an_answer_are_found_as_people_write_them(
    tmp_path: Path, start: Session, line: str, ballot: tuple[int, int, str]
) -> None:
    assert given(plan(tmp_path, line, start)) == [ballot]
    assert not given(plan(tmp_path, "Member 1,2.1,1"))


def test_labels_and_numbers_are_meant_as_they_are_written(tmp_path: Path) -> None:
    voters = {**START.voters, 2: replace(START.voters[2], label="MEMBER 1")}
    planned = plan(tmp_path, "MEMBER 1,1,2\nMember 1,2,2\nmember 1,3,2\n", replace(START, voters=voters))
    assert given(planned) == [(2, 1, "2"), (1, 2, "2")]
    assert told(planned)[0] == (
        'line 4: "member 1" is not on the list of people. Did you mean "Member 1" or "MEMBER 1"?'
    )
    items = (*START.wording.items[:-1], replace(START.wording.items[-1], title="2"))
    start = replace(START, wording=replace(START.wording, items=items))
    assert given(plan(tmp_path, "Member 1,2,1\n", start)) == [(1, 2, "1")]
    assert [line.partition(":")[0] for line in told(plan(tmp_path, "Nobody,9,9\n"))] == ["line 2"] * 3


# What is told


NO_ANSWER = f"The answer is not one of: {ANSWERS}."
TWICE = "Lines 2 and 4 both have an answer of Member 1 on step 1."
COUNTED = voting.take_headcount(answered(START, 2, answers("1")), 2, {Answer.LEVEL_2: 3})
SHOWN = revealed(START, 2, answers("1 2 3"))


@pytest.mark.parametrize(
    ("lines", "start", "problems"),
    [
        (
            "Membr 4,1,2\nSomebody else,1,2\n,1,2\nOfficer,1,2\n", START,
            [
                'line 2: "Membr 4" is not on the list of people. Did you mean "Member 4"?',
                'line 3: "Somebody else" is not on the list of people.', "line 4: The person is missing.",
                "line 5: Officer does not answer.",
            ],
        ),
        (
            "Member 1,Step 7,2\nMember 1,,2\n", START,
            [
                'line 2: "Step 7" is not the number or name of a step that is answered here.',
                "line 3: The step is missing.",
            ],
        ),
        *((f"Member 1,1,{text}\n", START, [f"line 2: {NO_ANSWER}"]) for text in ("4", "0", "1.5", "x", "Strong - mostly")),
        ("Member 1,1,2\nOfficer,1,2\nmember 1,Step 1,2\n", START, [f"line 2: {TWICE}", "line 3: Officer does not answer.", f"line 4: {TWICE}"]),
        ("Member 5,2,2\n", SHOWN, ["line 2: The result of step 2 has been shown, so new answers can't be added."]),
        ("Member 5,2,2\n", voting.open_round(SHOWN, 2), ["line 2: The result of step 2 has been shown, so new answers can't be added."]),
        ("Member 5,2,2\n", COUNTED, ["line 2: A count has been saved for step 2, so new answers can't be added."]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, lines: str, start: Session, problems: list[str]) -> None:
    planned = plan(tmp_path, lines, start)
    assert (told(planned), planned.ballots) == (problems, ())


def test_an_answer_that_is_in_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    before = answered(START, 2, answers("1 1"))
    kept = plan(tmp_path, "Member 1,2,3\n", before)
    replaced = plan(tmp_path, "Member 1,2,3\nMember 3,2,3\n", before, replace=True)
    assert told(kept) == ["line 2: Member 1 has already answered step 2. The earlier answer is kept."]
    assert (kept.kept, replaced.kept) == (1, 0)
    assert replaced.summary == "2 answers from 2 people on 1 step, 1 of them replacing earlier ones"
    found = voting.opened(take_ballots(before, replaced.ballots), 2)
    assert found.ballots == {1: Answer.LEVEL_3, 2: Answer.LEVEL_1, 3: Answer.LEVEL_3}


@pytest.mark.parametrize("heading", ["Party", "political group", "POLITICAL PARTY"])
def test_a_party_is_not_read_and_that_is_said(tmp_path: Path, heading: str) -> None:
    path = separated(tmp_path, f"voter,{heading},item,answer,Remarks,Seat\nMember 1,Purple,1,2,none,9\n")
    planned = plan_import(START, read_ballots(path))
    assert planned.notices == (
        f"The column {heading} was ignored.",
        "The columns Remarks and Seat were ignored.",
    )
    assert "Purple" not in repr(planned)


def test_headings_that_are_missing_or_alike_are_refused_and_ten_unread_named(tmp_path: Path) -> None:
    more = ",".join("ABCDEFGHIJKL")
    planned = plan_import(
        START, read_ballots(separated(tmp_path, f"voter,item,answer,{more}\nMember 1,1,2\n"))
    )
    assert planned.notices == ("The columns A, B, C, D, E, F, G, H, I, J and 2 more were ignored.",)
    table = read_ballots(separated(tmp_path, "voter,Member,item,answer\nMember 1,Member 2,1,2\n"))
    with pytest.raises(InputError, match="the columns voter and Member could both be the voter"):
        plan_import(START, table)
    with pytest.raises(InputError, match="needs the headings person, step and answer"):
        plan_import(START, read_ballots(separated(tmp_path, "voter,item\nMember 1,1\n")))
    with pytest.raises(InputError, match="For example: Member 3, 1, 2"):
        read_ballots(separated(tmp_path, "Step 1,Step 2\n1,1\n"))


def test_answers_are_not_imported_where_nobody_answers_alone_or_only_totals_are_kept(tmp_path: Path) -> None:
    collective = replace(START, details=replace(START.details, mode=Mode.COLLECTIVE))
    totals = replace(START, details=replace(START.details, secrecy=Secrecy.TOTALS))
    for start, why in ((collective, "agrees together"), (totals, "keeps totals only")):
        with pytest.raises(RuleError, match=why):
            plan(tmp_path, "Member 1,1,2\n", start)
    room = workshop(tmp_path / "totals", secrecy=Secrecy.TOTALS)
    with pytest.raises(RuleError, match="keeps totals only"):
        room.save_for_good(take_ballots(room.session, plan(tmp_path, "Member 1,1,2\n").ballots))
    assert room.session.rounds == {}


def test_nothing_that_is_told_depends_on_the_answers(tmp_path: Path) -> None:
    start = answered(START, 2, answers("1 1"))
    lines = "Member 1,1,{}\nMember 1,2,{}\nMember 2,1,{}\nMember 2,1,{}\nNobody,1,{}\n"
    one = plan(tmp_path, lines.format(1, 1, 1, 1, 1), start)
    other = plan(tmp_path, lines.format(3, "d", 2, "a", "strong"), start)
    assert (one.problems, one.notices, one.summary) == (other.problems, other.notices, other.summary)
    assert repr(one) == repr(other)


# One line a person

WIDE = [(1, 1, "2"), (1, 2, "dont_know"), (2, 2, "3")]


@pytest.mark.parametrize(
    "text",
    [
        "name,Step 1,Step 2\nMember 1,2,dk\nMember 2,,3\n",
        "Member,1,2\nMember 1,Developing,Don't know\nMember 2,,Strong\n",
        "ID;Start time;E-mail;Name;1. {short1};2. {title2}\n1;x;y;Member 1;2 - Developing;d\n2;x;y;Member 2;;3: strong\n",
        "Our answers\n\nName\tLabel\t{title1}\t{short2}\nAnn\tMember 1\t2.0\tdk\nBob\tmember 2\t\t3,0\n",
        "Step 2: what fits best?,person,step 1 (which?)\nD,Member 1,developing\n3,Member 2,\n",
    ],
)  # fmt: skip
def test_one_line_a_person_and_one_column_a_step_is_taken(tmp_path: Path, text: str) -> None:
    one, two = START.wording.items[:2]
    named = text.format(short1=one.short, title1=one.title, short2=two.short, title2=two.title)
    planned = plan_import(START, read_ballots(separated(tmp_path, named)))
    assert (sorted(given(planned)), planned.problems) == (WIDE, ())
    rows = [line.split(",") for line in text.splitlines()]
    if text.startswith("Member"):
        assert sorted(given(plan_import(START, read_ballots(workbook(tmp_path, rows))))) == WIDE


def test_what_is_wrong_in_a_line_of_several_answers_is_told_once_or_with_its_step(tmp_path: Path) -> None:
    text = "name,Step 1,Step 2,Step 9,Age\nNobody,1,1,1,9\nMember 1,7,1,1,9\nMember 2,,,1,9\nMember 3,1,1,,\nMember 3,,2,,\n"
    planned = plan_import(START, read_ballots(separated(tmp_path, text)))
    twice = "Lines 5 and 6 both have an answer of Member 3 on step 2."
    assert told(planned) == [
        'line 2: "Nobody" is not on the list of people.', f"line 3: Step 1: {NO_ANSWER}",
        f"line 5: {twice}", f"line 6: {twice}",
    ]  # fmt: skip
    assert given(planned) == [(1, 2, "1"), (3, 1, "1")]
    assert planned.notices == (
        "The columns Step 9 and Age were ignored.",
        "1 line has no answer and was skipped.",
    )
    both = separated(tmp_path, "name,Step 1,1\nMember 1,1,1\n")
    with pytest.raises(InputError, match="two columns could both be step 1"):
        plan_import(START, read_ballots(both))


# Numbers, letters and what nobody sees


@pytest.mark.parametrize(
    "line",
    ["Member 1,1,2.0", 'Member 1,1,"2,0"', "Member 1,1.0,2", 'Member 1,"1,0",2.00', "Member 1,1.000,2.", "Member 1,\u200b1,2\u200b", "\u200eMember 1,\ufeff1,\u00ad2", "Member\u200d 1,1,deve\u00adloping", "\uff2dember 1,\uff11,\uff12"],
)  # fmt: skip
def test_a_number_with_noughts_and_what_nobody_sees_change_nothing(tmp_path: Path, line: str) -> None:
    assert given(plan(tmp_path, f"{line}\n")) == [(1, 1, "2")]


@pytest.mark.parametrize(
    "name", ["Zo\u00eb Example", "\u1e54\u0113t\u0113 Ng\u0101", "\uac15 \ubbfc", "Ångström O’Neill"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_letters_are_the_same_person(tmp_path: Path, name: str, form: Literal["NFC", "NFD"]) -> None:
    label, typed = normalize(form, name), normalize("NFD" if form == "NFC" else "NFC", name)
    start = replace(START, voters={**START.voters, 1: replace(START.voters[1], label=label)})
    surname_first = ", ".join(reversed(typed.split(" ", 1)))
    for text in (typed, typed.upper(), f'"{surname_first}"'):
        assert given(plan(tmp_path, f"{text},1,2\n", start)) == [(1, 1, "2")]


def many_prompts(*numbers: int) -> Session:
    """Return a session whose second step has twelve prompts, these of which are voted on."""
    items = START.wording.items
    prompts = tuple(Prompt(f"2.{number}", f"Question {number}?", "") for number in range(1, 13))
    wording = replace(START.wording, items=(items[0], replace(items[1], prompts=prompts), *items[2:]))
    return replace(START, wording=wording, prompts=frozenset(200 + number for number in numbers))


BOTH = many_prompts(1, 2, 4, 10)


@pytest.mark.parametrize(
    ("lines", "ballots"),
    [
        ("Member 1,2.1,1\n", []),
        ('Member 1,"2,1",1\n', []),
        ("Member 1,2.1,1\nMember 2,2.10,1\n", [(2, 210, "1")]),
        ("Member 1,2.1,1\nMember 1,2.10,\n", [(1, 201, "1")]),
        ("Member 1,2.10,1\n", [(1, 210, "1")]),
        ("Member 1,2.10,1\nMember 1,2.40,1\n", []),
        ("Member 1,2.10,1\nMember 1,1.00,\n", []),
        ("Member 1,Prompt 2.1,1\nMember 1,prompt 2.10,2\n", [(1, 201, "1"), (1, 210, "2")]),
        ("Member 1,2.4,1\nMember 1,2.2,x\n", [(1, 204, "1"), (1, 202, "not_applicable")]),
        ("Member 1,2.0,1\n", [(1, 2, "1")]),
    ],
)  # fmt: skip
def test_a_changed_number_is_its_own(tmp_path: Path, lines: str, ballots: list[tuple[int, int, str]]) -> None:
    planned = plan(tmp_path, lines, BOTH)
    assert given(planned) == ballots
    assert len(ballots) + len(planned.problems) == sum(not line.endswith(",") for line in lines.splitlines())


def test_the_reason_for_an_unsure_number_names_both_items(tmp_path: Path) -> None:
    reason = (
        '"2.1" may be prompt 2.1 or 2.10, because spreadsheets change such numbers. Type it as "Prompt 2.10".'
    )
    assert told(plan(tmp_path, "Member 1,2.1,1\n", BOTH)) == [f"line 2: {reason}"]
    only = told(plan(tmp_path, "Member 1,2.1,1\n", many_prompts(10)))
    assert only == [f"line 2: {reason.replace('2.1 or ', '')}"]
    assert given(plan(tmp_path, "Member 1,2.1,1\n", many_prompts(1))) == [(1, 201, "1")]
    heading = ("voter", "item", "answer")
    book = workbook(
        tmp_path, (heading, ("Member 1", 2.1, 1), ("Member 2", "2.1", 1), ("Member 3", "2.10", 1))
    )
    planned = plan_import(BOTH, read_ballots(book))
    assert (told(planned), given(planned)) == ([f"line 2: {reason}"], [(2, 201, "1"), (3, 210, "1")])
    wide = separated(tmp_path, "voter,2.1\nMember 1,1\n")
    with pytest.raises(InputError, match=r'line 1: "2\.1" may be prompt 2\.1 or 2\.10'):
        plan_import(BOTH, read_ballots(wide))


# What is taken


def test_a_file_is_taken_as_one_change_that_waits_for_its_sitting(room: Workshop, tmp_path: Path) -> None:
    before = times_saved(room)
    planned = plan(tmp_path, "Member 1,1,2\nMember 2,1,3\nMember 1,4,d\n", room.session)
    room.save_for_good(take_ballots(room.session, planned.ballots))
    assert times_saved(room) == before + 1
    found = {item: room.open_round(item).ballots for item in (1, 4)}
    assert found == {1: {1: Answer.LEVEL_2, 2: Answer.LEVEL_3}, 4: {1: Answer.DONT_KNOW}}
    assert voting.opened(begin_sitting(room.session, NOW), 1).ballots == found[1]


def test_answers_enter_an_open_vote_and_who_is_away_stays_away(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 1")
    room.save(set_away(room.session, 5, away=True))
    room.save_for_good(
        take_ballots(room.session, plan(tmp_path, "Member 3,1,2\nMember 5,1,2\n", room.session).ballots)
    )
    assert (room.waiting(1), room.session.sitting.away) == ((4,), frozenset({5}))
    assert begin_sitting(room.session, NOW).open_round(1) is None
    room.save(reveal(room.session, 1))
    assert room.session.revealed(1)[0].counts == (2, 2, 0)


def test_undo_does_not_reach_behind_an_import(room: Workshop, tmp_path: Path) -> None:
    for step in (1, 2):
        filled(room, step, "1")
    room.save_for_good(
        take_ballots(room.session, plan(tmp_path, "Member 1,1,2\n", room.session, replace=True).ballots)
    )
    assert room.undo(1) is None
    assert room.undo(2) is not None
