"""Wherever carrying on is cut off, and whatever the old file holds, the next start goes on without a question."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.store.disk_errors import NotSavedError
from tests.support.dying import dies, without_locks
from tests.support.failing import FailingSystem, use
from tests.support.sessions import details, library, people, room_of


class LosingNames(FailingSystem):
    """A disk that fails for good as soon as it is to bring a name to the disk."""

    is_losing = False

    def sync_folder(self, folder: Path) -> None:
        if self.is_losing:
            self.fail(folder)
            raise OSError(errno.EIO, "Input/output error")
        super().sync_folder(folder)


@pytest.fixture(autouse=True)
def _no_locks() -> Iterator[None]:
    with without_locks():
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with an open workshop in which one answer is in."""
    found = Desk(library(tmp_path / "data"))
    found.create(details(), people(5))
    room_of(found).open_round(1)
    room_of(found).cast(1, 1, Answer.LEVEL_1)
    return found


def continued(folder: Path) -> Workshop:
    """Return the workshop that the start page continues."""
    shelf = library(folder)
    last = shelf.last()
    assert last is not None
    return shelf.open(last)


def test_a_workshop_carried_on_again_in_the_same_folder_is_continued_wherever_it_dies(
    desk: Desk, tmp_path: Path
) -> None:
    data, before = tmp_path / "data", tmp_path / "as it was"
    desk.carry_on(data / "stick")
    shutil.copytree(data, before)
    seen = set()
    for at in count(1):
        shutil.rmtree(data)
        shutil.copytree(before, data)
        again = Desk(library(data))
        again.workshop = continued(data)
        is_dead = dies(at, lambda desk=again: desk.carry_on(data / "stick"))  # type: ignore[misc]
        room = continued(data)
        seen.add(room.path.name)
        assert room.session.rounds[1001].given == 1
        if not is_dead:
            break
    assert len(seen) == 2


def test_a_place_that_could_not_be_written_is_not_listed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").write_bytes(b"a file in the way")

    with pytest.raises(ScrutinyError, match="stick"):
        desk.carry_on(tmp_path / "stick")

    assert "stick" not in (tmp_path / "data" / "settings.json").read_text(encoding="utf-8")


def test_what_the_old_file_may_hold_of_a_refused_change_does_not_make_it_as_new_as_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = LosingNames()
    use(system, monkeypatch)
    desk = Desk(library(tmp_path / "data"))
    desk.create(details(), people(5))
    room_of(desk).open_round(1)
    old = room_of(desk).path
    system.is_losing = True
    with pytest.raises(NotSavedError, match="not certain"):
        room_of(desk).cast(1, 1, Answer.LEVEL_1)
    assert b'"ballots": {\n' in old.read_bytes()
    system.is_losing = False
    system.mend()

    desk.carry_on(old.parent)

    assert continued(tmp_path / "data").session.rounds[1001].given == 0
