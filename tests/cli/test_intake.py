"""Files of answers, lists of people and workshops in zip files are taken in from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest

from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.session import NoteKind
from tests.cli.conftest import Shell, saved
from tests.cli.stories import played
from tests.store.table_files import separated
from tests.support.files import everything_in
from tests.support.sessions import library, workshop

GOOD = "voter,item,answer\nMember 1,1,2\nMember 2,1,3\nMember 1,2,d\n"
PEOPLE = "Name,Role,Party\nA,chair,Purple\nB,,\n"


@pytest.fixture
def path(folder: Path) -> Path:
    """The file of a workshop of five members that is set up and closed."""
    made = workshop(folder)
    made.close()
    return made.path


FILES: Final = {
    "good.csv": GOOD,
    "wrong.csv": "voter,item,answer\nNobody,1,2\n",
    "empty.csv": "voter,item,answer\nMember 1,1,\n",
    "more.csv": "voter,item,answer\nMember 1,1,1\nMember 4,1,1\n",
    "picture.xlsx": "\x89PNG\r\n\x1a\n\x00\x00",
    "people.csv": PEOPLE,
    "odd.csv": "Name,Role\nA,chair\nB,wizard\n",
}
STORIES: Final = {
    "answers": """
$ import last wrong.csv --skip-bad
! 1 problem in wrong.csv, so nothing was imported:
!   wrong.csv: line 2: "Nobody" is not on the list of people.
= 1
$ import last empty.csv
! 1 line has no answer and was skipped.
! empty.csv has no answers.
= 1
$ import last picture.xlsx
! picture.xlsx is not a CSV or Excel file. Save the table as CSV or .xlsx.
= 1
$ import last sessions
! sessions is a folder, not a file.
= 1
$ import last good.csv --dry-run
Ready to import: 3 answers from 2 people on 2 steps. Nothing was changed.
$ import last good.csv
Imported: 3 answers from 2 people on 2 steps.
! They stay hidden until the result of their step is shown.
! Take these labels out of the draw, because these people have answered: Member 1, Member 2.
$ import last more.csv
! 1 problem in more.csv, so nothing was imported:
!   more.csv: line 2: Member 1 has already answered step 1. The earlier answer is kept.
! To replace the earlier answers, add --replace.
= 1
$ import last more.csv --skip-bad
Imported: 1 answer from 1 person on 1 step.
! 1 problem in more.csv. These lines are left out:
! more.csv: line 2: Member 1 has already answered step 1. The earlier answer is kept.
! To replace the earlier answers, add --replace.
! They stay hidden until the result of their step is shown.
! Take these labels out of the draw, because these people have answered: Member 4.
$ import last more.csv --replace
Imported: 2 answers from 2 people on 1 step, 2 of them replacing earlier ones.
! They stay hidden until the result of their step is shown.
! Take these labels out of the draw, because these people have answered: Member 1, Member 4.
""",
    "people": """
$ import last odd.csv --people
! 1 problem in odd.csv, so nothing was imported:
!   odd.csv: line 3: "wizard" is not a role. The roles are: chair, vice-chair, member, co-optee, ca…
= 1
$ import last people.csv --people --replace
! --skip-bad and --replace work with answers, not with --people.
= 2
$ import last people.csv --people --dry-run
Ready to add: 2 people: 1 chair, 1 member. Nothing was changed.
  Chair, chair
  Member 6, member
! The column Party was ignored.
! 2 names were not saved. People get labels.
! 5 people are on the list already. Names are not saved, so check that nobody is added twice.
$ import last people.csv --people
Added: 2 people: 1 chair, 1 member.
! The column Party was ignored.
! 2 names were not saved. People get labels.
! 5 people are on the list already. Names are not saved, so check that nobody is added twice.
""",
}


@pytest.mark.parametrize("story", STORIES)
def test_a_story(shell: Shell, folder: Path, path: Path, story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode("latin-1"))
    assert played(shell, STORIES[story], folder) == STORIES[story].strip()
    rounds = [saved(folder).open_round(item) for item in (1, 2, 3)]
    assert [found and len(found.ballots) for found in rounds] == (
        [3, 1, None] if story == "answers" else [None] * 3
    )
    assert len(saved(folder).voters) == (5 if story == "answers" else 7)


@pytest.mark.parametrize("more", [(), ("--people",)], ids=["answers", "people"])
def test_a_dry_run_changes_no_byte(shell: Shell, folder: Path, path: Path, more: tuple[str, ...]) -> None:
    file = separated(folder, PEOPLE if more else GOOD)
    before = everything_in(folder)
    told = shell("import", "last", str(file), *more, "--dry-run")
    assert told.exit_code == 0
    assert told.stdout.startswith("Ready to ")
    assert "Nothing was changed.\n" in told.stdout
    assert everything_in(folder) == before


@pytest.mark.parametrize("options", [[], ["--dry-run"], ["--skip-bad"], ["--skip-bad", "--dry-run"]])
def test_files_with_other_answers_print_the_same(shell: Shell, folder: Path, options: list[str]) -> None:
    lines = "voter,item,answer\nMember 1,1,{}\nMember 2,1,{}\nMember 3,1,{}\nMember 3,1,{}\nNobody,2,{}\n"
    printed = []
    for name, given in (("one", "1 1 1 1 1"), ("other", "3 d 2 a strong")):
        workshop(folder / name).close()
        file = separated(folder / name, lines.format(*given.split()))
        own = ("--sessions", str(folder / name / "sessions"), "--backup", str(folder / name / "mirror"))
        told = shell(*own, "import", "last", str(file), *options)
        printed.append((told.exit_code, told.stdout, told.stderr))
    assert printed[0] == printed[1]


def test_the_form_that_is_handed_out_comes_back(shell: Shell, folder: Path, path: Path) -> None:
    shell("paper", "last", "--out", str(folder / "paper"))
    form = (folder / "paper" / "form.csv").read_text(encoding="utf-8-sig")
    told = shell("import", "last", str(separated(folder, form.replace("1,,\n", "1,2,\n"))))
    assert (told.exit_code, told.stdout) == (0, "Imported: 5 answers from 5 people on 1 step.\n")
    assert "25 lines have no answer and were skipped." in told.stderr


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
    assert "This file has personal data" in packed.stderr
    before = shell("results", noted.stem, "--json").stdout
    for variable, name in (("SCRUTINY_SESSIONS", "there"), ("SCRUTINY_MIRROR", "mirror there")):
        monkeypatch.setenv(variable, str(folder / name))
    there = shell("unpack", str(zipped)).stdout.strip()
    assert there == str(folder / "there" / noted.name)
    assert shell("results", there, "--json").stdout == before


def test_the_sponsor_gets_no_session_and_is_told_of_labels(shell: Shell, folder: Path, noted: Path) -> None:
    zipped = folder / "w.zip"
    told = shell("pack-up", noted.stem, "--out", str(zipped), "--public", "--yes")
    assert "Member 2 (a note on step 1)" in told.stderr
    with ZipFile(zipped) as archive:
        assert "session.json" not in archive.namelist()


def test_a_zip_file_stays_unless_it_is_to_be_replaced(shell: Shell, folder: Path, noted: Path) -> None:
    zipped = folder / "w.zip"
    zipped.write_bytes(b"mine")
    told = shell("pack-up", noted.stem, "--out", str(zipped))
    assert (told.exit_code, zipped.read_bytes()) == (1, b"mine")
    assert shell("pack-up", noted.stem, "--out", str(zipped), "--overwrite").exit_code == 0


OPENS: Final = "three plain words"


@pytest.mark.usefixtures("asked")
def test_a_zip_file_with_a_password_opens_with_it_alone(shell: Shell, folder: Path, noted: Path) -> None:
    pytest.importorskip("pyzipper")
    zipped = folder / "w.zip"
    tries = ("short", "short", "drei einfache Wörter", "drei einfache Wörter", OPENS, OPENS)
    packed = shell("pack-up", "last", "--out", str(zipped), "--password", typed="\n".join((*tries, "")))
    assert packed.stdout == f"{zipped}\n"
    assert "too short: 5 characters" in packed.stderr
    assert "letters without accents" in packed.stderr
    assert "Windows without this program, people need 7-Zip" in packed.stderr
    assert OPENS not in packed.stdout + packed.stderr

    with ZipFile(zipped) as archive, pytest.raises(RuntimeError):
        archive.read("session.json")
    wrong = shell("unpack", str(zipped), typed="three other words\n")
    assert (wrong.exit_code, "does not open w.zip" in wrong.stderr) == (1, True)
    opened = shell("unpack", str(zipped), typed=f"{OPENS}\n")
    assert "Password of w.zip (not shown):" in opened.stderr
    assert shell("results", opened.stdout.strip()).stdout == shell("results", noted.stem).stdout


def test_a_password_is_never_part_of_the_command(shell: Shell, folder: Path, noted: Path) -> None:
    pytest.importorskip("pyzipper")
    told = shell("pack-up", "last", "--out", str(folder / "w.zip"), "--password", typed=f"{OPENS}\n{OPENS}\n")
    assert (told.exit_code, "typed on the keyboard only" in told.stderr) == (2, True)
    assert shell("pack-up", "last", "--out", "w.zip", "--password", OPENS).exit_code == 2
    assert not (folder / "w.zip").exists()


@pytest.mark.usefixtures("asked")
def test_without_the_library_no_password_is_asked_for(
    shell: Shell, folder: Path, noted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyzipper", None)
    told = shell("pack-up", "last", "--out", str(folder / "w.zip"), "--password")
    assert (told.exit_code, "scrutiny-tui[password]" in told.stderr) == (3, True)
    assert "not shown" not in told.stderr
