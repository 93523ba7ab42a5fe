"""Files of answers, lists of people and workshops in zip files are taken in from the command line."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind
from tests.cli.conftest import Shell, everything, saved
from tests.store.table_files import separated
from tests.support.sessions import library, workshop

GOOD = "voter,item,answer\nMember 1,1,2\nMember 2,1,3\nMember 1,2,d\n"
BAD = GOOD + "Nobody,1,2\nMember 3,1,4\n"
PEOPLE = "Name,Role,Party\nA,chair,Purple\nB,,\n"


@pytest.fixture
def path(folder: Path) -> Path:
    """The file of a workshop of five members that is set up and closed."""
    made = workshop(folder)
    made.close()
    return made.path


# --- answers


def test_a_file_is_taken_and_its_answers_wait_with_their_steps(
    shell: Shell, folder: Path, path: Path
) -> None:
    told = shell("import", "last", str(separated(folder, GOOD)))
    assert (told.exit_code, told.stdout) == (0, "Taken: 3 answers of 2 people on 2 steps.\n")
    assert "Answers wait with their step" in told.stderr
    rounds = [saved(folder).open_round(item) for item in (1, 2, 3)]
    assert [found and len(found.ballots) for found in rounds] == [2, 1, None]


def test_nothing_is_taken_while_a_line_is_wrong(shell: Shell, folder: Path, path: Path) -> None:
    file = separated(folder, BAD)
    before = everything(folder)
    told = shell("import", "last", str(file))
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith("2 problems in answers.csv, so nothing was taken:\n  answers.csv: line 5: ")
    assert "answers.csv: line 6: " in told.stderr
    assert everything(folder) == before


def test_bad_lines_can_be_left_out_and_are_listed(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("import", "last", str(separated(folder, BAD)), "--skip-bad")
    assert (told.exit_code, told.stdout) == (0, "Taken: 3 answers of 2 people on 2 steps.\n")
    assert "2 problems in answers.csv; these lines are left out:\nanswers.csv: line 5: " in told.stderr


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Nobody,1,2", "1 problem in answers.csv, so nothing was taken:"),
        ("Member 1,1,", "answers.csv holds no answers."),
    ],
)
def test_a_file_without_an_answer_that_can_be_taken_is_refused(
    shell: Shell, folder: Path, path: Path, line: str, why: str
) -> None:
    told = shell("import", "last", str(separated(folder, f"voter,item,answer\n{line}\n")), "--skip-bad")
    assert (told.exit_code, why in told.stderr) == (1, True)


@pytest.mark.parametrize("more", [(), ("--people",)], ids=["answers", "people"])
def test_a_dry_run_changes_no_byte(shell: Shell, folder: Path, path: Path, more: tuple[str, ...]) -> None:
    file = separated(folder, PEOPLE if more else GOOD)
    before = everything(folder)
    told = shell("import", "last", str(file), *more, "--dry-run")
    assert told.exit_code == 0
    assert told.stdout.startswith("Would be ")
    assert "Nothing was changed.\n" in told.stdout
    assert everything(folder) == before


def test_a_second_time_needs_replace(shell: Shell, folder: Path, path: Path) -> None:
    shell("import", "last", str(separated(folder, "voter,item,answer\nMember 1,1,2\n")))
    file = str(separated(folder, GOOD))
    again, rest = shell("import", "last", file), shell("import", "last", file, "--skip-bad")
    replaced = shell("import", "last", file, "--replace")
    assert again.exit_code == 1
    assert "Member 1 has answered step 1 already." in again.stderr
    for told in (again, rest):
        assert "With --replace the answers of the file take the place of earlier ones.\n" in told.stderr
    assert rest.stdout == "Taken: 2 answers of 2 people on 2 steps.\n"
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


@pytest.mark.parametrize("secrecy", [Secrecy.LABELS, Secrecy.BY_NAME])
def test_labels_with_answers_are_kept_out_of_the_draw(shell: Shell, folder: Path, secrecy: Secrecy) -> None:
    workshop(folder, secrecy=secrecy).close()
    told = shell("import", "last", str(separated(folder, GOOD))).stderr.splitlines()[1:]
    draw = "Keep these labels out of the draw, for those who answered: Member 1, Member 2."
    assert told == ([draw] if secrecy is Secrecy.LABELS else [])


def test_what_is_no_table_is_one_sentence(shell: Shell, folder: Path, path: Path) -> None:
    picture = folder / "answers.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    told, of_folder = shell("import", "last", str(picture)), shell("import", "last", str(folder))
    assert (told.exit_code, told.stderr.count("\n")) == (1, 1)
    assert told.stderr.startswith("answers.xlsx is neither a CSV file nor an Excel workbook.")
    assert (of_folder.exit_code, of_folder.stderr) == (1, f"{folder} is a folder, not a file.\n")


def test_a_workshop_that_is_open_elsewhere_is_status_3(shell: Shell, folder: Path, path: Path) -> None:
    file = str(separated(folder, GOOD))
    going_on = library(folder).open(path)
    told = shell("import", "last", file)
    going_on.close()
    assert told.exit_code == 3
    assert saved(folder).rounds == {}


def test_the_form_that_is_handed_out_comes_back(shell: Shell, folder: Path, path: Path) -> None:
    shell("paper", "last", "--out", str(folder / "paper"))
    form = (folder / "paper" / "form.csv").read_text(encoding="utf-8-sig")
    told = shell("import", "last", str(separated(folder, form.replace("1,\n", "1,2\n"))))
    assert (told.exit_code, told.stdout) == (0, "Taken: 5 answers of 5 people on 1 step.\n")
    assert "25 lines have no answer and were skipped." in told.stderr


# --- people


def test_people_are_understood_and_added_to_the_list(shell: Shell, folder: Path, path: Path) -> None:
    words = ("import", "last", str(separated(folder, PEOPLE)), "--people")
    tried, told = shell(*words, "--dry-run"), shell(*words)
    assert tried.stdout.splitlines() == [
        "Would be added: 2 people: 1 chair, 1 member. Nothing was changed.",
        "  Chair, chair",
        "  Member 6, member",
    ]
    assert (told.exit_code, told.stdout) == (0, "Added: 2 people: 1 chair, 1 member.\n")
    assert told.stderr.splitlines() == [
        "The column Party was not read.",
        "2 names were read and not kept: people get labels.",
    ]
    assert [voter.label for voter in saved(folder).voters.values()][5:] == ["Chair", "Member 6"]


def test_nobody_is_added_while_a_line_is_wrong(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("import", "last", str(separated(folder, "Name,Role\nA,chair\nB,wizard\n")), "--people")
    assert told.exit_code == 1
    assert told.stderr.startswith("1 problem in answers.csv, so nothing was taken:\n  answers.csv: line 3: ")
    assert len(saved(folder).voters) == 5


@pytest.mark.parametrize("option", ["--skip-bad", "--replace"])
def test_what_is_for_answers_does_not_go_with_people(
    shell: Shell, folder: Path, path: Path, option: str
) -> None:
    told = shell("import", "last", str(separated(folder, PEOPLE)), "--people", option)
    assert (told.exit_code, "do not go with --people" in told.stderr) == (2, True)


# --- zip files


@pytest.fixture
def noted(folder: Path, held: Path) -> Path:
    """A workshop that was put away, with a result and a note that names a label."""
    room = library(folder).open(held)
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, "Member 2 has the minutes."))
    room.close()
    return held


def test_a_workshop_goes_from_one_laptop_to_another(
    shell: Shell, folder: Path, noted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zipped = folder / "w.zip"
    packed = shell("pack-up", "last", "--out", str(zipped))
    assert packed.stdout == f"{zipped}\n"
    assert "It holds personal data" in packed.stderr
    before = shell("results", noted.stem, "--json").stdout
    for variable, name in (("SCRUTINY_SESSIONS", "there"), ("SCRUTINY_MIRROR", "mirror there")):
        monkeypatch.setenv(variable, str(folder / name))
    there = shell("unpack", str(zipped)).stdout.strip()
    assert there == str(folder / "there" / noted.name)
    assert shell("results", there, "--json").stdout == before


def test_the_sponsor_gets_no_session_and_is_told_of_labels_in_notes(
    shell: Shell, folder: Path, noted: Path
) -> None:
    zipped = folder / "w.zip"
    told = shell("pack-up", noted.stem, "--out", str(zipped), "--public", "--yes")
    assert "Member 2 (a note on step 1)" in told.stderr
    with ZipFile(zipped) as archive:
        assert "session.json" not in archive.namelist()


def test_a_zip_file_that_is_there_stays_unless_it_is_to_be_replaced(
    shell: Shell, folder: Path, noted: Path
) -> None:
    zipped = folder / "w.zip"
    zipped.write_bytes(b"mine")
    told = shell("pack-up", noted.stem, "--out", str(zipped))
    assert (told.exit_code, zipped.read_bytes()) == (1, b"mine")
    assert shell("pack-up", noted.stem, "--out", str(zipped), "--overwrite").exit_code == 0


def test_what_is_no_zip_file_leaves_nothing(shell: Shell, folder: Path) -> None:
    zipped = folder / "w.zip"
    zipped.write_bytes(b"PK\x05\x06" + bytes(18))
    told = shell("unpack", str(zipped), "--into", str(folder / "there"))
    assert told.exit_code == 1
    assert "w.zip cannot be unpacked: it holds no list of its files." in told.stderr
    assert not (folder / "there").exists()


def test_what_is_unpacked_takes_nothing_from_a_workshop_whose_file_is_gone(
    shell: Shell, do: Shell, folder: Path, noted: Path
) -> None:
    shell("pack-up", "last", "--out", str(folder / "w.zip"))
    do("note", "--step", "2", "--kind", "evidence", "--text", "A visit.", "--same-sitting")
    noted.unlink()
    shell("unpack", str(folder / "w.zip"))
    again = shell("backups", "--restore", "session-1.json").stdout.strip()
    assert "A visit." in shell("results", again).stdout
