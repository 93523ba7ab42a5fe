"""Answers that came back before the day are checked line by line, and taken as one change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from scrutiny_tui.acts.answer_import import ImportPlan, plan_import, read_ballots, take_ballots
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import voting
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import ANSWERS, reveal, set_away
from tests.acts.rooms import filled, times_saved
from tests.store.table_files import separated, workbook
from tests.support.sessions import answered, answers, revealed, session, workshop

START = session(5, Role.OFFICER)
HEADER = "voter,item,answer\n"


def plan(folder: Path, lines: str, start: Session = START, *, replace: bool = False) -> ImportPlan:
    """Return what taking these lines, below the usual header, would do."""
    return plan_import(start, read_ballots(separated(folder, HEADER + lines)), replace=replace)


def told(planned: ImportPlan) -> list[str]:
    return [f"{problem.key}: {problem.reason}" for problem in planned.problems]


def given(planned: ImportPlan) -> list[tuple[int, int, str]]:
    return [(ballot.voter, ballot.item, ballot.answer.value) for ballot in planned.ballots]


def test_good_lines_become_ballots(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Member 4,1,2\nMember 4,2,d\nMember 5,1,3\n")
    assert given(planned) == [(4, 1, "2"), (4, 2, "dont_know"), (5, 1, "3")]
    assert planned.problems == ()
    assert planned.notices == ()
    assert planned.summary == "3 answers of 2 people on 2 steps"


def test_one_of_each_is_told_in_the_singular(tmp_path: Path) -> None:
    assert plan(tmp_path, "Member 4,1,2\n").summary == "1 answer of 1 person on 1 step"


@pytest.mark.parametrize("header", ["answer;step;Member", " ANSWER ;Item;PERSON", "Answer;item;label"])
def test_the_columns_may_stand_in_any_order_under_several_headings(tmp_path: Path, header: str) -> None:
    table = read_ballots(separated(tmp_path, f"{header}\n3;2;Member 1\n"))
    assert given(plan_import(START, table)) == [(1, 2, "3")]


def test_a_workbook_gives_the_same_as_text(tmp_path: Path) -> None:
    table = read_ballots(workbook(tmp_path, (("voter", "item", "answer"), ("Member 1", 2.0, 3))))
    assert given(plan_import(START, table)) == [(1, 2, "3")]


@pytest.mark.parametrize("label", ["member 2", " Member   2 ", "MEMBER 2", "'Member 2"])
def test_a_person_is_found_by_label_in_any_letters(tmp_path: Path, label: str) -> None:
    assert given(plan(tmp_path, f"{label},1,2\n")) == [(2, 1, "2")]


def test_labels_that_differ_in_their_letters_only_need_the_right_ones(tmp_path: Path) -> None:
    voters = {**START.voters, 2: replace(START.voters[2], label="MEMBER 1")}
    planned = plan(tmp_path, "MEMBER 1,1,2\nMember 1,2,2\nmember 1,3,2\n", replace(START, voters=voters))
    assert given(planned) == [(2, 1, "2"), (1, 2, "2")]
    assert told(planned)[0].startswith('line 4: "member 1" is not on the list of people')


@pytest.mark.parametrize("item", ["2", "Step 2", "step 2", "STEP NUMBER 2"])
def test_a_step_is_found_by_number_or_title(tmp_path: Path, item: str) -> None:
    assert given(plan(tmp_path, f"Member 1,{item},1\n")) == [(1, 2, "1")]


def test_a_number_counts_before_a_title_that_looks_like_it(tmp_path: Path) -> None:
    items = (*START.wording.items[:-1], replace(START.wording.items[-1], title="2"))
    start = replace(START, wording=replace(START.wording, items=items))
    assert given(plan(tmp_path, "Member 1,2,1\n", start)) == [(1, 2, "1")]


@pytest.mark.parametrize("item", ["2.1", "prompt 2.1", "What about step 2?"])
def test_a_prompt_is_found_where_it_is_voted_on(tmp_path: Path, item: str) -> None:
    deep = replace(START, prompts=frozenset({201}))
    planned = plan(tmp_path, f"Member 1,{item},x\n", deep)
    assert given(planned) == [(1, 201, "not_applicable")]
    assert planned.summary == "1 answer of 1 person on 1 prompt"
    assert told(plan(tmp_path, f"Member 1,{item},1\n")) != []


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1", Answer.LEVEL_1),
        ("developing its practice", Answer.LEVEL_2),
        ("STRONG", Answer.LEVEL_3),
        ("Don't know", Answer.DONT_KNOW),
        ("don’t know", Answer.DONT_KNOW),
        ("dont_know", Answer.DONT_KNOW),
        ("D", Answer.DONT_KNOW),
        ("Prefer not to say", Answer.ABSTAIN),
        ("abstain", Answer.ABSTAIN),
        ("a", Answer.ABSTAIN),
        ("interest declared", Answer.INTEREST),
        ("Interest", Answer.INTEREST),
        ("i", Answer.INTEREST),
    ],
)
def test_an_answer_is_a_digit_a_level_or_a_word(tmp_path: Path, text: str, answer: Answer) -> None:
    assert given(plan(tmp_path, f"Member 1,1,{text}\n")) == [(1, 1, answer.value)]


def test_a_line_without_an_answer_is_skipped_and_counted(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Member 1,1,2\nMember 2,1,\nNobody,9,\n")
    assert given(planned) == [(1, 1, "2")]
    assert planned.problems == ()
    assert planned.notices == ("2 lines have no answer and were skipped.",)


def test_an_unknown_person_is_told_with_a_suggestion(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Membr 4,1,2\nSomebody else,1,2\n,1,2\n")
    assert told(planned) == [
        'line 2: "Membr 4" is not on the list of people; did you mean "Member 4"?',
        'line 3: "Somebody else" is not on the list of people.',
        "line 4: The voter is missing.",
    ]
    assert planned.ballots == ()


def test_a_person_who_casts_no_ballot_is_told(tmp_path: Path) -> None:
    assert told(plan(tmp_path, "Officer,1,2\n")) == ["line 2: Officer casts no ballot."]


def test_an_unknown_step_is_told(tmp_path: Path) -> None:
    assert told(plan(tmp_path, "Member 1,Step 7,2\nMember 1,,2\n")) == [
        'line 2: "Step 7" is neither the number nor the title of a step that is voted on here.',
        "line 3: The step is missing.",
    ]


@pytest.mark.parametrize("text", ["4", "0", "12", "1.5", "well", "x", "not applicable"])
def test_an_answer_out_of_range_is_told(tmp_path: Path, text: str) -> None:
    assert told(plan(tmp_path, f"Member 1,1,{text}\n")) == [
        f"line 2: The answer is not one that can be taken here. Answers are: {ANSWERS}."
    ]


def test_a_wrong_answer_is_not_repeated(tmp_path: Path) -> None:
    reason = told(plan(tmp_path, "Member 1,1,Strong - mostly\n"))[0]
    assert "mostly" not in reason


def test_everything_wrong_in_a_line_is_told(tmp_path: Path) -> None:
    assert [line.partition(":")[0] for line in told(plan(tmp_path, "Nobody,9,9\n"))] == ["line 2"] * 3


def test_two_answers_to_the_same_step_name_both_lines_and_neither_counts(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Member 1,1,2\nMember 2,1,2\nmember 1,Step 1,2\n")
    reason = "Lines 2 and 4 both hold an answer of Member 1 on step 1."
    assert told(planned) == [f"line 2: {reason}", f"line 4: {reason}"]
    assert given(planned) == [(2, 1, "2")]


def test_a_step_with_a_result_takes_no_more_answers(tmp_path: Path) -> None:
    shown = revealed(START, 2, answers("1 2 3"))
    again = voting.open_round(shown, 2)
    for start in (shown, again):
        assert told(plan(tmp_path, "Member 5,2,2\n", start)) == [
            "line 2: Step 2 has a result; answers after it are not taken."
        ]


def test_a_count_of_hands_closes_the_step(tmp_path: Path) -> None:
    counted = voting.take_headcount(answered(START, 2, answers("1")), 2, {Answer.LEVEL_2: 3})
    assert told(plan(tmp_path, "Member 5,2,2\n", counted)) == [
        "line 2: A count was taken on step 2, so no more answers go in."
    ]


def test_an_answer_that_is_in_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    before = answered(START, 2, answers("1 1"))
    kept = plan(tmp_path, "Member 1,2,3\n", before)
    replaced = plan(tmp_path, "Member 1,2,3\nMember 3,2,3\n", before, replace=True)
    assert told(kept) == ["line 2: Member 1 has answered step 2 already. The earlier answer stays."]
    assert (kept.kept, replaced.kept) == (1, 0)
    assert replaced.summary == "2 answers of 2 people on 1 step, 1 in place of earlier ones"
    found = take_ballots(before, replaced.ballots).open_round(2)
    assert found is not None
    assert found.ballots == {1: Answer.LEVEL_3, 2: Answer.LEVEL_1, 3: Answer.LEVEL_3}


@pytest.mark.parametrize("heading", ["Party", "political group", "POLITICAL PARTY"])
def test_a_party_is_not_read_and_that_is_said(tmp_path: Path, heading: str) -> None:
    path = separated(tmp_path, f"voter,{heading},item,answer,Remarks,Seat\nMember 1,Purple,1,2,none,9\n")
    planned = plan_import(START, read_ballots(path))
    assert planned.notices == (
        f"The column {heading} was not read.",
        "The columns Remarks and Seat were not read.",
    )
    assert "Purple" not in repr(planned)


def test_two_columns_for_the_same_thing_are_refused(tmp_path: Path) -> None:
    table = read_ballots(separated(tmp_path, "voter,Member,item,answer\nMember 1,Member 2,1,2\n"))
    with pytest.raises(InputError, match="the columns voter and Member could both be the voter"):
        plan_import(START, table)


def test_a_file_without_the_headings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no line with the headings voter, item and answer"):
        read_ballots(separated(tmp_path, "voter,item\nMember 1,1\n"))


def test_cells_of_a_workbook_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    rows = (
        ("voter", "item", "answer"),
        ("Member 1", 1, "=1+1"),
        (None, 2, 2),
    )
    path = workbook(tmp_path, rows, change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert told(plan_import(START, read_ballots(path))) == [
        "line 2: The answer is a formula without a stored value. "
        "Open the file in Excel, save it and try again.",
        "line 3: The voter is empty: cell A3 is merged with A2. Write the value in every line.",
    ]


def test_answers_are_not_imported_where_only_totals_are_kept(tmp_path: Path) -> None:
    totals = replace(START, details=replace(START.details, secrecy=Secrecy.TOTALS))
    with pytest.raises(RuleError, match="keeps totals only"):
        plan(tmp_path, "Member 1,1,2\n", totals)


def test_a_workshop_of_totals_only_takes_no_ballots_however_they_were_planned(tmp_path: Path) -> None:
    room = workshop(tmp_path / "totals", secrecy=Secrecy.TOTALS)

    with pytest.raises(RuleError, match="keeps totals only"):
        room.import_ballots(plan(tmp_path, "Member 1,1,2\n").ballots)

    assert room.session.rounds == {}


def test_answers_are_not_imported_where_nobody_answers_alone(tmp_path: Path) -> None:
    collective = replace(START, details=replace(START.details, mode=Mode.COLLECTIVE))
    with pytest.raises(RuleError, match="as a collective"):
        plan(tmp_path, "Member 1,1,2\n", collective)


def test_nothing_that_is_told_depends_on_the_answers(tmp_path: Path) -> None:
    start = answered(START, 2, answers("1 1"))
    lines = "Member 1,1,{}\nMember 1,2,{}\nMember 2,1,{}\nMember 2,1,{}\nNobody,1,{}\n"
    one = plan(tmp_path, lines.format(1, 1, 1, 1, 1), start)
    other = plan(tmp_path, lines.format(3, "d", 2, "a", "strong"), start)
    assert (one.problems, one.notices, one.summary) == (other.problems, other.notices, other.summary)
    assert repr(one) == repr(other)


def test_ten_thousand_lines_are_checked_at_once(tmp_path: Path) -> None:
    start = session(300)
    lines = [f"Member {voter},{item},{1 + voter % 3}" for item in range(1, 7) for voter in range(1, 301)]
    wrong = [f"Membre {number},1,2" for number in range(8_200)]
    began = process_time()
    planned = plan(tmp_path, "\n".join(lines + wrong), start)
    assert process_time() - began < 2
    assert len(planned.ballots) == 1_800
    assert len(planned.problems) == 8_200


def test_a_workshop_takes_a_file_as_one_change(room: Workshop, tmp_path: Path) -> None:
    before = times_saved(room)
    planned = plan(tmp_path, "Member 1,1,2\nMember 2,1,3\nMember 1,4,d\n", room.session)
    room.import_ballots(planned.ballots)
    assert times_saved(room) == before + 1
    found = {item: room.session.open_round(item) for item in (1, 4)}
    assert {item: each.ballots for item, each in found.items() if each} == {
        1: {1: Answer.LEVEL_2, 2: Answer.LEVEL_3},
        4: {1: Answer.DONT_KNOW},
    }


def test_imported_answers_enter_a_vote_that_is_open(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 1")
    room.import_ballots(plan(tmp_path, "Member 3,1,2\n", room.session).ballots)
    assert room.waiting(1) == (4, 5)
    room.save(reveal(room.session, 1))
    assert room.session.revealed(1)[0].counts == (2, 1, 0)


def test_undo_does_not_reach_behind_an_import(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1")
    filled(room, 2, "1")
    room.import_ballots(plan(tmp_path, "Member 1,1,2\n", room.session, replace=True).ballots)
    assert room.undo(1) is None
    assert room.undo(2) is not None


def test_whoever_is_away_stays_away(room: Workshop, tmp_path: Path) -> None:
    room.save(set_away(room.session, 1, away=True))
    room.import_ballots(plan(tmp_path, "Member 1,1,2\n", room.session).ballots)
    assert room.session.sitting.away == {1}
