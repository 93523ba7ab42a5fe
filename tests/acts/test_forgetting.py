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
from scrutiny_tui.acts.upkeep import What, forget
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.corrections import correct
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.session_file import read_session
from scrutiny_tui.store.system import System
from tests.support.dying import dies, without_locks
from tests.support.failing import FailingSystem, use
from tests.support.sessions import FixedClock, answers, details, library

NAMES = ("Anne Smith", "Ben Okafor", "Carys Price", "Dora Quill", "Edwin Royle", "Farah Siddiq")
MOST_CALLS = 300
"""More calls that change something than deleting makes."""


@pytest.fixture(autouse=True)
def _no_locks() -> Iterator[None]:
    with without_locks():
        yield


def put_away(shelf: Library, clock: FixedClock) -> Path:
    """Return a workshop by name with two results, one of them corrected, with dated copies and an odd file beside it."""
    voters = tuple(Voter(number, name, Role.MEMBER, True) for number, name in enumerate(NAMES, start=1))
    room = shelf.create(details(secrecy=Secrecy.BY_NAME), voters)
    for step in (1, 2):
        room.open_round(step)
        for voter, answer in enumerate(answers("1 2 3 3 2 d"), start=1):
            room.cast(step, voter, answer)
        room.save(reveal(room.session, step))
        room.keep_copy()
        clock.move_on(timedelta(minutes=5))
    room.save(correct(room.session, 1, 2, Answer.LEVEL_3, "it was keyed wrongly"))
    room.close()
    shutil.copyfile(room.path, room.path.with_name(f"{room.path.name}.damaged-20261121T101500"))
    return room.path


@pytest.fixture
def clock() -> FixedClock:
    """The time in the room."""
    return FixedClock()


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
    """The workshop that was put away."""
    return put_away(shelf, clock)


def with_stick(shelf: Library, clock: FixedClock) -> Library:
    """Return the same library with a memory stick named for the copies."""
    stick = shelf.places.sessions.parent / "stick"
    stick.mkdir()
    return Library(replace(shelf.places, mirror=stick, usual_mirror=shelf.places.mirror), clock)


def is_anywhere(folder: Path, what: What) -> list[str]:
    """Return the files below a folder that hold an answer joined to a person, or a name."""
    marks = [b'"voter":'] if what is What.BALLOTS else [name.encode() for name in NAMES]
    found = (each for each in folder.rglob("*") if each.is_file())
    return [each.name for each in found if any(mark in each.read_bytes() for mark in marks)]


@pytest.mark.parametrize("what", What)
def test_what_was_deleted_is_in_no_file(shelf: Library, path: Path, data: Path, what: What) -> None:
    assert (
        len(is_anywhere(data, what)) == 5
    )  # the file, its second copy, two dated ones, and what was set aside
    room = shelf.open(path)
    assert forget(room, what) == ()
    assert is_anywhere(data, what) == []
    room.close()
    assert is_anywhere(data, what) == []


def test_a_dated_copy_of_what_is_left_is_made(shelf: Library, path: Path, data: Path) -> None:
    room = shelf.open(path)
    forget(room, What.BALLOTS)
    room.close()
    copies = list((data / "mirror" / "backups").iterdir())
    assert [sum(read_session(each).rounds[1001].totals.values()) for each in copies] == [6]


@pytest.mark.parametrize("what", What)
def test_whenever_the_program_dies_there_is_the_old_state_or_the_new_one(
    shelf: Library, path: Path, data: Path, what: What
) -> None:
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
            assert is_anywhere(data, what) == []
        else:
            assert (again.session.rounds, again.session.voters) == (old.rounds, old.voters)
        again.close()
        if not is_dead:
            break
    assert states == {False, True}


def test_a_second_copy_in_the_usual_folder_goes_too(
    shelf: Library, path: Path, data: Path, clock: FixedClock
) -> None:
    there = with_stick(shelf, clock)
    room = there.open(path)
    assert forget(room, What.BALLOTS) == ()
    room.close()
    assert is_anywhere(data, What.BALLOTS) == []


def test_deleting_again_reaches_a_stick_that_was_not_plugged_in(
    shelf: Library, path: Path, data: Path, clock: FixedClock
) -> None:
    there = with_stick(shelf, clock)
    room = there.open(path)
    room.keep_copy()
    room.close()
    (data / "stick").rename(data.with_name("pulled out"))
    room = shelf.open(path)
    assert forget(room, What.BALLOTS) == ()
    room.close()
    data.with_name("pulled out").rename(data / "stick")
    assert len(is_anywhere(data, What.BALLOTS)) == 2

    room = there.open(path)
    assert forget(room, What.BALLOTS) == ()
    room.close()

    assert is_anywhere(data, What.BALLOTS) == []


def test_a_stick_that_was_away_is_gone_through_when_the_workshop_is_opened_with_it(
    shelf: Library, path: Path, data: Path, clock: FixedClock
) -> None:
    there = with_stick(shelf, clock)
    there.open(path).close()
    (data / "stick").rename(data.with_name("pulled out"))
    room = there.open(path)
    told = forget(room, What.NAMES)
    assert told[0].startswith("The second copy in ")
    room.close()
    data.with_name("pulled out").rename(data / "stick")

    room = there.open(path)
    room.keep_copy()
    room.close()

    assert is_anywhere(data, What.NAMES) == []


def test_copies_under_another_name_are_told(shelf: Library, path: Path) -> None:
    other = path.with_name("other.json")
    shutil.copyfile(path, other)
    room = shelf.open(path, accept_edit=True)
    told = forget(room, What.BALLOTS)
    assert told == (f"{other} is another copy of this workshop and was left as it is.",)
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
        told = forget(room, What.BALLOTS)
        assert [
            sentence for sentence in told if "damaged" in sentence and "may still hold" in sentence
        ] == list(told)
        assert set(told) <= set(room.notices)
        room.close()
    assert len(is_anywhere(data, What.BALLOTS)) == 1
    again = shelf.open(path)
    assert again.keep_copy() == ""
    again.close()
    assert is_anywhere(data, What.BALLOTS) == []


def test_nothing_is_touched_where_it_is_refused(shelf: Library, path: Path, data: Path) -> None:
    room = shelf.open(path)
    room.open_round(3)
    before = {each: each.read_bytes() for each in data.rglob("*") if each.is_file()}
    with pytest.raises(RuleError, match="The vote on step 3 is open"):
        forget(room, What.BALLOTS)
    assert {each: each.read_bytes() for each in data.rglob("*") if each.is_file()} == before
    room.close()


def test_where_a_workshop_was_carried_on_the_files_that_it_was_carried_on_from_are_told(
    shelf: Library, path: Path
) -> None:
    room = shelf.open(path)
    room.carry_on(shelf.places.mirror, shelf.places.mirror)
    told = forget(room, What.BALLOTS)
    assert f"{path} is another copy of this workshop and was left as it is." in told
    assert all(sentence.endswith("left as it is.") for sentence in told)
    room.close()


def test_a_second_copy_that_cannot_be_written_is_told(
    shelf: Library, path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = FailingSystem()
    use(system, monkeypatch)
    room = shelf.open(path)
    system.fail(shelf.places.mirror)
    [told, *_more] = forget(room, What.BALLOTS)
    assert told.startswith(f"The second copy in {shelf.places.mirror} may still hold what was taken out: ")
    system.mend()
    room.close()
    again = shelf.open(path)
    assert again.keep_copy() == ""
    again.close()
    assert is_anywhere(data, What.BALLOTS) == []


def test_what_is_only_looked_at_is_not_changed(shelf: Library, path: Path) -> None:
    with pytest.raises(RuleError, match="read only"):
        forget(shelf.look(path), What.BALLOTS)


def test_the_workshop_goes_on_afterwards(shelf: Library, path: Path) -> None:
    room: Workshop = shelf.open(path)
    forget(room, What.NAMES)
    room.open_round(3)
    room.cast(3, 1, Answer.LEVEL_2)
    room.move_to(Place(PageName.ANSWERS, 3))
    room.close()
    assert shelf.read(path).rounds[3001].given == 1
