"""A vote can be held without a screen, and nothing printed before the result tells how anybody answered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.system import local_time
from tests.cli.conftest import Shell
from tests.support.sessions import FixedClock, details, library, people

HISTORY: Final = "The answer stays in this shell's history."


@pytest.fixture
def begun(shell: Shell) -> Shell:
    """A shell beside a workshop of five members that was just set up."""
    assert shell("new", "--council", "Exampleshire", "--people", "5 members").exit_code == 0
    return shell


def saved(folder: Path) -> Session:
    """Return the last workshop as it is on the disk."""
    shelf = library(folder)
    return shelf.read(shelf.find("last"))


def cast(shell: Shell, voter: str, answer: str, *more: str, item: str = "1") -> str:
    """Record an answer and return what was printed."""
    told = shell("cast", "last", "--item", item, "--voter", voter, "--answer", answer, *more)
    assert told.exit_code == 0, told.stderr
    return told.stdout


def all_cast(shell: Shell, keys: str, item: str = "1") -> None:
    """Record the answers of the first members."""
    for number, key in enumerate(keys.split(), start=1):
        cast(shell, f"Member {number}", key, item=item)


def test_an_answer_is_kept_and_only_that_it_is_in_is_told(begun: Shell, folder: Path) -> None:
    assert cast(begun, "Member 3", "2") == "Member 3 is in on step 1: 1 of 5 in.\n"
    assert cast(begun, "member 4", "d") == "Member 4 is in on step 1: 2 of 5 in.\n"
    found = saved(folder).open_round(1)
    assert found is not None
    assert found.ballots == {3: Answer.LEVEL_2, 4: Answer.DONT_KNOW}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1", Answer.LEVEL_1), ("dont_know", Answer.DONT_KNOW), ("A", Answer.ABSTAIN), ("i", Answer.INTEREST)],
)
def test_answers_are_words_or_letters(begun: Shell, folder: Path, typed: str, meant: Answer) -> None:
    cast(begun, "Member 1", typed)
    assert saved(folder).rounds[1001].ballots == {1: meant}


def test_a_later_answer_takes_the_place_of_the_earlier_one(begun: Shell, folder: Path) -> None:
    cast(begun, "Member 1", "1")
    assert cast(begun, "Member 1", "3") == "Member 1 is in on step 1: 1 of 5 in.\n"
    assert saved(folder).rounds[1001].ballots == {1: Answer.LEVEL_3}


def test_an_answer_in_the_command_is_told_to_stay_in_the_history(begun: Shell) -> None:
    told = begun("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "2")
    assert HISTORY in told.stderr
    assert "history" in begun("cast", "--help").stdout


def test_an_answer_can_come_from_one_line_of_input(begun: Shell, folder: Path) -> None:
    words = ("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "-")
    told = begun(*words, typed="2\nno more is read\n")
    assert told.stdout == "Member 1 is in on step 1: 1 of 5 in.\n"
    assert HISTORY not in told.stderr
    assert saved(folder).rounds[1001].ballots == {1: Answer.LEVEL_2}


def test_an_answer_typed_at_a_terminal_is_not_shown(
    begun: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrutiny_tui.cli.answering.has_keyboard", lambda: True)
    told = begun("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "-", typed="dont_know\n")
    assert told.stdout == "Member 1 is in on step 1: 1 of 5 in.\n"
    assert "Answer (it is not shown):" in told.stderr
    assert "dont_know" not in told.stderr
    assert saved(folder).rounds[1001].ballots == {1: Answer.DONT_KNOW}


def test_the_promise_is_told_once_in_a_sitting_and_kept(begun: Shell, folder: Path) -> None:
    words = ("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "2")
    first, second = begun(*words), begun(*words)
    assert "Answers are kept under labels" in first.stderr
    assert "Answers are kept under labels" not in second.stderr
    assert saved(folder).sitting.promised in first.stderr


def test_every_command_goes_on_with_the_sitting(begun: Shell, folder: Path) -> None:
    all_cast(begun, "1 2")
    assert list(saved(folder).sittings) == [1]


@pytest.mark.parametrize(
    ("words", "told_why"),
    [
        (["--item", "9", "--voter", "Member 1", "--answer", "2"], "There is no step or prompt 9"),
        (["--item", "1.1", "--voter", "Member 1", "--answer", "2"], "Prompt 1.1 is not voted on"),
        (["--item", "1", "--voter", "Membr 1", "--answer", "2"], 'did you mean "Member 1"?'),
        (["--item", "1", "--voter", "Member 1", "--answer", "x"], "A step always applies"),
    ],
)
def test_an_answer_that_does_not_fit_is_status_1_and_keeps_nothing(
    begun: Shell, folder: Path, words: list[str], told_why: str
) -> None:
    told = begun("cast", "last", *words)
    assert (told.exit_code, told.stdout) == (1, "")
    assert told_why in told.stderr
    assert not saved(folder).rounds


def test_an_answer_that_cannot_be_read_is_not_repeated(begun: Shell) -> None:
    told = begun("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "stronk")
    assert told.exit_code == 1
    assert "that is not an answer" in told.stderr
    assert "stronk" not in told.stderr


def test_no_input_is_no_answer(begun: Shell) -> None:
    told = begun("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "-", typed="")
    assert told.exit_code == 1
    assert "that is not an answer" in told.stderr


def test_whoever_casts_no_ballot_is_refused(shell: Shell) -> None:
    shell("new", "--council", "Exampleshire", "--people", "5 members, 1 officer")
    told = shell("cast", "last", "--item", "1", "--voter", "Officer", "--answer", "2")
    assert told.exit_code == 1
    assert "Officer casts no ballot." in told.stderr


def test_an_answer_after_the_result_is_refused_with_what_to_do(begun: Shell) -> None:
    all_cast(begun, "1 1 2 2 2")
    begun("reveal", "last", "--item", "1")
    told = begun("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "2")
    assert told.exit_code == 1
    assert "Step 1 has a result. To answer it one more time use scrutiny-tui again." in told.stderr


def test_a_prompt_that_is_voted_on_takes_answers(shell: Shell) -> None:
    shell("new", "--council", "Exampleshire", "--people", "5 members", "--vote-on", "1.2")
    assert cast(shell, "Member 1", "x", item="1.2") == "Member 1 is in on prompt 1.2: 1 of 5 in.\n"


def test_totals_only_takes_counts_and_no_answers_of_one_person(shell: Shell) -> None:
    shell("new", "--council", "Exampleshire", "--people", "5 members", "--secrecy", "totals")
    refused = shell("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "2")
    assert refused.exit_code == 1
    assert "keeps totals only" in refused.stderr
    counted = shell("headcount", "last", "--item", "1", "--counts", "2,2,1")
    assert counted.stdout == "The count is taken on step 1: 5 of 5 in.\n"


def test_a_count_takes_all_answers(begun: Shell, folder: Path) -> None:
    words = ("--counts", "1,0,2", "--dont-know", "1", "--abstain", "1")
    told = begun("headcount", "last", "--item", "1", *words)
    assert told.stdout == "The count is taken on step 1: 5 of 5 in.\n"
    assert "Answers are kept under labels" in told.stderr
    assert saved(folder).rounds[1001].totals == {
        Answer.LEVEL_1: 1,
        Answer.LEVEL_3: 2,
        Answer.DONT_KNOW: 1,
        Answer.ABSTAIN: 1,
    }


def test_a_count_above_those_here_says_what_to_do_and_opens_no_vote(begun: Shell, folder: Path) -> None:
    told = begun("headcount", "last", "--item", "1", "--counts", "2,3,1")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "You counted 6; 5 are marked here. Count again" in told.stderr
    assert not saved(folder).rounds


@pytest.mark.parametrize("counts", ["2,3", "2,3,-1", "one,two,three", "2,3,1,0", "1,1,99999", ""])
def test_counts_that_cannot_be_read_name_the_option(begun: Shell, counts: str) -> None:
    told = begun("headcount", "last", "--item", "1", "--counts", counts)
    assert told.exit_code == 1
    assert told.stderr.startswith("--counts: give one number for each level")


def test_a_count_that_is_taken_closes_the_list(begun: Shell) -> None:
    begun("headcount", "last", "--item", "1", "--counts", "2,2,0")
    late = begun("cast", "last", "--item", "1", "--voter", "Member 5", "--answer", "1")
    twice = begun("headcount", "last", "--item", "1", "--counts", "1,0,0")
    assert (late.exit_code, twice.exit_code) == (1, 1)
    assert "A count has closed the list. To begin again use scrutiny-tui set-aside." in late.stderr
    assert "A count has been taken already. To count again use scrutiny-tui set-aside." in twice.stderr


def test_a_count_after_the_result_is_refused(begun: Shell) -> None:
    begun("headcount", "last", "--item", "1", "--counts", "2,2,0")
    begun("reveal", "last", "--item", "1")
    told = begun("headcount", "last", "--item", "1", "--counts", "2,2,0")
    assert told.exit_code == 1
    assert "use scrutiny-tui again" in told.stderr


def test_the_result_is_printed_as_results_does(begun: Shell) -> None:
    all_cast(begun, "2 2 2 2 2")
    all_cast(begun, "1 3 1", item="2")
    told = begun("reveal", "last", "--item", "1")
    assert told.exit_code == 0
    assert told.stdout.startswith("Step 1: ")
    assert "Everyone chose Developing." in told.stdout
    assert "Step 2" not in told.stdout
    assert told.stdout in begun("results", "last").stdout


def test_the_result_of_a_prompt_is_printed(shell: Shell) -> None:
    shell("new", "--council", "Exampleshire", "--people", "5 members", "--vote-on", "1.2,2.1")
    all_cast(shell, "3 3 3 3 3", item="2.1")
    told = shell("reveal", "last", "--item", "2.1")
    assert " 2.1: " in told.stdout.splitlines()[0]
    assert "Everyone chose Strong." in told.stdout


def test_people_missing_are_told_before_the_result(begun: Shell, folder: Path) -> None:
    all_cast(begun, "2 2 2")
    told = begun("reveal", "last", "--item", "1")
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr == "3 of 5 are in. Show the result anyway? Use --anyway.\n"
    assert not saved(folder).revealed(1)
    assert "3 answers" in begun("reveal", "last", "--item", "1", "--anyway").stdout


def test_without_answers_there_is_no_result(begun: Shell) -> None:
    told = begun("reveal", "last", "--item", "1", "--anyway")
    assert told.exit_code == 1
    assert "No vote on step 1 is going on." in told.stderr


def test_an_item_with_a_result_can_be_answered_again(begun: Shell, folder: Path) -> None:
    all_cast(begun, "2 2 2 2 2")
    begun("reveal", "last", "--item", "1")
    told = begun("again", "last", "--item", "1")
    assert told.stdout == "Step 1 can be answered again. Second time; what came before is kept.\n"
    cast(begun, "Member 1", "3")
    assert saved(folder).rounds[1002].ballots == {1: Answer.LEVEL_3}
    assert "Everyone chose Developing." in begun("results", "last").stdout


def test_answering_again_needs_a_result_and_no_open_vote(begun: Shell) -> None:
    nothing = begun("again", "last", "--item", "1")
    cast(begun, "Member 1", "3")
    going_on = begun("again", "last", "--item", "1")
    assert (nothing.exit_code, going_on.exit_code) == (1, 1)
    assert "There is no result on step 1 yet" in nothing.stderr
    assert "A vote on step 1 is already going on." in going_on.stderr


def left_since(folder: Path, away: timedelta) -> None:
    """Leave a workshop with an open vote that was last used so long ago."""
    then = FixedClock(local_time() - away)
    workshop = library(folder, clock=then).create(details(), people(5))
    workshop.open_round(1)
    workshop.cast(1, 2, Answer.LEVEL_1)
    workshop.close()


@pytest.mark.parametrize(
    ("away", "how_long"),
    [(timedelta(days=3, hours=1), "3 days"), (timedelta(days=1), "1 day"), (timedelta(hours=5), "5 hours")],
)
def test_after_a_long_time_the_sitting_has_to_be_told(
    shell: Shell, folder: Path, away: timedelta, how_long: str
) -> None:
    left_since(folder, away)
    before = saved(folder)
    told = shell("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "2")
    assert (told.exit_code, told.stdout) == (1, "")
    assert f"It is {how_long} since this workshop was used." in told.stderr
    assert saved(folder) == before


def test_the_same_sitting_keeps_its_open_vote(shell: Shell, folder: Path) -> None:
    left_since(folder, timedelta(days=3))
    assert cast(shell, "Member 1", "2", "--same-sitting") == "Member 1 is in on step 1: 2 of 5 in.\n"
    assert list(saved(folder).sittings) == [1]


def test_a_new_sitting_sets_its_open_vote_aside_once(shell: Shell, folder: Path) -> None:
    left_since(folder, timedelta(days=3))
    assert cast(shell, "Member 1", "2", "--new-sitting") == "Member 1 is in on step 1: 1 of 5 in.\n"
    assert cast(shell, "Member 2", "2", "--new-sitting") == "Member 2 is in on step 1: 2 of 5 in.\n"
    assert list(saved(folder).sittings) == [1, 2]


def test_a_workshop_that_is_open_elsewhere_is_status_3(shell: Shell, folder: Path) -> None:
    going_on = library(folder).create(details(), people(5))
    told = shell("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "2")
    going_on.close()
    assert (told.exit_code, told.stdout) == (3, "")


def test_an_answer_that_is_in_is_told_to_be_safe_where_closing_fails(
    begun: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_close = Workshop.close

    def close(workshop: Workshop) -> None:
        really_close(workshop)
        raise MachineError("The disk is full.")

    monkeypatch.setattr(Workshop, "close", close)
    told = begun("cast", "last", "--item", "1", "--voter", "Member 1", "--answer", "2")
    assert (told.exit_code, told.stdout) == (0, "Member 1 is in on step 1: 1 of 5 in.\n")
    assert "The disk is full. Every answer that was taken is still on the disk." in told.stderr


UNTIL_THE_RESULT: Final = (
    "cast last --item 1 --voter Member_1 --answer 1",
    "cast last --item 1 --voter Member_2 --answer 2",
    "cast last --item 1 --voter Member_2 --answer 2",
    "cast last --item 2 --voter Member_1 --answer 3",
    "reveal last --item 1",
    "again last --item 1",
    "headcount last --item 1 --counts 9,9,9",
    "headcount last --item 1 --counts 1,1,1",
    "headcount last --item 1 --counts 1,1,1",
    "note last --item 1 --kind evidence --text Minutes",
    "earlier last --item 1 --level 2 --whose Officers",
    "agree last --item 1 --level 2 --how chair",
    "correct last --item 1 --voter Member_1 --answer 2 --reason keyed --yes",
    "set-aside last --item 1 --reason asked",
    "reveal last --item 2",
    "results last",
    "list",
)
"""A workshop's commands; the answers of one run are swapped for others in the other run."""

SWAPPED: Final = (str.maketrans("123", "123"), str.maketrans("123", "3da"))


def test_two_workshops_with_other_answers_print_the_same_until_the_result(shell: Shell, folder: Path) -> None:
    printed = []
    for name, swap, counts in zip(("one", "other"), SWAPPED, ("1,1,1", "0,0,3"), strict=True):
        sessions = ("--sessions", str(folder / name), "--backup", str(folder / f"{name} again"))
        shell(*sessions, "new", "--council", "Exampleshire", "--people", "5 members", "--date", "21/11/2026")
        told = []
        for line in UNTIL_THE_RESULT:
            words = [word.replace("_", " ") for word in line.split()]
            if words[0] == "cast":
                words[-1] = words[-1].translate(swap)
            if words[-1] == "1,1,1":
                words[-1] = counts
            done = shell(*sessions, *words)
            told.append((line, done.exit_code, done.stdout, done.stderr))
        printed.append(told)
    assert printed[0] == printed[1]
    assert [status for _line, status, _out, _err in printed[0]] == [0] * 4 + [
        1,
        1,
        1,
        0,
        1,
        0,
        0,
        0,
        1,
        0,
        1,
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("don't know", Answer.DONT_KNOW),
        ("Don’t know", Answer.DONT_KNOW),
        ("PREFER NOT TO SAY", Answer.ABSTAIN),
        ("abstain", Answer.ABSTAIN),
        ("interest declared", Answer.INTEREST),
        ("strong", Answer.LEVEL_3),
        ("Developing its practice", Answer.LEVEL_2),
    ],
)
def test_answers_are_those_that_a_file_may_hold(
    begun: Shell, folder: Path, typed: str, meant: Answer
) -> None:
    cast(begun, "Member 1", typed)
    assert saved(folder).rounds[1001].ballots == {1: meant}
