"""Whatever the program writes is for its owner only, also where the machine would let everybody read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.cli.program import program
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.store.places import example_session
from tests.cli.conftest import Shell
from tests.support.sessions import filled, library, workshop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")


@pytest.fixture(autouse=True)
def a_machine_for_all() -> Iterator[None]:
    """Let new files be readable by everybody unless the program says otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def too_open(*folders: Path) -> list[str]:
    """Return everything in the folders, and the folders, that anybody but the owner could look at."""
    found = [each for folder in folders for each in (folder, *folder.rglob("*"))]
    assert any(path.is_file() for path in found)
    return [str(path) for path in found if stat.S_IMODE(path.lstat().st_mode) & 0o077]


@pytest.mark.parametrize("secrecy", Secrecy)
def test_a_workshop_that_is_open_and_after_it_is_closed(folder: Path, secrecy: Secrecy) -> None:
    going_on = workshop(folder, secrecy=secrecy)
    filled(going_on, 1, "1 2 3")
    open_now = too_open(folder / "sessions", folder / "mirror")
    going_on.close()
    assert open_now + too_open(folder / "sessions", folder / "mirror") == []


def test_what_is_set_aside_and_what_has_a_new_name(shell: Shell, folder: Path) -> None:
    going_on = workshop(folder)
    going_on.close()
    text = going_on.path.read_text(encoding="utf-8")
    going_on.path.write_text(text.replace("Exampleshire", "Elsewhere"), encoding="utf-8")
    library(folder).open(going_on.path, accept_edit=True).close()
    assert shell("do", "last", "rename", "--name", "another").exit_code == 0
    assert shell("do", "last", "duplicate").exit_code == 0
    assert too_open(folder / "sessions", folder / "mirror") == []


def test_paper_copies_and_reports(shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop(folder, secrecy=Secrecy.BY_NAME).close()
    assert shell("paper", "last", "--out", str(folder / "paper")).exit_code == 0
    assert too_open(folder / "paper") == []
    desk = Desk(library(folder))
    path = desk.open_example().path
    found = too_open(path.parent)
    desk.leave()
    assert path != example_session()
    assert found == []

    def broken(context: object) -> None:
        raise ValueError("SECRET")

    monkeypatch.setattr(program, "invoke", broken)
    shell("list")
    assert too_open(folder / "data") == []
