"""A workshop is copied when it is opened and when a result is shown, and a copy becomes a workshop again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.report.listing import backup_line
from scrutiny_tui.services.backups import all_backups, backups_of, find_backup, restore
from scrutiny_tui.services.library import Library
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.store.backups import KEPT
from scrutiny_tui.store.sessions import read_session
from tests.support.files import holding
from tests.support.sessions import FixedClock, details, library, people, workshop


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def shelf(tmp_path: Path, clock: FixedClock) -> Library:
    return library(tmp_path, clock=clock)


@pytest.fixture
def room(shelf: Library) -> Workshop:
    return shelf.create(details(), people(5))


def vote(room: Workshop, step: int, answer: Answer = Answer.LEVEL_2, voters: int = 5) -> None:
    room.open_round(step)
    for voter in range(1, voters + 1):
        room.cast(step, voter, answer)


def show(room: Workshop, step: int) -> None:
    vote(room, step)
    room.reveal(step)
    room.keep_copy()


def test_a_copy_is_made_at_the_opening_and_at_each_result(
    shelf: Library, room: Workshop, clock: FixedClock
) -> None:
    room.keep_copy()
    for step in (1, 2):
        clock.move_on(timedelta(minutes=20))
        show(room, step)
    made = [each.made for each in backups_of(shelf, room.path)]

    assert made == [clock.now, clock.now - timedelta(minutes=20), clock.now - timedelta(minutes=40)]


def test_no_copy_is_made_of_an_answer(tmp_path: Path, shelf: Library, room: Workshop) -> None:
    room.keep_copy()
    before = [each.path for each in backups_of(shelf, room.path)]
    vote(room, 1)
    room.keep_copy()

    assert [each.path for each in backups_of(shelf, room.path)] == before


def test_a_result_is_shown_before_it_is_copied(shelf: Library, room: Workshop) -> None:
    room.keep_copy()
    vote(room, 1)
    room.reveal(1)

    assert len(backups_of(shelf, room.path)) == 1
    room.close()
    assert len(backups_of(shelf, room.path)) == 2


def test_a_script_that_opens_a_workshop_for_each_act_does_not_use_up_the_copies(
    shelf: Library, room: Workshop, clock: FixedClock
) -> None:
    show(room, 1)
    room.close()
    for _ in range(5):
        clock.move_on(timedelta(minutes=1))
        again = shelf.open(room.path)
        again.leave_note("Something")
        again.close()

    assert len(backups_of(shelf, room.path)) == 1


def test_a_workshop_in_which_nothing_was_done_leaves_no_copy(
    shelf: Library, room: Workshop, clock: FixedClock
) -> None:
    room.close()
    clock.move_on(timedelta(hours=2))
    before = backups_of(shelf, room.path)
    shelf.open(room.path).close()

    assert backups_of(shelf, room.path) == before


def test_the_last_ten_are_kept(shelf: Library, room: Workshop, clock: FixedClock) -> None:
    room.close()
    for _ in range(KEPT + 2):
        clock.move_on(timedelta(hours=2))
        again = shelf.open(room.path)
        again.keep_copy()
        again.close()

    assert len(backups_of(shelf, room.path)) == KEPT


def test_a_copy_is_a_whole_session_file(shelf: Library, room: Workshop) -> None:
    show(room, 1)
    [copy] = backups_of(shelf, room.path)[:1]

    assert copy.session == room.session
    with TinyDB(copy.path, access_mode="r") as stock:
        assert len(stock.table("ballots")) == 5


def test_a_folder_that_vanishes_is_told_once_and_so_is_its_return(tmp_path: Path, room: Workshop) -> None:
    room.keep_copy()
    shutil.move(tmp_path / "mirror", tmp_path / "pulled-out")
    vote(room, 1)
    room.reveal(1)
    told = room.keep_copy()
    vote(room, 2)
    room.reveal(2)
    again = room.keep_copy()
    shutil.move(tmp_path / "pulled-out", tmp_path / "mirror")
    vote(room, 3)
    room.reveal(3)

    assert told.startswith("No dated copy could be made; every answer is saved as before. ")
    assert again == ""
    assert room.keep_copy() == "Dated copies are made again."
    assert room.session.revealed(2)


def test_where_only_totals_are_kept_no_copy_holds_anything_of_an_open_vote(tmp_path: Path) -> None:
    pictures = []
    for name, keys in (("one", (1, 2, 3, 4)), ("other", (4, 3, 1, 2))):
        room = workshop(tmp_path / name, 5, secrecy=Secrecy.TOTALS)
        show(room, 1)
        room.open_round(2)
        for voter in keys:
            room.cast(2, voter, Answer.LEVEL_3 if voter == keys[0] else Answer.LEVEL_1)
        vote(room, 3)
        room.reveal(3)
        room.keep_copy()
        room.close()
        folder = tmp_path / name / "mirror" / "backups"
        # The mark of the file's path differs, because two workshops cannot be in one place.
        pictures.append({each.name[:-15]: each.read_bytes() for each in sorted(folder.iterdir())})

    assert len(pictures[0]) > 1
    assert pictures[0] == pictures[1]
    open_vote = b'"item":2,"number":1,"prepared":false,"reason":"","sitting":1,"state":"open","totals":{}'
    assert any(open_vote in data for data in pictures[0].values())


def test_a_copys_line_says_what_is_shown_and_nothing_of_an_open_vote(shelf: Library, room: Workshop) -> None:
    show(room, 1)
    vote(room, 2, voters=3)
    room.reveal(2)
    vote(room, 3, voters=2)
    room.keep_copy()

    [newest, *_] = backups_of(shelf, room.path)

    assert backup_line(newest) == "21 November 2026, 14.05, Exampleshire: 5 answers in step 1, 3 in step 2"


def test_a_copy_becomes_a_new_workshop_and_nothing_else_changes(
    tmp_path: Path, shelf: Library, room: Workshop, clock: FixedClock
) -> None:
    show(room, 1)
    then = room.session
    clock.move_on(timedelta(hours=1))
    show(room, 2)
    room.close()
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}

    made = restore(shelf, backups_of(shelf, room.path)[-1].path)

    restored = shelf.read(made)
    assert made.name == "2026-11-21-exampleshire-restored.json"
    assert (restored.rounds, restored.voters) == (then.rounds, then.voters)
    assert [each.text for each in restored.trail.values()] == [
        "Restored on 21.11.2026 15:05 from the copy of 21.11.2026 14:05."
    ]
    assert {each: each.read_bytes() for each in before} == before


def test_a_restored_workshop_goes_on(shelf: Library, room: Workshop) -> None:
    show(room, 1)
    room.close()
    again = shelf.open(restore(shelf, backups_of(shelf, room.path)[0].path))
    again.continue_sitting()
    show(again, 2)
    again.close()

    assert [step for step in (1, 2) if shelf.read(again.path).revealed(step)] == [1, 2]


def test_a_copy_is_never_restored_over_a_file(shelf: Library, room: Workshop) -> None:
    show(room, 1)
    room.close()

    with pytest.raises(InputError, match="There is a file at"):
        restore(shelf, backups_of(shelf, room.path)[0].path, room.path)


def test_a_file_that_cannot_be_looked_for_is_told(shelf: Library, room: Workshop, tmp_path: Path) -> None:
    show(room, 1)
    room.close()

    with pytest.raises(MachineError, match="File name too long"):
        restore(shelf, backups_of(shelf, room.path)[0].path, tmp_path / f"{'x' * 300}.json")


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


def test_copies_are_found_by_name_and_by_path(shelf: Library, room: Workshop) -> None:
    show(room, 1)
    copy = backups_of(shelf, room.path)[0].path

    assert (
        find_backup(shelf, str(copy))
        == find_backup(shelf, copy.name)
        == find_backup(shelf, copy.stem)
        == copy
    )
    assert find_backup(shelf, "nothing") is None


def test_copies_of_a_workshop_whose_file_is_gone_are_found(shelf: Library, room: Workshop) -> None:
    show(room, 1)
    room.close()
    room.path.unlink()

    assert backups_of(shelf, room.path) == all_backups(shelf)
    assert read_session(restore(shelf, backups_of(shelf, room.path)[0].path)).revealed(1)


@pytest.mark.parametrize(
    "change", [lambda room: room.remove_note(1), lambda room: room.change_note(1, "Other words")]
)
def test_words_that_were_taken_back_leave_the_copies_too(
    tmp_path: Path, shelf: Library, room: Workshop, change: Callable[[Workshop], None]
) -> None:
    room.add_note(1, NoteKind.EVIDENCE, "A name by mistake")
    room.add_note(1, NoteKind.EVIDENCE, "Stays")
    show(room, 1)
    show(room, 2)

    change(room)
    room.close()

    assert holding(tmp_path, "A name by mistake") == []
    copies = backups_of(shelf, room.path)
    assert all(each.session and "Stays" in str(each.session.notes) for each in copies)
    assert len(copies) == 2


def test_words_that_stay_in_copies_which_cannot_be_reached_are_told(tmp_path: Path, room: Workshop) -> None:
    room.add_note(1, NoteKind.EVIDENCE, "A name by mistake")
    show(room, 1)
    shutil.move(tmp_path / "mirror", tmp_path / "pulled-out")
    room.remove_note(1)

    assert "Dated copies that were made before still hold it." in room.keep_copy()
