"""Lists, results, comparisons and dated copies can be printed without a screen, also while the workshop is going on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.session_tables import VERSION
from tests.cli.conftest import Shell
from tests.support.files import everything_in
from tests.support.sealed import rewrite_as_newer
from tests.support.sessions import counted, details, library, people, workshop

FIRST = "2026-11-21-exampleshire"
SECOND = "2026-11-21-exampleshire-2"
CAST = ("do", "last", "cast", "--same-session", "--step", "2", "--person", "Member 1", "--answer", "2")


def show(going_on: Workshop, step: int, counts: tuple[int, int, int]) -> None:
    """Have the first voters answer a step, and show the result."""
    going_on.open_round(step)
    for voter, answer in enumerate(counted(counts), start=1):
        going_on.cast(step, voter, answer)
    going_on.save(reveal(going_on.session, step))


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop with one result and one note, closed."""
    going_on = workshop(folder, 6)
    show(going_on, 1, (0, 5, 1))
    going_on.save(add_note(going_on.session, 1, NoteKind.EVIDENCE, "[red] \x1b[31m two visits"))
    going_on.close()
    return going_on.path


# --- list and results


def test_the_list_has_one_line_a_workshop_and_names_what_is_wrong(shell: Shell, path: Path) -> None:
    (path.parent / "broken.json").write_text("{", encoding="utf-8")
    told = shell("list")
    lines = told.stdout.splitlines()
    assert (told.exit_code, len(lines)) == (0, 2)
    assert (
        f"21 November 2026, Exampleshire, Children's scrutiny, 1 of 6 steps has a result, {path.name}"
        in lines
    )
    assert any(line.startswith("broken.json: ") for line in lines)


def test_an_empty_folder_and_a_workshop_that_is_not_there_are_told(shell: Shell, folder: Path) -> None:
    told = shell("list")
    assert (told.exit_code, told.stdout) == (0, f"There are no workshops in {folder / 'sessions'} yet.\n")
    told = shell("results", "nothing\x1b[2J")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "Can't find a workshop called nothing□[2J" in told.stderr


def test_results_are_plain_text_and_json(shell: Shell, path: Path) -> None:
    told = shell("results", "last").stdout
    assert "Clear agreement: 5 chose Developing, 1 Strong.\n" in told
    assert "Note, evidence: [red] □[31m two visits\n" in told
    data = json.loads(shell("results", "last", "--json").stdout)
    assert data["items"][0]["counts"] == [0, 5, 1]
    assert data["items"][1]["round"] is None


def test_reading_changes_no_file(shell: Shell, path: Path, folder: Path) -> None:
    before = everything_in(folder)
    for words in (
        ["list"],
        ["results", "last"],
        ["results", "last", "--json"],
        ["check", str(path)],
        ["backups"],
    ):
        assert shell(*words).exit_code == 0
    assert everything_in(folder) == before


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["text", "JSON"])
def test_results_of_a_newer_program_can_be_read(shell: Shell, path: Path, more: tuple[str, ...]) -> None:
    of_now = shell("results", "last", *more)
    before = path.read_bytes()
    for each in (path, *(path.parents[1] / "mirror").glob("*.json")):
        if each.read_bytes() == before:
            rewrite_as_newer(each)
    told = shell("results", "last", *more)
    assert (told.exit_code, told.stdout) == (0, of_now.stdout)
    (line,) = told.stderr.splitlines()
    assert f"(file version {VERSION + 1}; this one can read up to {VERSION})" in line
    assert f"(file version {VERSION + 1}" in shell("list").stdout


# --- comparisons


@pytest.fixture
def two(folder: Path) -> Path:
    """The folder of two closed workshops, each with a result, and of a file that is none."""
    shelf = library(folder)
    for counts in ((1, 5, 0), (0, 0, 6)):
        room = shelf.create(details(), people(6))
        show(room, 1, counts)
        room.close()
    (folder / "sessions" / "other.json").write_text("{}", encoding="utf-8")
    return folder / "sessions"


def test_workshops_are_set_side_by_side_and_a_folder_as_json_is_one_object(shell: Shell, two: Path) -> None:
    lines = shell("compare", SECOND, FIRST).stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("Step 1:"))
    assert lines[place + 1].startswith("  A: Beginning 0, Developing 0, Strong 6 (n = 6).")
    assert lines[place + 2].startswith("  B: Beginning 1, Developing 5, Strong 0 (n = 6).")
    found = json.loads(shell("compare", FIRST, SECOND, "--json").stdout)
    files = [(each["letter"], each["file"]) for each in found["workshops"]]
    assert files == [("A", f"{FIRST}.json"), ("B", f"{SECOND}.json")]
    assert [each["n"] for each in found["items"][0]["stands"]] == [6, 6]
    found = json.loads(shell("compare", FIRST, "--folder", str(two), "--json").stdout)
    assert found["compared_with"] == f"{FIRST}.json"
    assert [each["file"] for each in found["workshops"]] == [f"{SECOND}.json", f"{FIRST}.json", "other.json"]
    step = found["workshops"][0]["steps"][0]
    assert step == {"item": "1", "same_wording": True, "label": "consensus", "n": 6, "agreed_level": None}
    assert "it was not written by this program" in found["workshops"][2]["problem"]


@pytest.mark.parametrize("words", [("--folder",), ()])
def test_a_folder_is_told_in_a_line_a_workshop(shell: Shell, two: Path, words: tuple[str, ...]) -> None:
    before = everything_in(two)
    told = shell("compare", *words, str(two))
    assert told.exit_code == 0
    first, second, other = told.stdout.splitlines()[1:4]
    assert first.startswith(f"{SECOND}.json: 21 November 2026, Exampleshire,")
    assert "1 we agree (n = 6); 2 no result yet;" in second
    assert other.startswith("other.json: ")
    assert told.stdout.endswith(f"Steps are shown if they are worded as in {SECOND}.json.\n")
    assert everything_in(two) == before


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "Name at least two workshops to compare."),
        ((FIRST,), 2, "Name at least two workshops to compare."),
        ((FIRST,) * 27, 2, "You can compare up to 26 workshops."),
        ((FIRST, FIRST), 1, "A workshop is named twice"),
        ((FIRST, "nothing"), 1, "Can't find a workshop called nothing"),
        ((FIRST, SECOND, "--folder", "."), 2, "With --folder, name one workshop at most"),
        (("--folder", "nowhere"), 1, "There is no folder nowhere."),
        (("--folder", "x" * 300), 3, "can't be used: File name too long. Choose a shorter name."),
        (("--folder", "EMPTY"), 1, "There are no workshops in"),
        (("other", "--folder", "."), 1, "other.json"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(
    shell: Shell, two: Path, tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    (tmp_path / "empty").mkdir()
    told = shell("compare", *(str(tmp_path / "empty") if word == "EMPTY" else word for word in words))
    assert (told.exit_code, told.stdout) == (status, "")
    assert said in told.stderr


# --- dated copies


def newest(folder: Path) -> Path:
    return max((folder / "mirror" / "backups").iterdir())


@pytest.mark.parametrize("which", [["last"], []])
def test_the_copies_are_listed(shell: Shell, folder: Path, path: Path, which: list[str]) -> None:
    told = shell("backups", *which)
    assert told.stdout == f"21 November 2026, 2:05pm, Exampleshire: 6 answers in step 1\n  {newest(folder)}\n"


def test_a_copy_is_restored_into_a_new_file_and_a_stick_that_is_away_is_a_notice(
    shell: Shell, folder: Path, path: Path
) -> None:
    told = shell("backups", "--restore", newest(folder).name)
    made = folder / "sessions" / f"{FIRST}-restored.json"
    assert (told.exit_code, told.stdout) == (0, f"{made}\n")
    assert "6 of 6" in shell("results", str(made)).stdout
    (folder / "stick").write_bytes(b"not a folder")
    told = shell("--backup", str(folder / "stick" / "x"), *CAST)
    assert told.exit_code == 0
    assert "No backup could be made. Every answer is still saved." in told.stderr


def test_restoring_says_that_only_one_copy_is_saved_if_so(shell: Shell, folder: Path, path: Path) -> None:
    copy = newest(folder)
    (folder / "file").touch()
    told = shell("--backup", str(folder / "file" / "backups"), "backups", "--restore", str(copy))
    assert (told.exit_code, told.stdout) == (0, f"{folder / 'sessions' / f'{FIRST}-restored.json'}\n")
    assert "Only one copy is saved now: the backup folder is missing." in told.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 0, "There are no backups in "),
        (
            ("--restore", "nothing"),
            1,
            "There is no backup called nothing. To list them: scrutiny-tui backups\n",
        ),
        (("last", "--restore", "nothing"), 2, "--restore names the backup. Leave WORKSHOP out."),
        (("--out", "x.json"), 2, "--out works with --restore only."),
    ],
)
def test_if_there_is_no_copy_it_is_said(
    shell: Shell, folder: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    told = shell("backups", *words)
    assert (told.exit_code, said in told.stdout + told.stderr) == (status, True)


def test_a_lost_workshop_is_listed_and_restored(shell: Shell, folder: Path, path: Path) -> None:
    path.unlink()
    assert shell("list").stdout.splitlines()[-1] == (
        "21 November 2026, Exampleshire: its file is missing. To restore it: scrutiny-tui "
        "backups --restore session-1.json"
    )
    told = shell("backups", "--restore", "session-1.json")
    assert (told.exit_code, told.stdout) == (0, f"{path.with_name(f'{FIRST}-restored.json')}\n")
    assert "1 of 6 steps has a result" in shell("list").stdout
    assert "--restore" not in shell("list").stdout
    assert "--restore" not in shell("--sessions", str(folder / "other"), "list").stdout


@pytest.mark.parametrize("way", ["option", "environment"])
def test_the_copies_go_to_the_folder_that_is_named(
    shell: Shell, folder: Path, path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = folder / "stick"
    stick.mkdir()
    if way == "environment":
        monkeypatch.setenv("SCRUTINY_BACKUP", str(stick))
    shell(*(("--backup", str(stick)) if way == "option" else ()), *CAST)
    assert [each.suffix for each in stick.iterdir() if each.is_file()] == [".json"]
    assert len(list((stick / "backups").iterdir())) == 1
