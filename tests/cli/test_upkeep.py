"""Workshops that are put away are looked after from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scrutiny_tui.cli import upkeep
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting
from scrutiny_tui.domain.session import Details
from scrutiny_tui.store.places import example_session
from tests.cli.conftest import Shell
from tests.support.sessions import details, library, workshop

ODD = "[/x] [red] \\ 中文 🙂"


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop that is put away."""
    room = workshop(folder)
    room.close()
    return room.path


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who can be asked."""
    monkeypatch.setattr(upkeep, "has_keyboard", lambda: True)


def kept(folder: Path, path: Path) -> Details:
    return library(folder).read(path).details


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def test_what_is_named_is_changed_and_the_rest_stays(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("edit", "last", "--council", f"{ODD}\x1b[2J", "--date", "5/12/2026", "--in-public")

    assert (told.exit_code, told.stdout, told.stderr) == (0, f"{path}\n", "")
    changed = kept(folder, path)
    assert (changed.council, changed.date, changed.setting) == (
        f"{ODD}□[2J",
        date(2026, 12, 5),
        Setting.PUBLIC,
    )
    assert (changed.committee, changed.facilitator) == (details().committee, details().facilitator)


def test_a_name_can_be_taken_out_again(shell: Shell, folder: Path, path: Path) -> None:
    assert shell("edit", "last", "--facilitator", "").exit_code == 0
    assert kept(folder, path).facilitator == ""


def test_who_completed_it_can_be_corrected(shell: Shell, folder: Path, path: Path) -> None:
    assert shell("edit", "last", "--completed-by", "The chair").exit_code == 0
    assert kept(folder, path).completed_by == "The chair"


@pytest.mark.parametrize("command", ["edit", "duplicate"])
def test_a_day_far_away_is_questioned(shell: Shell, path: Path, command: str) -> None:
    told = shell(command, "last", "--date", "1.1.90")
    assert told.exit_code == 0
    assert "1 January 2090 is " in told.stderr
    assert "years ahead. Is the year right?" in told.stderr


def test_secrecy_and_mode_can_be_chosen_before_the_first_answer(
    shell: Shell, folder: Path, path: Path
) -> None:
    assert shell("edit", "last", "--secrecy", "by-name").exit_code == 0
    told = shell("edit", "last", "--secrecy", "totals", "--mode", "collective")
    assert "labels in place of their names" in told.stderr
    assert (kept(folder, path).secrecy, kept(folder, path).mode) == (Secrecy.TOTALS, Mode.COLLECTIVE)


@pytest.mark.parametrize(
    ("words", "status", "wrong"),
    [
        ([], 2, "Say what is to change"),
        (["--date", "soon"], 1, '--date: "soon" is not a date.'),
        (["--council", " "], 1, "Say which council"),
        (["--secrecy", "by-name", "--in-public"], 1, "never kept by name"),
        (["--secrecy", "secret"], 2, "--secrecy"),
    ],
)
def test_what_cannot_be_used_changes_nothing(
    shell: Shell, folder: Path, path: Path, words: list[str], status: int, wrong: str
) -> None:
    told = shell("edit", "last", *words)
    assert (told.exit_code, told.stdout) == (status, "")
    assert wrong in told.stderr
    assert kept(folder, path) == details()


def test_renaming_prints_where_the_workshop_is_now(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("rename", "last", "Autumn: 1st sitting")
    assert (told.exit_code, told.stdout, told.stderr) == (
        0,
        f"{path.with_name('autumn-1st-sitting.json')}\n",
        "",
    )
    assert shell("results", "autumn-1st-sitting").exit_code == 0
    assert shell("results", path.stem).exit_code == 1


def test_what_was_set_aside_goes_along_but_never_over_another_file(shell: Shell, path: Path) -> None:
    def aside(stem: str, day: int) -> Path:
        return path.with_name(f"{stem}.json.damaged-202604{day}T101500")

    for each in (aside(path.stem, 12), aside(path.stem, 13), aside("autumn", 13)):
        each.write_text(each.name, encoding="utf-8")
    told = shell("rename", "last", "autumn")
    assert told.exit_code == 0
    assert "It stays under the earlier name." in told.stderr
    assert aside("autumn", 12).read_text(encoding="utf-8") == aside(path.stem, 12).name
    for each in (aside(path.stem, 13), aside("autumn", 13)):
        assert each.read_text(encoding="utf-8") == each.name


def test_duplicating_prints_the_path_of_the_new_workshop(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("duplicate", "last", "--date", "20 November 2027")
    made = Path(told.stdout.rstrip("\n"))
    assert (told.exit_code, made.name) == (0, "2027-11-20-exampleshire.json")
    assert kept(folder, made).council == "Exampleshire"
    assert path.exists()


def test_a_day_that_cannot_be_read_makes_no_duplicate(shell: Shell, folder: Path, path: Path) -> None:
    told = shell("duplicate", "last", "--date", "soon")
    assert told.exit_code == 1
    assert told.stderr.startswith('--date: "soon" is not a date.')
    assert len([*(folder / "sessions").glob("*.json")]) == 1


def test_deleting_asks_twice_and_names_every_file(
    shell: Shell, folder: Path, path: Path, terminal: None
) -> None:
    expected = [str(file) for file in files(folder)]
    told = shell("delete", "last", typed=f"y\n{path.stem}\n")
    assert told.exit_code == 0
    assert len(expected) >= 2
    assert [file for file in expected if file not in told.stderr] == []
    assert "copies on memory sticks" in told.stderr
    assert "Do not delete if someone has asked for this information." in told.stderr
    assert told.stderr.endswith("The workshop is deleted.\n")
    assert files(folder) == []


@pytest.mark.parametrize("typed", ["\n", "n\n", "y\n\n", "y\nyes\n", "y\nexampleshire\n"])
def test_without_both_answers_nothing_is_deleted(
    shell: Shell, folder: Path, path: Path, terminal: None, typed: str
) -> None:
    before = files(folder)
    told = shell("delete", "last", typed=typed)
    assert told.exit_code == 1
    assert told.stderr.endswith("Nothing was deleted.\n")
    assert files(folder) == before


def test_each_option_answers_one_question(shell: Shell, folder: Path, path: Path, terminal: None) -> None:
    assert shell("delete", "last", "--yes", typed="no\n").exit_code == 1
    assert shell("delete", "last", "--really", typed="n\n").exit_code == 1
    assert path.exists()
    assert shell("delete", "last", "--yes", typed=f"{path.name}\n").exit_code == 0
    assert files(folder) == []


@pytest.mark.parametrize("words", [[], ["--yes"], ["--really"]])
def test_without_a_terminal_both_options_are_needed(shell: Shell, path: Path, words: list[str]) -> None:
    told = shell("delete", "last", *words)
    assert told.exit_code == 2
    assert told.stderr == "This asks twice, which needs a terminal. Without one, add: --yes --really\n"
    assert path.exists()


def test_with_both_options_nothing_is_asked(shell: Shell, folder: Path, path: Path) -> None:
    assert shell("delete", path.stem, "--yes", "--really").exit_code == 0
    assert files(folder) == []


@pytest.mark.parametrize(
    "words", [["rename", "last", "autumn"], ["delete", "last", "--yes", "--really"], ["edit", "last", "--council", "x"]]
)  # fmt: skip
def test_a_workshop_that_another_program_has_open_is_status_3(
    shell: Shell, folder: Path, words: list[str]
) -> None:
    room = workshop(folder)
    told = shell(*words)
    assert (told.exit_code, told.stdout) == (3, "")
    assert "which still has it" in told.stderr
    assert room.path.exists()
    room.close()


@pytest.mark.parametrize("words", [["rename", "mine"], ["delete", "--yes", "--really"]])
def test_the_example_is_left_alone(shell: Shell, words: list[str]) -> None:
    before = example_session().read_bytes()
    told = shell(words[0], str(example_session()), *words[1:])
    assert told.exit_code == 1
    assert "The example that comes with the program is not" in told.stderr
    assert example_session().read_bytes() == before


@pytest.mark.parametrize("command", ["edit", "rename", "duplicate", "delete"])
def test_a_workshop_that_is_not_there_is_told(shell: Shell, command: str) -> None:
    more = {"edit": ["--council", "x"], "rename": ["y"], "delete": ["--yes", "--really"]}.get(command, [])
    told = shell(command, "[/x]", *more)
    assert told.exit_code == 1
    assert "There is no workshop called [/x]" in told.stderr
