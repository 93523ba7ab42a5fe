"""A vote can be held and mended without a screen, and nothing printed before its result tells how anybody answered."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.domain.rounds import Answer, RoundState
from tests.cli.conftest import Shell, saved

HISTORY: Final = "It stays in this shell's history."
ONE: Final = ("--step", "1")
CORRECT: Final = ("correct", *ONE, "--voter", "Member 2", "--answer", "3", "--reason", "it was keyed wrongly")
ASIDE: Final = ("set-aside", *ONE, "--reason", "the slips were mixed up")
ALL_IN: Final = "2 2 2 2 2"


def cast(do: Shell, voter: str, answer: str, step: str = "1") -> str:
    """Record an answer and return the last line that was printed."""
    told = do("cast", "--step", step, "--voter", voter, "--answer", answer)
    assert told.exit_code == 0, told.stderr
    return told.stdout.splitlines()[-1]


def all_cast(do: Shell, keys: str, step: str = "1") -> None:
    """Record the answers of the first members."""
    for number, key in enumerate(keys.split(), start=1):
        cast(do, f"Member {number}", key, step)


@pytest.fixture
def shown(begun: Shell) -> Shell:
    """The same with a result on step 1."""
    all_cast(begun, ALL_IN)
    assert begun("reveal", *ONE).exit_code == 0
    return begun


# --- answers and counts


def test_an_answer_is_kept_and_only_that_it_is_in_is_told(begun: Shell, folder: Path) -> None:
    assert cast(begun, "Member 3", "2") == "Member 3 is in on step 1: 1 of 5 in."
    assert cast(begun, "member 4", "d") == "Member 4 is in on step 1: 2 of 5 in."
    assert cast(begun, "Member 3", "3") == "Member 3 is in on step 1: 2 of 5 in."
    assert saved(folder).rounds[1001].ballots == {3: Answer.LEVEL_3, 4: Answer.DONT_KNOW}
    assert list(saved(folder).sittings) == [1]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", Answer.LEVEL_1),
        ("strong", Answer.LEVEL_3),
        ("Developing its practice", Answer.LEVEL_2),
        ("dont_know", Answer.DONT_KNOW),
        ("Don’t know", Answer.DONT_KNOW),
        ("PREFER NOT TO SAY", Answer.ABSTAIN),
        ("A", Answer.ABSTAIN),
        ("interest declared", Answer.INTEREST),
    ],
)
def test_answers_are_those_that_a_file_may_hold(
    begun: Shell, folder: Path, typed: str, meant: Answer
) -> None:
    cast(begun, "Member 1", typed)
    assert saved(folder).rounds[1001].ballots == {1: meant}


def test_an_answer_in_the_command_is_told_to_stay_in_the_history(begun: Shell) -> None:
    assert HISTORY in begun("cast", *ONE, "--voter", "Member 1", "--answer", "2").stderr
    assert "history" in begun("cast", "--help").stdout


def test_an_answer_can_come_from_one_line_of_input(begun: Shell, folder: Path) -> None:
    told = begun("cast", *ONE, "--voter", "Member 1", "--answer", "-", typed="2\nno more is read\n")
    assert (told.exit_code, HISTORY in told.stderr) == (0, False)
    assert saved(folder).rounds[1001].ballots == {1: Answer.LEVEL_2}


@pytest.mark.usefixtures("asked")
def test_an_answer_typed_at_a_terminal_is_not_shown(begun: Shell, folder: Path) -> None:
    told = begun("cast", *ONE, "--voter", "Member 1", "--answer", "-", typed="dont_know\n")
    assert "Answer (it is not shown):" in told.stderr
    assert "dont_know" not in told.stdout + told.stderr
    assert saved(folder).rounds[1001].ballots == {1: Answer.DONT_KNOW}


def test_the_promise_is_told_once_in_a_sitting_and_kept(begun: Shell, folder: Path) -> None:
    words = ("cast", *ONE, "--voter", "Member 1", "--answer", "2")
    first, second = begun(*words), begun(*words)
    assert "Answers are kept under labels" in first.stdout
    assert "Answers are kept under labels" not in second.stdout
    assert saved(folder).sitting.promised in first.stdout


@pytest.mark.parametrize(
    ("step", "voter", "answer", "why"),
    [
        ("9", "Member 1", "2", "There is no step or prompt 9"),
        ("1.1", "Member 1", "2", "Prompt 1.1 is not voted on"),
        ("1", "Membr 1", "2", 'did you mean "Member 1"?'),
        ("1", "Member 1", "x", "A step always applies"),
        ("1", "Member 1", "stronk", "--answer: That is not an answer."),
        ("1", "Member 1", "-", "--answer: nothing was written."),
    ],
)
def test_an_answer_that_does_not_fit_is_not_repeated_and_keeps_nothing(
    begun: Shell, folder: Path, step: str, voter: str, answer: str, why: str
) -> None:
    told = begun("cast", "--step", step, "--voter", voter, "--answer", answer, typed="")
    assert (told.exit_code, told.stdout) == (1, "")
    assert why in told.stderr
    assert "stronk" not in told.stderr
    assert not saved(folder).rounds


def test_whoever_casts_no_ballot_is_refused(shell: Shell, do: Shell) -> None:
    shell("new", "--council", "Exampleshire", "--people", "5 members, 1 officer")
    told = do("cast", *ONE, "--voter", "Officer", "--answer", "2")
    assert (told.exit_code, told.stderr) == (
        1,
        f"{HISTORY} --answer - reads it unseen.\n--voter: Officer casts no ballot.\n",
    )


def test_a_prompt_that_is_voted_on_takes_answers(shell: Shell, do: Shell) -> None:
    shell("new", "--council", "Exampleshire", "--people", "5 members", "--vote-on", "1.2,2.1")
    assert cast(do, "Member 1", "x", "1.2") == "Member 1 is in on prompt 1.2: 1 of 5 in."
    all_cast(do, "3 3 3 3 3", "2.1")
    told = do("reveal", "--step", "2.1").stdout
    assert " 2.1: " in told.splitlines()[0]
    assert "Everyone chose Strong." in told


def test_an_answer_can_be_taken_out_before_the_result(begun: Shell, folder: Path) -> None:
    all_cast(begun, "2 2")
    told = begun("clear", *ONE, "--voter", "Member 1")
    assert told.stdout == "Member 1 is no longer in on step 1: 1 of 5 in.\n"
    assert saved(folder).rounds[1001].ballots == {2: Answer.LEVEL_2}
    assert begun("clear", *ONE, "--voter", "Member 3").exit_code == 1
    begun("reveal", *ONE, "--yes")
    assert begun("clear", *ONE, "--voter", "Member 2").exit_code == 1
    assert saved(folder).rounds[1001].ballots == {2: Answer.LEVEL_2}


def test_totals_only_takes_counts_and_no_answers_of_one_person(shell: Shell, do: Shell) -> None:
    shell("new", "--council", "Exampleshire", "--people", "5 members", "--secrecy", "totals")
    refused = do("cast", *ONE, "--voter", "Member 1", "--answer", "2")
    assert refused.exit_code == 1
    assert "keeps totals only" in refused.stderr
    counted = do("headcount", *ONE, "--counts", "2,2,1")
    assert counted.stdout.endswith("The count is taken on step 1: 5 of 5 in.\n")
    do("reveal", *ONE)
    assert "--voter: there is none to choose here." in do(*CORRECT, "--yes").stderr


def test_a_count_takes_all_answers_and_closes_the_list(begun: Shell, folder: Path) -> None:
    told = begun("headcount", *ONE, "--counts", "1,0,2", "--dont-know", "1")
    assert "Answers are kept under labels" in told.stdout
    assert told.stdout.endswith("The count is taken on step 1: 4 of 5 in.\n")
    assert saved(folder).rounds[1001].totals == {Answer.LEVEL_1: 1, Answer.LEVEL_3: 2, Answer.DONT_KNOW: 1}
    late = begun("cast", *ONE, "--voter", "Member 5", "--answer", "1")
    twice = begun("headcount", *ONE, "--counts", "1,0,0")
    assert (late.exit_code, twice.exit_code) == (1, 1)
    assert "A count has closed the list. To begin again use: set-aside" in late.stderr
    assert "A count has been taken already. To count again use: set-aside" in twice.stderr


def test_a_count_above_those_here_says_what_to_do_and_opens_no_vote(begun: Shell, folder: Path) -> None:
    told = begun("headcount", *ONE, "--counts", "2,3,1")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "You counted 6; 5 are marked here. Count again" in told.stderr
    assert not saved(folder).rounds


@pytest.mark.parametrize("counts", ["2,3", "2,3,-1", "one,two,three", "2,3,1,0", "1,1,99999", ""])
def test_counts_that_cannot_be_read_name_the_option(begun: Shell, counts: str) -> None:
    told = begun("headcount", *ONE, "--counts", counts)
    assert told.exit_code == 1
    assert told.stderr.startswith("--counts: ")


# --- results


def test_the_result_is_printed_as_results_does(begun: Shell, shell: Shell) -> None:
    all_cast(begun, ALL_IN)
    all_cast(begun, "1 3 1", "2")
    told = begun("reveal", *ONE)
    assert told.exit_code == 0
    assert told.stdout.startswith("Step 1: ")
    assert "Everyone chose Developing." in told.stdout
    assert "Step 2" not in told.stdout
    assert told.stdout in shell("results", "last").stdout


def test_people_missing_are_asked_about_before_the_result(begun: Shell, folder: Path) -> None:
    all_cast(begun, "2 2 2")
    told = begun("reveal", *ONE)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith("3 of 5 are in. Show the result anyway?")
    assert not saved(folder).revealed(1)
    assert "3 answers" in begun("reveal", *ONE, "--yes").stdout
    assert "No vote on step 2 is going on." in begun("reveal", "--step", "2", "--yes").stderr


def test_after_a_result_only_answering_again_takes_answers(shown: Shell, shell: Shell, folder: Path) -> None:
    for words in (
        ("cast", *ONE, "--voter", "Member 1", "--answer", "2"),
        ("headcount", *ONE, "--counts", "2,2,0"),
    ):
        told = shown(*words)
        assert told.exit_code == 1
        assert "Step 1 has a result. To answer it one more time use: again" in told.stderr
    assert (
        shown("again", *ONE).stdout
        == "Step 1 can be answered again. Second time; what came before is kept.\n"
    )
    cast(shown, "Member 1", "3")
    assert saved(folder).rounds[1002].ballots == {1: Answer.LEVEL_3}
    assert "Everyone chose Developing." in shell("results", "last").stdout


def test_answering_again_needs_a_result_and_no_open_vote(begun: Shell) -> None:
    assert "There is no result on step 1 yet" in begun("again", *ONE).stderr
    cast(begun, "Member 1", "3")
    assert "A vote on step 1 is already going on." in begun("again", *ONE).stderr


# --- mending


def test_a_vote_is_set_aside_for_a_reason_that_is_kept(shown: Shell, shell: Shell, folder: Path) -> None:
    assert shown(*ASIDE, "--yes").stdout == "Step 1, time 1: set aside: the slips were mixed up.\n"
    assert saved(folder).rounds[1001].state is RoundState.VOID
    assert "the slips were mixed up" in shell("results", "last").stdout
    assert cast(shown, "Member 1", "2") == "Member 1 is in on step 1: 1 of 5 in."
    assert saved(folder).rounds[1002].state is RoundState.OPEN


def test_a_result_that_was_seen_is_asked_about_before_it_is_set_aside(begun: Shell, folder: Path) -> None:
    all_cast(begun, "2 2")
    assert begun(*ASIDE).exit_code == 0
    all_cast(begun, ALL_IN)
    begun("reveal", *ONE)
    told = begun(*ASIDE)
    assert told.exit_code == 2
    assert "The room has seen this result." in told.stderr
    assert saved(folder).rounds[1002].state is RoundState.REVEALED


@pytest.mark.parametrize(
    ("command", "usual"), [(ASIDE[:-2], "the wrong step"), (CORRECT[:-2], "it was keyed wrongly")]
)
def test_a_reason_is_needed_and_the_usual_ones_are_told(
    shown: Shell, command: tuple[str, ...], usual: str
) -> None:
    missing, empty = shown(*command, "--yes"), shown(*command, "--reason", " \t ", "--yes")
    assert (missing.exit_code, empty.exit_code) == (2, 1)
    assert "--reason is missing." in missing.stderr
    assert usual.casefold() in missing.stderr.casefold()
    assert "--reason: " in empty.stderr


def test_an_answer_is_corrected_without_naming_anybody(shown: Shell, shell: Shell, folder: Path) -> None:
    refused = shown(*CORRECT)
    assert (refused.exit_code, "add: --yes" in refused.stderr) == (2, True)
    assert saved(folder).rounds[1001].ballots[2] is Answer.LEVEL_2
    line = "Step 1, time 1: one answer was corrected after the result: it was keyed wrongly."
    assert shown(*CORRECT, "--yes").stdout == f"{line}\n"
    assert saved(folder).rounds[1001].ballots[2] is Answer.LEVEL_3
    assert line in shell("results", "last").stdout


@pytest.mark.usefixtures("asked")
def test_a_correction_is_asked_about_unless_it_cannot_be_done(shown: Shell, folder: Path) -> None:
    told = shown(*CORRECT, typed="n\n")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "The room has seen the result, and it will change." in told.stderr
    assert saved(folder).rounds[1001].ballots[2] is Answer.LEVEL_2
    nothing = shown(*CORRECT[:2], "2", *CORRECT[3:], typed="y\n")
    assert nothing.exit_code == 1
    assert "Correct this answer?" not in nothing.stderr


# --- leaks


UNTIL_THE_RESULT: Final = (
    "do last cast --step 1 --voter Member_1 --answer 1",
    "do last cast --step 1 --voter Member_2 --answer 2",
    "do last cast --step 1 --voter Member_2 --answer 2",
    "do last cast --step 2 --voter Member_1 --answer 3",
    "do last cast --voter Member_1 --answer 2",
    "do last reveal --step 1",
    "do last again --step 1",
    "do last headcount --step 1 --counts 9,9,9",
    "do last headcount --step 1 --counts 1,1,1",
    "do last headcount --step 1 --counts 1,1,1",
    "do last note --step 1 --kind evidence --text Minutes",
    "do last earlier --step 1 --level 2 --whose Officers",
    "do last agree --step 1 --level 2 --how chair",
    "do last correct --step 1 --voter Member_1 --answer 2 --reason keyed --yes",
    "do last set-aside --step 1 --reason asked",
    "do last reveal --step 2",
    "do last remove-person --person Member_1 --yes",
    "do last delete-answers --yes",
    "results last",
    "list",
)
"""A workshop's commands; the answers of one run are swapped for others in the other run."""

STATUSES: Final = [0, 0, 0, 0, 2, 2, 1, 1, 0, 1, 0, 0, 0, 1, 0, 2, 1, 1, 0, 0]
SWAPPED: Final = (str.maketrans("123", "123"), str.maketrans("123", "3da"))


def test_two_workshops_with_other_answers_print_the_same_until_the_result(shell: Shell, folder: Path) -> None:
    printed = []
    for name, swap, counts in zip(("one", "other"), SWAPPED, ("1,1,1", "0,0,3"), strict=True):
        sessions = ("--sessions", str(folder / name), "--backup", str(folder / f"{name} again"))
        shell(*sessions, "new", "--council", "Exampleshire", "--people", "5 members", "--date", "21/11/2026")
        told = []
        for line in UNTIL_THE_RESULT:
            words = [word.replace("_", " ") for word in line.split()]
            if "cast" in words:
                words[-1] = words[-1].translate(swap)
            if words[-1] == "1,1,1":
                words[-1] = counts
            done = shell(*sessions, *words)
            told.append((line, done.exit_code, done.stdout, done.stderr))
        printed.append(told)
    assert printed[0] == printed[1]
    assert [status for _line, status, _out, _err in printed[0]] == STATUSES
