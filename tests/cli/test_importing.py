"""Files of answers and lists of people are taken in from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from tests.cli.conftest import Shell
from tests.store.table_files import separated
from tests.support.sessions import library, workshop

GOOD = "voter,item,answer\nMember 1,1,2\nMember 2,1,3\nMember 1,2,d\n"
BAD = GOOD + "Nobody,1,2\nMember 3,1,4\n"


@pytest.fixture
def path(folder: Path) -> Path:
    """The file of a workshop of five members that is set up and closed."""
    made = workshop(folder)
    made.close()
    return made.path


def kept(folder: Path, path: Path) -> Session:
    return library(folder).read(path)


def bytes_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_taken_and_its_answers_wait_with_their_steps(
    shell: Shell, folder: Path, path: Path
) -> None:
    told = shell("import", "last", str(separated(folder, GOOD)))
    assert (told.exit_code, told.stdout) == (0, "Taken: 3 answers of 2 people on 2 steps.\n")
    assert "Answers wait with their step" in told.stderr
    rounds = [kept(folder, path).open_round(item) for item in (1, 2, 3)]
    assert [found and len(found.ballots) for found in rounds] == [2, 1, None]


def test_nothing_is_taken_while_a_line_is_wrong(shell: Shell, folder: Path, path: Path) -> None:
    file = separated(folder, BAD)
    before = bytes_of(folder)
    told = shell("import", "last", str(file))
    assert told.exit_code == 1
    assert told.stdout == ""
    assert told.stderr.startswith("2 problems in answers.csv, so nothing was taken:\n  answers.csv: line 5: ")
    assert "answers.csv: line 6: " in told.stderr
    assert bytes_of(folder) == before


def test_bad_lines_can_be_left_out_and_are_listed(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("import", "last", str(separated(folder, BAD)), "--skip-bad")
    assert (told.exit_code, told.stdout) == (0, "Taken: 3 answers of 2 people on 2 steps.\n")
    assert "2 problems in answers.csv; these lines are left out:\nanswers.csv: line 5: " in told.stderr


def test_a_file_of_bad_lines_only_is_refused_all_the_same(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("import", "last", str(separated(folder, "voter,item,answer\nNobody,1,2\n")), "--skip-bad")
    assert told.exit_code == 1
    assert "1 problem in answers.csv, so nothing was taken:" in told.stderr


def test_a_file_without_answers_is_refused(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("import", "last", str(separated(folder, "voter,item,answer\nMember 1,1,\n")))
    assert told.exit_code == 1
    assert told.stderr.endswith("answers.csv holds no answers.\n")


@pytest.mark.parametrize("words", [["import"], ["voters", "import"]], ids=" ".join)
def test_a_dry_run_changes_no_byte(shell: Shell, folder: Path, path: Path, words: list[str]) -> None:
    file = separated(folder, GOOD if words == ["import"] else "Name\nA. Example\n")
    before = bytes_of(folder)
    told = shell(*words, "last", str(file), "--dry-run")
    assert told.exit_code == 0
    assert told.stdout.startswith("Would be ")
    assert told.stdout.endswith("Nothing was changed.\n")
    assert bytes_of(folder) == before


def test_a_second_time_needs_replace(shell: Shell, folder: Path, path: Path) -> None:
    file = str(separated(folder, GOOD))
    shell("import", "last", file)
    again = shell("import", "last", file)
    replaced = shell("import", "last", file, "--replace")
    assert again.exit_code == 1
    assert "Member 1 has answered step 1 already." in again.stderr
    assert again.stderr.endswith("With --replace the answers of the file take the place of earlier ones.\n")
    assert "--replace" not in replaced.stderr
    assert replaced.stdout == "Taken: 3 answers of 2 people on 2 steps, 3 in place of earlier ones.\n"


@pytest.mark.parametrize("options", [[], ["--dry-run"], ["--skip-bad"], ["--skip-bad", "--dry-run"]])
def test_files_that_differ_in_answers_only_print_the_same(
    shell: Shell, folder: Path, options: list[str]
) -> None:
    lines = "voter,item,answer\nMember 1,1,{}\nMember 2,1,{}\nMember 3,1,{}\nMember 3,1,{}\nNobody,2,{}\n"
    printed = []
    for name, given in (("one", "1 1 1 1 1"), ("other", "3 d 2 a strong")):
        workshop(folder / name).close()
        file = separated(folder / name, lines.format(*given.split()))
        own = ("--sessions", str(folder / name / "sessions"), "--backup", str(folder / name / "mirror"))
        told = shell(*own, "import", "last", str(file), *options)
        printed.append((told.exit_code, told.stdout, told.stderr))
    assert printed[0] == printed[1]


def test_what_is_left_out_for_an_earlier_answer_says_how_to_take_it(
    shell: Shell, folder: Path, path: Path
) -> None:
    shell("import", "last", str(separated(folder, "voter,item,answer\nMember 1,1,2\n")))
    told = shell("import", "last", str(separated(folder, GOOD)), "--skip-bad")
    assert told.stdout == "Taken: 2 answers of 2 people on 2 steps.\n"
    assert "With --replace the answers of the file" in told.stderr


@pytest.mark.parametrize(
    ("secrecy", "told"),
    [
        (Secrecy.LABELS, "Keep these labels out of the draw, for those who answered: Member 1, Member 2."),
        (Secrecy.BY_NAME, ""),
    ],
)
def test_labels_with_answers_are_kept_out_of_the_draw(
    shell: Shell, folder: Path, secrecy: Secrecy, told: str
) -> None:
    workshop(folder, secrecy=secrecy).close()
    taken = shell("import", "last", str(separated(folder, GOOD))).stderr
    assert taken.replace("Answers wait with their step until its result is shown.\n", "") == (
        told and f"{told}\n"
    )


def test_a_folder_is_no_file_of_answers(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("import", "last", str(folder))
    assert (told.exit_code, told.stderr) == (1, f"{folder} is a folder, not a file.\n")


def test_a_file_that_is_no_table_is_one_sentence(shell: Shell, folder: Path, path: Path) -> None:
    picture = folder / "answers.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    told = shell("import", "last", str(picture))
    assert told.exit_code == 1
    assert told.stderr.count("\n") == 1
    assert told.stderr.startswith("answers.xlsx is neither a CSV file nor an Excel workbook.")


def test_a_workshop_that_is_open_elsewhere_is_status_3(shell: Shell, folder: Path, path: Path) -> None:
    file = str(separated(folder, GOOD))
    going_on = library(folder).open(path)
    told = shell("import", "last", file)
    going_on.close()
    assert told.exit_code == 3
    assert kept(folder, path).rounds == {}


def test_people_are_added_to_the_list(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("voters", "import", "last", str(separated(folder, "Name,Role,Party\nA,chair,Purple\nB,,\n")))
    assert (told.exit_code, told.stdout) == (0, "Added: 2 people: 1 chair, 1 member.\n")
    assert told.stderr.splitlines() == [
        "The column Party was not read.",
        "2 names were read and not kept: people get labels.",
    ]
    assert [voter.label for voter in kept(folder, path).voters.values()][5:] == ["Chair", "Member 6"]


def test_nobody_is_added_while_a_line_is_wrong(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("voters", "import", "last", str(separated(folder, "Name,Role\nA,chair\nB,wizard\n")))
    assert told.exit_code == 1
    assert told.stderr.startswith("1 problem in answers.csv, so nothing was taken:\n  answers.csv: line 3: ")
    assert len(kept(folder, path).voters) == 5


def test_the_form_that_is_handed_out_comes_back(shell: Shell, folder: Path, path: Path) -> None:
    shell("paper", "last", "--out", str(folder / "paper"))
    form = (folder / "paper" / "form.csv").read_text(encoding="utf-8-sig")
    told = shell("import", "last", str(separated(folder, form.replace("1,\n", "1,2\n"))))
    assert (told.exit_code, told.stdout) == (0, "Taken: 5 answers of 5 people on 1 step.\n")
    assert "25 lines have no answer and were skipped." in told.stderr
