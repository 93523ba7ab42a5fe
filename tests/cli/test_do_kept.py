"""Nothing that an act prints before the result tells how anybody answered; what is written down reaches results and files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.domain.rounds import Answer
from tests.cli.conftest import Shell, saved

HISTORY: Final = "This stays in the shell's history."
ONE: Final = ("--step", "1")


def test_only_an_answer_in_the_command_stays_in_the_history(begun: Shell, folder: Path) -> None:
    assert HISTORY in begun("cast", *ONE, "--person", "Member 1", "--answer", "2").stderr
    assert "history" in begun("cast", "--help").stdout
    told = begun("cast", *ONE, "--person", "Member 1", "--answer", "-", typed="2\nno more is read\n")
    assert (told.exit_code, HISTORY in told.stderr) == (0, False)
    assert saved(folder).rounds[1001].ballots == {1: Answer.LEVEL_2}


@pytest.mark.usefixtures("asked")
def test_an_answer_typed_at_a_terminal_is_not_shown(begun: Shell, folder: Path) -> None:
    told = begun("cast", *ONE, "--person", "Member 1", "--answer", "-", typed="dont_know\n")
    assert "Answer (not shown):" in told.stderr
    assert "dont_know" not in told.stdout + told.stderr
    assert saved(folder).rounds[1001].ballots == {1: Answer.DONT_KNOW}


UNTIL_THE_RESULT: Final = (
    "do last cast --step 1 --person Member_1 --answer 1",
    "do last cast --step 1 --person Member_2 --answer 2",
    "do last cast --step 1 --person Member_2 --answer 2",
    "do last cast --step 2 --person Member_1 --answer 3",
    "do last cast --person Member_1 --answer 2",
    "do last reveal --step 1",
    "do last again --step 1",
    "do last headcount --step 1 --counts 9,9,9",
    "do last headcount --step 1 --counts 1,1,1",
    "do last headcount --step 1 --counts 1,1,1",
    "do last note --step 1 --kind evidence --text Minutes",
    "do last earlier --step 1 --level 2 --whose Officers",
    "do last agree --step 1 --level 2 --how chair",
    "do last correct --step 1 --person Member_1 --answer 2 --reason keyed --yes",
    "do last set-aside --step 1 --reason asked",
    "do last reveal --step 2",
    "do last remove-person --person Member_1 --yes",
    "do last delete-answers --yes",
    "results last",
    "list",
)
"""A workshop's commands; the answers from one run are swapped for others in the other run."""

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


# --- what is written down


def test_a_file_that_may_still_hold_the_words_is_named(begun: Shell, folder: Path) -> None:
    begun("note", *ONE, "--kind", "evidence", "--text", "A visit.")
    [path] = (folder / "sessions").glob("*.json")
    aside = path.with_name(f"{path.name}.edited-20261101T101010")
    aside.write_bytes(path.read_bytes())
    told = begun("withdraw-note", *ONE, "--note", "1", "--yes")
    assert (told.exit_code, told.stdout) == (3, "Note withdrawn.\n")
    assert f"{aside.name} is an older copy and may still have what was deleted" in told.stderr
    assert "was erased" not in told.stderr
