"""What was deleted is in no file of the workshop any more, whenever the program dies."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.setting_acts import What, forget
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import correct
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.session_file import read_session
from scrutiny_tui.store.system import System
from tests.support.dying import dies, without_locks
from tests.support.failing import FailingSystem
from tests.support.files import everything_in
from tests.support.sessions import FixedClock, details, filled, library

NAMES = ("Anne Smith", "Ben Okafor", "Carys Price", "Dora Quill", "Edwin Royle", "Farah Siddiq")
MOST_CALLS = 300
"""More calls that change something than deleting makes."""


@pytest.fixture(autouse=True)
def _no_locks() -> Iterator[None]:
    with without_locks():
        yield


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of everything."""
    return tmp_path / "data"


@pytest.fixture
def shelf(data: Path, clock: FixedClock) -> Library:
    """A library in that folder."""
    return library(data, clock=clock)


@pytest.fixture
def path(shelf: Library, clock: FixedClock) -> Path:
    """A workshop by name with two results, one of them corrected, with dated copies and an odd file beside it, put away."""
    voters = tuple(Voter(number, name, Role.MEMBER, True) for number, name in enumerate(NAMES, start=1))
    room = shelf.create(details(secrecy=Secrecy.BY_NAME), voters)
    for step in (1, 2):
        filled(room, step, "1 2 3 3 2 d")
        room.save(reveal(room.session, step))
        room.keep_copy()
        clock.move_on(timedelta(minutes=5))
    room.save(correct(room.session, 1, 2, Answer.LEVEL_3, "it was entered wrongly"))
    room.close()
    shutil.copyfile(room.path, room.path.with_name(f"{room.path.name}.damaged-20261121T101500"))
    return room.path


def with_stick(shelf: Library, clock: FixedClock) -> Library:
    """Return the same library with a memory stick named for the copies."""
    stick = shelf.places.sessions.parent / "stick"
    stick.mkdir()
    return Library(replace(shelf.places, mirror=stick, usual_mirror=shelf.places.mirror), clock)


def is_anywhere(folder: Path, what: What) -> set[str]:
    """Return the files below a folder that hold an answer joined to a person, or a name."""
    marks = [b'"voter":'] if what is What.BALLOTS else [name.encode() for name in NAMES]
    return {name for name, data in everything_in(folder).items() if any(mark in data for mark in marks)}


def opened(shelf: Library, path: Path) -> None:
    """Open a workshop, as the screens do, and put it away."""
    room = shelf.open(path)
    assert room.keep_copy() == ""
    room.close()


def forgotten(shelf: Library, path: Path, what: What) -> tuple[str, ...]:
    """Delete, and put the workshop away; return what was told."""
    room = shelf.open(path)
    told = forget(room, what)
    room.close()
    return told


@pytest.mark.parametrize("what", What)
def test_what_was_deleted_is_in_no_file(shelf: Library, path: Path, data: Path, what: What) -> None:
    # The file, its second copy, two dated ones, and what was set aside.
    assert len(is_anywhere(data, what)) == 5
    room = shelf.open(path)
    assert forget(room, what) == ()
    assert is_anywhere(data, what) == set()
    room.close()
    assert is_anywhere(data, what) == set()
    [copy] = (data / "mirror" / "backups").iterdir()
    assert read_session(copy).rounds[1001].given == 6


@pytest.mark.parametrize("what", What)
def test_there_is_an_old_state_or_a_new_one(shelf: Library, path: Path, data: Path, what: What) -> None:
    shutil.copytree(data, data.with_name("as it was"))
    old = read_session(path)
    states = set()
    for at in range(1, MOST_CALLS):
        shutil.rmtree(data)
        shutil.copytree(data.with_name("as it was"), data)
        room = shelf.open(path)
        is_dead = dies(at, lambda room=room: forget(room, what))  # type: ignore[misc]
        again = shelf.open(path)
        again.keep_copy()
        is_deleted = again.session.forgotten is not None
        states.add(is_deleted)
        if is_deleted:
            assert is_anywhere(data, what) == set()
        else:
            assert (again.session.rounds, again.session.voters) == (old.rounds, old.voters)
        again.close()
        if not is_dead:
            break
    assert states == {False, True}


def test_deleting_reaches_the_usual_folder(shelf: Library, path: Path, data: Path, clock: FixedClock) -> None:
    there = with_stick(shelf, clock)
    opened(there, path)
    (data / "stick").rename(data.with_name("pulled out"))
    assert forgotten(shelf, path, What.BALLOTS) == ()
    data.with_name("pulled out").rename(data / "stick")
    assert len(is_anywhere(data, What.BALLOTS)) == 2
    assert forgotten(there, path, What.BALLOTS) == ()
    assert is_anywhere(data, What.BALLOTS) == set()


def test_a_stick_is_gone_through_when_back(shelf: Library, path: Path, data: Path, clock: FixedClock) -> None:
    there = with_stick(shelf, clock)
    there.open(path).close()
    (data / "stick").rename(data.with_name("pulled out"))
    assert forgotten(there, path, What.NAMES)[0].startswith("The backup in ")
    data.with_name("pulled out").rename(data / "stick")
    opened(there, path)
    assert is_anywhere(data, What.NAMES) == set()


def test_copies_under_another_name_are_told(shelf: Library, path: Path) -> None:
    other = path.with_name("other.json")
    shutil.copyfile(path, other)
    room = shelf.open(path, accept_edit=True)
    assert forget(room, What.BALLOTS) == (f"{other} is another copy of this workshop. It was not changed.",)
    room.close()


def test_the_files_that_a_workshop_was_carried_on_from_are_told(shelf: Library, path: Path) -> None:
    room = shelf.open(path)
    room.carry_on(shelf.places.mirror, shelf.places.mirror)
    told = forget(room, What.BALLOTS)
    assert f"{path} is another copy of this workshop. It was not changed." in told
    assert all(sentence.endswith("It was not changed.") for sentence in told)
    room.close()


def test_what_cannot_be_removed_is_told_and_tried_again_at_the_next_opening(
    shelf: Library, path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove(system: System, path: Path) -> None:
        if "damaged" in path.name:
            raise PermissionError(errno.EACCES, "Permission denied")
        path.unlink(missing_ok=True)

    room = shelf.open(path)
    with monkeypatch.context() as context:
        context.setattr(System, "remove", remove)
        (told,) = forget(room, What.BALLOTS)
        assert "damaged" in told
        assert "may still have" in told
        assert told in room.notices
        room.close()
    assert len(is_anywhere(data, What.BALLOTS)) == 1
    opened(shelf, path)
    assert is_anywhere(data, What.BALLOTS) == set()


def test_a_second_copy_that_cannot_be_written_is_told(
    shelf: Library, path: Path, data: Path, system: FailingSystem
) -> None:
    room = shelf.open(path)
    system.fail(shelf.places.mirror)
    [told, *_more] = forget(room, What.BALLOTS)
    assert told.startswith(f"The backup in {shelf.places.mirror} may still have what was deleted: ")
    system.mend()
    room.close()
    opened(shelf, path)
    assert is_anywhere(data, What.BALLOTS) == set()


def test_while_a_vote_is_open_nothing_is_touched(shelf: Library, path: Path, data: Path) -> None:
    with pytest.raises(RuleError, match="read-only"):
        forget(shelf.look(path), What.NAMES)
    room = shelf.open(path)
    room.open_round(3)
    before = everything_in(data)
    with pytest.raises(RuleError, match="Step 3 is still being answered"):
        forget(room, What.BALLOTS)
    assert everything_in(data) == before
    room.close()
