"""A workshop is copied when it is opened and when a result is shown; a copy, and a second copy that lost its file, become one."""

from __future__ import annotations

import errno
import shutil
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest
from tinydb import TinyDB

from scrutiny_tui.acts import rescue
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.rescue import all_backups, backups_of, find_backup, lost_workshops, restore
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.moves import add_note, leave_note, remove_note
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.session_copies import KEPT
from scrutiny_tui.view.notices import backup_line
from tests.support.files import everything_in, holding
from tests.support.sessions import FixedClock, details, library, people

WORDS = "A name by mistake"


@pytest.fixture
def shelf(tmp_path: Path, clock: FixedClock) -> Library:
    return library(tmp_path, clock=clock)


@pytest.fixture
def room(shelf: Library) -> Workshop:
    return shelf.create(details(), people(5))


def vote(room: Workshop, step: int, voters: int = 5) -> None:
    room.open_round(step)
    for voter in range(1, voters + 1):
        room.cast(step, voter, Answer.LEVEL_2)


def show(room: Workshop, step: int, voters: int = 5) -> str:
    """Take answers, show the result and let the page make its dated copy."""
    vote(room, step, voters)
    room.save(reveal(room.session, step))
    return room.keep_copy()


# When copies are made


def test_copies_are_made_at_opening_and_results(shelf: Library, room: Workshop, clock: FixedClock) -> None:
    room.keep_copy()
    for step in (1, 2):
        clock.move_on(timedelta(minutes=20))
        show(room, step)
    vote(room, 3)
    room.keep_copy()
    times = [clock.now - timedelta(minutes=before) for before in (0, 20, 40)]
    assert [each.made for each in backups_of(shelf, room.path)] == times


def test_a_result_is_copied_after_it_is_shown_or_at_the_closing(shelf: Library, room: Workshop) -> None:
    room.keep_copy()
    vote(room, 1)
    room.save(reveal(room.session, 1))
    assert len(backups_of(shelf, room.path)) == 1
    room.close()
    assert len(backups_of(shelf, room.path)) == 2


def test_opening_for_little_uses_up_no_copies(shelf: Library, room: Workshop, clock: FixedClock) -> None:
    show(room, 1)
    room.close()
    for _ in range(3):
        clock.move_on(timedelta(minutes=1))
        again = shelf.open(room.path)
        again.save(leave_note(again.session, f"Something at {clock.now}"))
        again.close()
    clock.move_on(timedelta(hours=2))
    shelf.open(room.path).close()
    assert len(backups_of(shelf, room.path)) == 1
    for _ in range(KEPT + 2):
        clock.move_on(timedelta(hours=2))
        again = shelf.open(room.path)
        again.keep_copy()
        again.close()
    assert len(backups_of(shelf, room.path)) == KEPT


def test_a_copy_is_a_whole_file_whose_line_tells_no_open_vote(shelf: Library, room: Workshop) -> None:
    show(room, 1)
    show(room, 2, voters=3)
    vote(room, 3, voters=2)
    [newest, *_] = backups_of(shelf, room.path)
    assert backup_line(newest) == "21 November 2026, 2:05pm, Exampleshire: 5 answers in step 1, 3 in step 2"
    with TinyDB(newest.path, access_mode="r") as stock:
        assert len(stock.table("ballots")) == 8
    for name in (str(newest.path), newest.path.name, newest.path.stem):
        assert find_backup(shelf, name) == newest.path
    assert find_backup(shelf, "nothing") is None


def test_a_folder_that_vanishes_is_told_once_and_so_is_its_return(tmp_path: Path, room: Workshop) -> None:
    room.keep_copy()
    shutil.move(tmp_path / "mirror", tmp_path / "pulled-out")
    told = show(room, 1)
    assert told.startswith("No backup could be made. Every answer is still saved. ")
    assert show(room, 2) == ""
    shutil.move(tmp_path / "pulled-out", tmp_path / "mirror")
    assert show(room, 3) == "Backups are made again."


# A copy becomes a workshop


def test_a_copy_becomes_a_new_workshop_that_goes_on_and_nothing_else_changes(
    tmp_path: Path, shelf: Library, room: Workshop, clock: FixedClock
) -> None:
    show(room, 1)
    then = room.session
    clock.move_on(timedelta(hours=1))
    show(room, 2)
    room.close()
    before = everything_in(tmp_path)
    made = restore(shelf, backups_of(shelf, room.path)[-1].path).path
    restored = shelf.read(made)
    assert made.name == "2026-11-21-exampleshire-restored.json"
    assert (restored.rounds, restored.voters) == (then.rounds, then.voters)
    assert [each.text for each in restored.trail.values()] == [
        "Restored on 21 November 2026 at 3:05pm from the backup from 21 November 2026 at 2:05pm."
    ]
    after = everything_in(tmp_path)
    assert {name: after[name] for name in before} == before
    again = shelf.open(made)
    again.continue_sitting()
    show(again, 3)
    again.close()
    assert [step for step in (1, 2, 3) if shelf.read(made).revealed(step)] == [1, 3]


def test_a_copy_is_restored_only_under_a_free_name(shelf: Library, room: Workshop, tmp_path: Path) -> None:
    show(room, 1)
    room.close()
    copy = backups_of(shelf, room.path)[0].path
    with pytest.raises(InputError, match="There is already a file at"):
        restore(shelf, copy, room.path)
    with pytest.raises(InputError, match=r"Its name must end in \.json"):
        restore(shelf, copy, tmp_path / "autumn.txt")
    with pytest.raises(MachineError, match="can't be used"):
        restore(shelf, copy, tmp_path / f"{'x' * 300}.json")


def test_a_damaged_copy_is_listed_with_its_reason_and_not_restored(shelf: Library, room: Workshop) -> None:
    show(room, 1)
    room.close()
    copy = backups_of(shelf, room.path)[0].path
    copy.write_bytes(copy.read_bytes()[:-40])
    [found] = backups_of(shelf, room.path)
    assert found.session is None
    assert "damaged" in found.problem
    with pytest.raises(InputError, match="damaged"):
        restore(shelf, copy)


# Words that were taken back


def test_words_that_were_taken_back_leave_the_copies_and_copies_that_do_not_hold_them_stay(
    tmp_path: Path, shelf: Library, room: Workshop, clock: FixedClock
) -> None:
    show(room, 1)
    [before] = backups_of(shelf, room.path)
    clock.move_on(timedelta(minutes=20))
    for text in (WORDS, "Stays"):
        room.save(add_note(room.session, 1, NoteKind.EVIDENCE, text))
    show(room, 2)
    room.save(remove_note(room.session, 1))
    room.close()
    assert holding(tmp_path, WORDS) == []
    newest, *others = backups_of(shelf, room.path)
    assert others == [before]
    assert "Stays" in str(newest.session)


# Workshops whose file is gone


def lost(shelf: Library, room: Workshop) -> Session:
    """Close a workshop with a result, take its file away, and return what it was."""
    show(room, 1)
    room.close()
    room.path.unlink()
    return room.session


def test_a_workshop_without_its_file_is_offered_again(tmp_path: Path, shelf: Library, room: Workshop) -> None:
    shelf.create(details("Sampleton"), people(3)).close()
    assert lost_workshops(shelf) == ()
    session = lost(shelf, room)
    assert backups_of(shelf, room.path) == all_backups(shelf)
    [found] = lost_workshops(shelf)
    assert (found.session, found.path) == (session, tmp_path / "mirror" / "session-1.json")
    assert find_backup(shelf, found.path.name) == find_backup(shelf, session.id) == found.path
    made = restore(shelf, found.path).path
    again = shelf.read(made)
    assert (again.id, again.rounds, again.voters) == (session.id, session.rounds, session.voters)
    assert again.trail[1].text == "Restored on 21 November 2026 at 2:05pm from its backup."
    assert lost_workshops(shelf) == ()
    shelf.open(made).close()


class WindowsDatetime(datetime):
    """Windows works out no zone for a moment of 1970 that has none."""

    def astimezone(self, tz: tzinfo | None = None) -> Self:
        if self.tzinfo is None and self.year == 1970:
            raise OSError(errno.EINVAL, "Invalid argument")
        return super().astimezone(tz)


def test_windows_tells_a_lost_file(monkeypatch: pytest.MonkeyPatch, shelf: Library, room: Workshop) -> None:
    room.close()
    room.path.unlink()
    monkeypatch.setattr(rescue, "datetime", WindowsDatetime)
    with pytest.raises(InputError, match="Can't find the workshop"):
        shelf.open(room.path)


def test_one_restored_elsewhere_is_not_lost_any_more(tmp_path: Path, shelf: Library, room: Workshop) -> None:
    lost(shelf, room)
    made = restore(shelf, lost_workshops(shelf)[0].path, tmp_path / "stick" / "autumn.json").path
    assert lost_workshops(library(tmp_path)) == ()
    assert library(tmp_path).last() == made


def test_what_is_elsewhere_or_damaged_is_not_offered(tmp_path: Path, shelf: Library, room: Workshop) -> None:
    room.close()
    elsewhere, second = tmp_path / "autumn.json", tmp_path / "mirror" / "session-1.json"
    room.path.rename(elsewhere)
    assert len(lost_workshops(shelf)) == 1
    shelf.remember(elsewhere)
    assert lost_workshops(shelf) == ()
    elsewhere.unlink()
    assert len(lost_workshops(shelf)) == 1
    second.write_bytes(second.read_bytes()[:-40])
    assert lost_workshops(shelf) == ()
