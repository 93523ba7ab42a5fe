"""The page about faults says what the program says, and each fault is told in words."""

from __future__ import annotations

import ast
import errno
import os
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from string import ascii_uppercase

import pytest

from scrutiny_tui.acts.library import Library
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.results import item_result
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.standing import pace
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.disk_errors import explain
from scrutiny_tui.store.system import System
from tests.support.failing import FailingSystem, use
from tests.support.sessions import FixedClock, details, library, people, workshop

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "faults.md"
PLACEHOLDER = "…"


def told() -> dict[str, str]:
    """Return what the page says that the program tells, by what happens; what it only describes begins small."""
    rows = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = {row[1].strip(): row[2].strip() for row in rows}
    capitals = f"{ascii_uppercase}{PLACEHOLDER}"
    return {fault: cell for fault, cell in cells.items() if cell[0] in capitals and cell.strip("-")}


@cache
def texts_of_the_program() -> tuple[str, ...]:
    """Return every text that stands in the program's source, what is put in replaced by a placeholder."""
    found = []
    for path in (ROOT / "scrutiny_tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (
                    each.value if isinstance(each, ast.Constant) else PLACEHOLDER for each in node.values
                )
                found.append("".join(str(part) for part in parts))
    return tuple(found)


def told_at(fault: str) -> re.Pattern[str]:
    """Return what the page says the program tells where something happens, to be compared with what it tells."""
    return re.compile(re.escape(told()[fault]).replace(PLACEHOLDER, ".+"))


@pytest.mark.parametrize("sentence", told().values())
def test_the_page_quotes_what_the_program_says(sentence: str) -> None:
    for part in re.split(rf"[{PLACEHOLDER}:] ?|(?<=\.) ", sentence):
        wanted = part.strip(" .")
        assert any(wanted in text for text in texts_of_the_program()), wanted


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "You don't have permission to change this file."),
        (errno.EROFS, "You don't have permission to change this file."),
        (errno.ENOENT, "If it is on a USB stick or network drive, connect it"),
        (errno.EIO, "The disk or USB stick may be failing"),
        (errno.ENOLCK, "This drive can't lock files."),
        (errno.ENAMETOOLONG, "Choose a shorter name."),
        (errno.ENOSPC, "The disk that holds x.json is full."),
    ],
)
def test_what_the_machine_refuses_is_told_with_what_to_do(number: int, words: str) -> None:
    assert words in explain(OSError(number, os.strerror(number)), Path("x.json"))


@pytest.mark.parametrize(
    ("number", "translated", "words"),
    [
        (32, errno.EACCES, "Another program is using the file (for example OneDrive"),
        (206, errno.ENOENT, "Choose a shorter name."),
        (123, errno.EINVAL, 'Choose a name without < > : " / \\ | ? *'),
        (21, errno.EACCES, "If it is on a USB stick or network drive, connect it"),
        (1167, errno.EINVAL, "If it is on a USB stick or network drive, connect it"),
        (1617, errno.EINVAL, "If it is on a USB stick or network drive, connect it"),
        (1117, errno.EINVAL, "The disk or USB stick may be failing"),
        (1295, errno.EINVAL, "The disk that holds x.json is full."),
    ],
)
def test_what_windows_refuses_is_told_by_its_own_number(number: int, translated: int, words: str) -> None:
    assert words in explain(windows_error(number, translated), Path("x.json"))


@pytest.mark.parametrize("number", [21, 1167, 1617])
def test_windows_misses_a_stick_pulled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    room = workshop(tmp_path)

    class Pulled(FailingSystem):
        def create(self, path: Path) -> int:
            if "mirror" in path.parts:
                raise windows_error(number, errno.EINVAL)
            return super().create(path)

    use(Pulled(), monkeypatch)
    room.open_round(1)
    assert "the backup folder is missing" in room.one_copy


def windows_error(number: int, translated: int) -> OSError:
    """Return what Python raises for an error of Windows: with its number, and the one that it is translated to."""
    error = OSError(translated, "The system says why")
    error.winerror = number  # type: ignore[attr-defined, unused-ignore]
    return error


READ_ONLY = told_at("You can't write to its folder").pattern
GONE = told_at("The folder or stick is gone")
NO_LOCKS = told_at("The network drive has no locks").pattern


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EACCES, READ_ONLY), (errno.EROFS, READ_ONLY), (errno.EIO, "may be failing")]
)
def test_a_folder_that_cannot_be_written_is_told_and_can_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    workshop(tmp_path).close()

    def refuse(_system: System, path: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(System, "lock", refuse)
    shelf = library(tmp_path)
    with pytest.raises(MachineError, match=words):
        shelf.open(shelf.find("last"))
    view = shelf.look(shelf.find("last"))
    assert view.read_only
    assert [entry.problem for entry in shelf.entries()] == [""]


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_drive_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    fcntl = pytest.importorskip("fcntl", reason="Windows has other locks")
    workshop(tmp_path).close()

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    shelf = library(tmp_path)
    with pytest.raises(MachineError, match=NO_LOCKS):
        shelf.open(shelf.find("last"))
    assert shelf.can_look(shelf.find("last"))


def test_a_sessions_folder_that_vanished_is_told_and_lists_nothing(tmp_path: Path) -> None:
    room = workshop(tmp_path)
    room.close()
    path = room.path
    path.rename(tmp_path / "elsewhere.json")
    for each in path.parent.iterdir():
        each.unlink()
    path.parent.rmdir()
    shelf = library(tmp_path)
    assert [*shelf.entries()] == []
    for name in (str(path), path.stem):
        with pytest.raises(InputError) as told:
            shelf.find(name)
        assert GONE.fullmatch(str(told.value))
    with pytest.raises(InputError) as told:
        shelf.open(path)
    assert GONE.fullmatch(str(told.value))
    # Where only the file is gone, no stick is asked after.
    workshop(tmp_path).close()
    with pytest.raises(InputError, match=r"called another in .*sessions\.$"):
        shelf.find("another")
    with pytest.raises(InputError, match=r"Can't find the workshop .*another\.json\.$"):
        shelf.open(tmp_path / "sessions" / "another.json")


def test_a_new_workshop_on_a_full_disk_is_told(tmp_path: Path, system: FailingSystem) -> None:
    (tmp_path / "sessions").mkdir()
    system.fail(tmp_path / "sessions", errno.ENOSPC)
    with pytest.raises(MachineError, match=r"The disk is full\.") as told:
        workshop(tmp_path)
    assert told.value.exit_status == 3
    assert [*library(tmp_path).entries()] == []


def test_a_clock_that_goes_backwards_does_no_harm(tmp_path: Path) -> None:
    clock = FixedClock()
    room = workshop(tmp_path, clock=clock)
    room.open_round(1)
    room.cast(1, 1, Answer.LEVEL_2)
    clock.move_on(timedelta(days=-400))
    room.cast(1, 2, Answer.LEVEL_3)
    room.save(reveal(room.session, 1))
    room.close()
    shelf = library(tmp_path, clock=clock)
    again = shelf.open(shelf.find("last"))
    assert not again.asks_about_sitting
    again.continue_sitting()
    assert item_result(again.session, 1).rounds[0].counts == (0, 1, 1)
    pace(again.session, again.now())
    again.close()
    assert shelf.read(shelf.find("last")).revealed(1)


@pytest.mark.parametrize(
    "name", ["two words", "Ärger und Über", "школа", "学校 😀", "a'b\"c" if os.name != "nt" else "a'b"]
)
def test_folders_are_used_whatever_they_are_called(tmp_path: Path, name: str) -> None:
    room = workshop(tmp_path / name)
    room.open_round(1)
    room.cast(1, 1, Answer.LEVEL_2)
    room.carry_on(tmp_path / f"{name} 2", tmp_path / name / "mirror")
    room.close()
    shelf = library(tmp_path / name)
    shelf.remember(room.path)
    assert {entry.problem for entry in shelf.entries()} == {""}
    assert shelf.last() == room.path


@pytest.mark.parametrize("council", ["X" * 400, "学" * 400, "Ä" * 400, "con", "AUX", "LPT1", "...", "😀😀"])
def test_councils_of_any_name_get_a_file(tmp_path: Path, council: str) -> None:
    room = library(tmp_path).create(details(council[:120]), people(3))
    room.close()
    assert len(room.path.name.encode()) < 220
    shelf: Library = library(tmp_path)
    assert shelf.read(room.path).details.council == council[:120]
    assert room.path.name.startswith(date(2026, 11, 21).isoformat())
