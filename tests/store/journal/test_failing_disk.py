"""A disk that is full or that fails: refused changes are told, acknowledged ones stay."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.journal.database import SessionDatabase, create_database, open_database
from scrutiny_tui.store.journal.errors import FullError, NotSavedError
from scrutiny_tui.store.journal.lines import LINE_LIMIT
from scrutiny_tui.store.journal.reading import read_snapshot
from tests.support.disk import PowerCutError, SimulatedDisk, Trouble, fate_of

PATH = Path("/sessions/day.json")
MIRROR = Path("/mirror")
BALLAST = PATH.with_suffix(".ballast")
MOST_CALLS = 80
TOO_LONG_FOR_A_LINE = "x" * LINE_LIMIT


def new_session(disk: SimulatedDisk, mirror: Path | None = MIRROR) -> SessionDatabase:
    return create_database(PATH, {"votes": {}}, session_id="s-1", mirror=mirror, system=disk)


def votes_after_kill(disk: SimulatedDisk) -> set[int]:
    return set(open_database(PATH, mirror=MIRROR, system=disk.after_kill()).documents("votes"))


FULL_FOREVER = Trouble(1, errno.ENOSPC, only=frozenset({"write"}), folder=str(PATH.parent), forever=True)


def test_a_full_disk_refuses_and_works_again_when_there_is_room() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    database.commit({"votes": {1: {}}})
    disk.plan(FULL_FOREVER)
    with pytest.raises(FullError, match=r"The disk is full\. This answer was not saved"):
        database.commit({"votes": {2: {}}})
    assert set(database.documents("votes")) == {1}
    assert not database.is_stuck
    disk.plan(None)
    database.commit({"votes": {3: {}}})
    assert votes_after_kill(disk) == {1, 3}
    assert database.lacks == ""


@pytest.mark.parametrize("act", ["commit", "fold"])
def test_on_a_full_disk_the_room_held_back_takes_the_answer(act: str) -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    assert BALLAST in disk.paths()
    database.commit({"votes": {1: {}}})
    disk.plan(Trouble(1, errno.ENOSPC, only=frozenset({"write"})))
    database.commit({"votes": {2: {}}})
    if act == "fold":
        database.fold()
    assert votes_after_kill(disk) == {1, 2}
    assert BALLAST not in disk.paths()
    assert [notice[:27] for notice in database.notices] == ["The disk is nearly full. Th"]


@pytest.mark.parametrize("call", ["create", "write", "replace"])
def test_a_fold_on_a_full_disk_uses_the_room_held_back(call: str) -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    database.commit({"votes": {1: {}}})
    disk.plan(Trouble(1, errno.ENOSPC, only=frozenset({call}), folder=str(PATH.parent)))
    database.fold()
    assert votes_after_kill(disk) == {1}
    assert database.notices[0].startswith("The disk is nearly full.")


def test_room_is_held_back_only_while_the_session_is_open() -> None:
    disk = SimulatedDisk()
    new_session(disk).close()
    assert BALLAST not in disk.paths()
    again = open_database(PATH, mirror=MIRROR, system=disk)
    assert BALLAST in disk.paths()
    again.abandon()
    assert BALLAST not in disk.paths()


def test_what_a_crash_left_of_the_room_held_back_is_no_obstacle() -> None:
    disk = SimulatedDisk()
    new_session(disk)
    again = open_database(PATH, mirror=MIRROR, system=disk.after_kill())
    assert again.notices == ()


def test_a_disk_without_room_to_hold_back_is_told_at_the_opening() -> None:
    disk = SimulatedDisk()
    disk.plan(Trouble(1, errno.ENOSPC, only=frozenset({"reserve"})))
    database = new_session(disk)
    assert database.notices == ("The disk is nearly full. Free some space before the workshop goes on.",)
    database.commit({"votes": {1: {}}})
    assert votes_after_kill(disk) == {1}


@pytest.mark.parametrize("folded", [False, True])
def test_a_mirror_that_comes_back_is_made_again_whole(folded: bool) -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    disk.plan(Trouble(1, errno.EIO, folder=str(MIRROR), forever=True))
    database.commit({"votes": {1: {}}})
    assert database.lacks == "the second folder cannot be written"
    assert not database.renew_mirror()
    disk.plan(None)
    if folded:
        database.fold()
    database.commit({"votes": {2: {}}})

    assert database.renew_mirror()

    database.commit({"votes": {3: {}}})
    assert database.lacks == ""
    for suffix in (".json", ".journal"):
        copy = next(path for path in disk.paths() if path.parent == MIRROR and path.suffix == suffix)
        assert disk.content(copy) == disk.content(PATH.with_suffix(suffix))
    left = disk.after_kill()
    left.snatch(PATH.with_suffix(".journal"))
    left.snatch(PATH)
    left.put(PATH.with_suffix(".journal"), b"")
    assert set(open_database(PATH, mirror=MIRROR, system=left).documents("votes")) == {1, 2, 3}


def test_whenever_the_power_fails_while_a_mirror_is_made_again_nothing_is_lost() -> None:
    at, is_cut = 0, True
    while is_cut:
        at += 1
        disk = SimulatedDisk()
        database = new_session(disk)
        disk.plan(Trouble(1, errno.EIO, folder=str(MIRROR), forever=True))
        database.commit({"votes": {1: {}}})
        database.fold()
        database.commit({"votes": {2: {}}})
        disk.plan(Trouble(at))
        try:
            database.renew_mirror()
            is_cut = False
        except PowerCutError:
            pass
        for fate in range(6):
            left = disk.after_power_cut(fate_of(at * 6 + fate))
            assert set(open_database(PATH, mirror=MIRROR, system=left).documents("votes")) == {1, 2}
    assert at > 8


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.ENOENT, "the second folder is missing"),
        (errno.ENOSPC, "the second folder is full"),
        (errno.EACCES, "the second folder cannot be written"),
    ],
)
def test_it_is_said_why_there_is_one_copy_only(error: int, words: str) -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    disk.plan(Trouble(1, error, folder=str(MIRROR), forever=True))
    database.commit({"votes": {1: {}}})
    assert database.lacks == words


def test_a_session_that_is_stuck_makes_no_second_copy_of_what_is_in_doubt() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    disk.plan(Trouble(1, errno.EIO, folder=str(MIRROR), forever=True))
    database.commit({"votes": {1: {}}})
    disk.plan(Trouble(1, errno.EIO, only=frozenset({"sync"})))
    with pytest.raises(NotSavedError):
        database.commit({"votes": {2: {}}})
    assert database.is_stuck
    assert not database.renew_mirror()


@pytest.mark.parametrize("call", ["write", "sync"])
def test_after_an_input_output_error_nothing_more_is_taken_in(call: str) -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    database.commit({"votes": {1: {}}})
    disk.plan(Trouble(1, errno.EIO, only=frozenset({call})))
    with pytest.raises(NotSavedError, match="not certain"):
        database.commit({"votes": {2: {}}})
    with pytest.raises(NotSavedError, match="Nothing more is taken in"):
        database.commit({"votes": {3: {}}})
    database.close()
    assert "the journal" in database.notices[-1]
    assert votes_after_kill(disk) >= {1}
    assert 3 not in votes_after_kill(disk)


def test_a_full_disk_that_cannot_take_half_a_line_back_is_given_up() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    disk.plan(Trouble(2, errno.ENOSPC, only=frozenset({"write", "truncate"}), forever=True))
    with pytest.raises(NotSavedError, match="not certain"):
        database.commit({"votes": {1: {}}})
    disk.plan(None)
    with pytest.raises(NotSavedError, match="Nothing more"):
        database.commit({"votes": {2: {}}})
    assert votes_after_kill(disk) == set()


def test_a_mirror_that_fails_is_told_and_the_session_goes_on() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    disk.plan(Trouble(1, errno.EIO, folder=str(MIRROR), forever=True))
    database.commit({"votes": {1: {}}})
    database.commit({"votes": {2: {}}})
    assert "one place only" in database.notices[0]
    assert len(database.notices) == 1
    database.close()
    disk.plan(None)
    again = open_database(PATH, mirror=MIRROR, system=disk)
    assert set(again.documents("votes")) == {1, 2}
    assert "The second copy was behind and has been completed." in again.notices


def test_a_mirror_that_cannot_be_made_is_told() -> None:
    disk = SimulatedDisk()
    disk.plan(Trouble(1, errno.EACCES, folder=str(MIRROR), forever=True))
    assert "Permission denied" in new_session(disk).notices[0]


def test_a_fold_that_fails_costs_nothing() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    database.commit({"votes": {1: {}}})
    disk.plan(Trouble(1, errno.EACCES, only=frozenset({"replace"})))
    with pytest.raises(MachineError, match="Permission denied"):
        database.fold()
    database.commit({"votes": {2: {}}})
    database.fold()
    database.commit({"votes": {3: {}}})
    assert votes_after_kill(disk) == {1, 2, 3}


def test_a_journal_that_cannot_be_begun_anew_goes_on() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    database.commit({"votes": {1: {}}})
    disk.plan(Trouble(3, errno.EACCES, only=frozenset({"replace"})))
    with pytest.raises(MachineError, match="Permission denied"):
        database.fold()
    database.commit({"votes": {2: {}}})
    assert votes_after_kill(disk) == {1, 2}


def test_closing_on_a_full_disk_leaves_the_journal_and_says_so() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    database.commit({"votes": {1: {}}})
    disk.plan(Trouble(1, errno.ENOSPC, only=frozenset({"write"}), forever=True))
    database.close()
    assert "Nothing is lost" in database.notices[0]
    disk.plan(None)
    assert set(open_database(PATH, mirror=MIRROR, system=disk).documents("votes")) == {1}


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("is_forever", [False, True])
@pytest.mark.parametrize("text", ["", TOO_LONG_FOR_A_LINE], ids=["short", "long"])
def test_whichever_call_fails_nothing_acknowledged_is_lost(number: int, is_forever: bool, text: str) -> None:
    for at in range(1, MOST_CALLS):
        disk = SimulatedDisk()
        database = new_session(disk)
        saved: set[int] = set()
        disk.plan(Trouble(at, number, forever=is_forever))
        for vote in range(1, 6):
            try:
                database.commit({"votes": {vote: {"text": text * (vote == 2)}}})
                saved.add(vote)
                if vote == 3 and not text:
                    database.fold()
            except MachineError:
                pass
        assert votes_after_kill(disk) >= saved, at
        database.close()
        disk.plan(None)
        assert votes_after_kill(disk) >= saved, at
        assert set(open_database(PATH, mirror=MIRROR, system=disk).documents("votes")) >= saved, at


def test_where_a_long_change_may_be_on_the_disk_nothing_more_is_taken() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    disk.plan(Trouble(1, errno.EIO, only=frozenset({"sync_folder"}), folder=str(PATH.parent)))
    with pytest.raises(NotSavedError, match="It is not certain that the last answer was saved"):
        database.commit({"votes": {1: {"text": TOO_LONG_FOR_A_LINE}}})
    assert database.is_stuck
    with pytest.raises(NotSavedError):
        database.commit({"votes": {2: {}}})
    assert votes_after_kill(disk) == {1}


def test_a_long_change_for_which_there_is_no_room_can_be_made_again() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    disk.plan(Trouble(3, errno.ENOSPC, only=frozenset({"write"}), folder=str(PATH.parent), forever=True))
    with pytest.raises(FullError):
        database.commit({"votes": {1: {"text": TOO_LONG_FOR_A_LINE}}})
    disk.plan(None)
    assert not database.is_stuck
    database.commit({"votes": {2: {}}})
    database.commit({"votes": {1: {"text": TOO_LONG_FOR_A_LINE}}})
    assert votes_after_kill(disk) == {1, 2}


def test_a_failure_while_opening_changes_nothing_for_the_next_opening() -> None:
    left = SimulatedDisk()
    new_session(left).commit({"votes": {1: {}}})
    failures = 0
    for at in range(1, MOST_CALLS):
        disk = left.after_kill()
        disk.plan(Trouble(at, errno.EIO))
        try:
            open_database(PATH, mirror=MIRROR, system=disk)
        except MachineError:
            failures += 1
            assert disk.locks == set()
        assert votes_after_kill(disk) == {1}
    assert failures > 10


@pytest.mark.parametrize("how", ["longer", "replaced", "removed"])
def test_a_journal_that_somebody_else_touched_is_not_written_to(how: str) -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    journal = PATH.with_suffix(".journal")
    if how == "longer":
        disk.names_now[journal].pending.append(("write", disk.state_at(journal).size, b"x"))
    elif how == "replaced":
        disk.put(journal, disk.content(journal))
    else:
        disk.snatch(journal)
    with pytest.raises(NotSavedError, match="Another program changed or replaced the journal"):
        database.commit({"votes": {1: {}}})


def test_what_is_not_json_is_refused_before_anything_is_written() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    before = disk.content(PATH.with_suffix(".journal"))
    for wrong in ({"a": float("nan")}, {"a": object()}, {"a": {1, 2}}):
        with pytest.raises((TypeError, ValueError)):
            database.commit({"votes": {1: wrong}})
    with pytest.raises(ValueError, match="tables"):
        database.commit({"seal": {1: {}}})
    assert disk.content(PATH.with_suffix(".journal")) == before


def test_an_interruption_between_the_disk_and_the_memory_stops_the_session() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)

    def interrupt(name: str) -> None:
        if name == "sync":
            raise KeyboardInterrupt

    disk.before = interrupt
    with pytest.raises(KeyboardInterrupt):
        database.commit({"votes": {1: {}}})
    disk.before = lambda _name: None
    with pytest.raises(NotSavedError, match="Nothing more is taken in"):
        database.commit({"votes": {2: {}}})
    database.close()
    assert votes_after_kill(disk) <= {1}
    assert disk.descriptors == {}


def test_an_interruption_of_the_second_copy_stops_the_session_too() -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    syncs = iter([False, True])

    def interrupt(name: str) -> None:
        if name == "sync" and next(syncs):
            raise KeyboardInterrupt

    disk.before = interrupt
    with pytest.raises(KeyboardInterrupt):
        database.commit({"votes": {1: {}}})
    disk.before = lambda _name: None
    with pytest.raises(NotSavedError, match="Saving was interrupted"):
        database.commit({"votes": {2: {}}})
    assert votes_after_kill(disk) == {1}


def test_no_descriptor_is_left_after_an_opening_that_failed_or_a_session_that_was_closed() -> None:
    left = SimulatedDisk()
    new_session(left).commit({"votes": {1: {}}})
    for at in range(1, MOST_CALLS):
        disk = left.after_kill()
        disk.plan(Trouble(at, errno.EIO))
        with suppress(MachineError):
            open_database(PATH, mirror=MIRROR, system=disk).close()
        assert disk.descriptors == {}, at


def test_a_closed_session_takes_nothing_more() -> None:
    database = new_session(SimulatedDisk())
    database.close()
    with pytest.raises(NotSavedError, match="The session is closed"):
        database.commit({"votes": {1: {}}})


def test_a_disk_that_fails_between_two_looks_at_a_session_is_told_in_words() -> None:
    disk = SimulatedDisk()
    new_session(disk).close()
    for at in range(1, 8):
        disk.plan(Trouble(at, errno.EIO, only=frozenset({"read"}), folder=str(PATH.parent)))
        with suppress(MachineError):
            read_snapshot(PATH, MIRROR, system=disk)
    assert disk.calls < 8


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.ENOSPC, "The disk is full."), (errno.EIO, "The disk reported an error.")]
)
def test_a_lost_mirror_is_told_and_no_answer_said_to_be_lost(number: int, reason: str) -> None:
    disk = SimulatedDisk()
    database = new_session(disk)
    disk.plan(Trouble(1, number, only=frozenset({"write"}), folder=str(MIRROR), forever=True))
    database.commit({"votes": {1: {}}})

    lost = "There is no second copy any more; answers are saved in one place only."
    assert database.notices == (f"{lost} {reason}",)
    assert votes_after_kill(disk) == {1}
