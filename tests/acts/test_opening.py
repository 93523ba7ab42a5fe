"""Several files that hold one workshop, such as a "conflicted copy" of a program that keeps folders in step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scrutiny_tui.acts import upkeep
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.rescue import backups_of
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import EditedError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from tests.acts.rooms import filled
from tests.support.sessions import NOW, details, library, people


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    return library(tmp_path)


@pytest.fixture
def path(shelf: Library) -> Path:
    """A workshop with one answer, put away."""
    room = shelf.create(details(), people(5))
    filled(room, 1, "1")
    room.keep_copy()
    room.close()
    return room.path


def copied(path: Path) -> Path:
    """Copy a session file under another name, and touch it, so that it seems to be the one used last."""
    other = path.with_name(f"{path.stem}-conflicted-copy.json")
    shutil.copy(path, other)
    os.utime(other)
    return other


def go_on(shelf: Library, path: Path, answer: Answer = Answer.LEVEL_3) -> None:
    """Take one more answer into a workshop, which is meant in spite of all copies."""
    room = shelf.open(path, accept_edit=True)
    room.cast(1, 2, answer)
    room.close()


def is_meant(shelf: Library, path: Path) -> Workshop:
    room = shelf.open(path, accept_edit=True)
    room.close()
    return room


def test_of_two_files_that_are_alike_a_person_says_which_is_meant(shelf: Library, path: Path) -> None:
    other = copied(path)
    before = {each: each.read_bytes() for each in (path, other)}

    for one in (path, other):
        with pytest.raises(EditedError, match=r"Two files hold this workshop, .*; both are as new") as caught:
            shelf.open(one)
        assert caught.value.has_twin

    assert {each: each.read_bytes() for each in before} == before
    assert shelf.last() == other
    shelf.open(path, accept_edit=True).close()


def test_the_older_of_two_is_opened_only_if_somebody_says_so(shelf: Library, path: Path) -> None:
    other = copied(path)
    go_on(shelf, path)

    with pytest.raises(EditedError, match=f"; {path.name} is newer"):
        shelf.open(other)
    assert is_meant(shelf, other).session.rounds[1001].ballots == {1: Answer.LEVEL_1}


def test_the_newer_of_two_opens_and_names_the_other(shelf: Library, path: Path) -> None:
    other = copied(path)
    go_on(shelf, path)

    room = shelf.open(path)

    assert room.notices == (f"{other.name} holds an earlier state of this workshop.",)
    assert room.session.rounds[1001].given == 2
    room.close()


def test_the_file_that_was_said_to_be_meant_is_the_newer_one_from_then_on(shelf: Library, path: Path) -> None:
    other = copied(path)
    go_on(shelf, path)
    go_on(shelf, other, Answer.LEVEL_2)

    shelf.open(other).close()
    with pytest.raises(EditedError, match=f"; {other.name} is newer"):
        shelf.open(path)
    assert shelf.read(other).rounds[1001].ballots[2] is Answer.LEVEL_2


def test_what_the_second_copy_held_is_kept_beside_it(tmp_path: Path, shelf: Library, path: Path) -> None:
    other = copied(path)
    go_on(shelf, path)
    newer = path.read_bytes()

    go_on(shelf, other)

    [kept] = (tmp_path / "mirror").glob("*.before-*")
    assert kept.read_bytes() == newer == path.read_bytes()


def test_a_file_that_is_remembered_elsewhere_counts_too(tmp_path: Path, shelf: Library, path: Path) -> None:
    elsewhere = tmp_path / "stick" / "autumn.json"
    elsewhere.parent.mkdir()
    shutil.copy(path, elsewhere)
    shelf.open(path).close()

    shelf.remember(elsewhere)

    with pytest.raises(EditedError, match=r"autumn\.json"):
        shelf.open(path)


def test_a_workshop_that_only_looks_like_it_is_no_copy(shelf: Library, path: Path) -> None:
    shelf.open(upkeep.duplicate(shelf, path)).close()

    shelf.open(path).close()


@pytest.mark.parametrize(
    "named",
    [
        lambda folder: Path(os.path.relpath(folder)),
        lambda folder: folder / "link",
    ],
    ids=["by a relative path", "by a link"],
)
def test_one_file_that_has_two_paths_is_one_file(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch, named: Callable[[Path], Path]
) -> None:
    monkeypatch.chdir(tmp_path.parent)
    (tmp_path / "link").symlink_to(tmp_path)
    path.with_name("link.json").symlink_to(path)
    shelf = library(named(tmp_path))

    room = shelf.open(shelf.find(path.stem))

    assert room.notices == ()
    room.close()


def test_deleting_one_of_two_leaves_the_copies_to_the_other(
    tmp_path: Path, shelf: Library, path: Path
) -> None:
    other = copied(path)
    before = backups_of(shelf, path)
    assert len(before) == 1

    upkeep.delete(shelf, other)

    assert backups_of(shelf, path) == before
    assert (tmp_path / "mirror" / "session-1.json").exists()
    upkeep.delete(shelf, path)
    assert not [each for each in tmp_path.rglob("*") if each.is_file()]


def test_the_file_that_a_workshop_was_carried_on_from_is_the_older_one(
    shelf: Library, tmp_path: Path
) -> None:
    room = shelf.create(details(secrecy=Secrecy.TOTALS), people(3))
    old = room.path
    room.carry_on(tmp_path / "stick", tmp_path / "mirror")
    shelf.remember(room.path)
    room.close()
    os.utime(old, (0, NOW.timestamp()))

    with pytest.raises(EditedError, match=f"; {room.path.name} is newer"):
        shelf.open(old)
    assert len(shelf.open(room.path).notices) == 1
