"""The box on a disk that fails: whole or not at all, and nothing that was refused comes back."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.box import Box
from scrutiny_tui.store.journal.errors import FullError, NotSavedError
from tests.support.disk import PowerCutError, SimulatedDisk, Trouble, fate_of
from tests.support.sessions import answered, answers, details, session

MAIN = Path("/sessions/x.box")
MIRROR = Path("/mirror/y.box")
CALLS_A_SAVE = 12
"""More calls of the operating system than saving both copies takes."""


def totals_only(keys: str) -> Session:
    """Return a session that keeps totals only, with these answers in an open round."""
    start = replace(session(6), details=details(secrecy=Secrecy.TOTALS))
    return answered(start, 1, answers(keys))


def emptied(now: Session) -> Session:
    """Return the session as its documents hold it."""
    return now.with_round(replace(now.rounds[1001], totals={}, answered=frozenset()))


def box_on(disk: SimulatedDisk) -> Box:
    return Box((MAIN, MIRROR), "session-1", disk)


def found_on(disk: SimulatedDisk) -> Session:
    """Return the session as the next opening finds it."""
    return box_on(disk).fill(emptied(totals_only("1")))


@pytest.fixture
def disk() -> SimulatedDisk:
    """A disk with a box that holds two answers."""
    made = SimulatedDisk()
    box_on(made).save(totals_only("1 2"))
    return made


def test_a_box_comes_back_as_it_was_saved(disk: SimulatedDisk) -> None:
    assert found_on(disk) == totals_only("1 2")


def test_a_headcount_comes_back_with_its_closed_list_and_who_was_absent() -> None:
    disk = SimulatedDisk()
    away = voting.set_away(totals_only("1 2"), 6, away=True)
    counted = voting.take_headcount(away, 1, {Answer.LEVEL_3: 3})

    box_on(disk).save(counted)

    found = found_on(disk).rounds[1001]
    assert found == counted.rounds[1001]
    assert (found.closed, found.absent) == (True, frozenset({6}))


@pytest.mark.parametrize("at", range(1, CALLS_A_SAVE))
def test_an_answer_refused_by_a_failing_disk_does_not_come_back(disk: SimulatedDisk, at: int) -> None:
    box = box_on(disk)
    box.fill(emptied(totals_only("1")))
    disk.plan(Trouble(at, errno.ENOSPC, folder="/sessions"))
    try:
        box.save(totals_only("1 2 3"))
    except NotSavedError:
        expected = totals_only("1 2")
    else:
        expected = totals_only("1 2 3")
    disk.plan(None)

    assert found_on(disk.after_kill()) == expected
    box.save(totals_only("1 2 3"))
    assert found_on(disk.after_kill()) == totals_only("1 2 3")


@pytest.mark.parametrize("at", range(1, CALLS_A_SAVE))
@pytest.mark.parametrize("fate", range(4))
def test_a_power_cut_leaves_the_answers_before_it(disk: SimulatedDisk, at: int, fate: int) -> None:
    box = box_on(disk)
    box.fill(emptied(totals_only("1")))
    disk.plan(Trouble(at))
    is_saved = False
    try:
        box.save(totals_only("1 2 3"))
        is_saved = True
    except PowerCutError:
        pass

    found = found_on(disk.after_power_cut(fate_of(fate)))

    assert found == totals_only("1 2 3") or (found == totals_only("1 2") and not is_saved)


def test_a_mirror_that_fails_is_told_once_and_brought_up_to_date_later(disk: SimulatedDisk) -> None:
    box = box_on(disk)
    box.fill(emptied(totals_only("1")))
    disk.plan(Trouble(1, errno.EIO, forever=True, folder="/mirror"))
    for keys in ("1 2 3", "1 2 3 3"):
        box.save(totals_only(keys))
    assert len(box.notices) == 1

    disk.plan(None)
    box.save(totals_only("1 2 3 3 3"))

    assert disk.content(MIRROR) == disk.content(MAIN)


def test_what_is_open_no_more_is_taken_out(disk: SimulatedDisk) -> None:
    box = box_on(disk)
    now = box.fill(emptied(totals_only("1")))

    box.save(voting.reveal(now, 1))

    assert disk.paths() == []


def test_what_a_crash_left_half_written_is_taken_away_at_the_opening(disk: SimulatedDisk) -> None:
    halves = [path.with_name(f"{path.name}.tmp") for path in (MAIN, MIRROR)]
    for path in halves:
        disk.put(path, disk.content(MAIN)[:-9])

    found_on(disk)

    assert disk.paths() == [MIRROR, MAIN]


@pytest.mark.parametrize("lost", [MAIN, MIRROR])
def test_a_copy_that_is_missing_is_there_again_after_the_opening(disk: SimulatedDisk, lost: Path) -> None:
    disk.snatch(lost)

    found_on(disk)

    assert disk.content(MAIN) == disk.content(MIRROR)


def test_a_session_that_keeps_ballots_has_no_box() -> None:
    disk = SimulatedDisk()

    box_on(disk).save(answered(session(6), 1, answers("1 2")))

    assert disk.paths() == []


def test_a_box_that_cannot_be_read_is_the_machines_fault_and_not_damage(disk: SimulatedDisk) -> None:
    disk.plan(Trouble(1, errno.EIO, forever=True))

    with pytest.raises(MachineError, match="cannot be read or written"):
        found_on(disk)


def test_a_mirror_that_cannot_be_reached_does_not_matter_where_nothing_is_in() -> None:
    disk = SimulatedDisk()
    disk.plan(Trouble(1, errno.EIO, forever=True, folder="/mirror"))

    assert found_on(disk).rounds[1001].given == 0


def test_a_damaged_box_names_its_file(disk: SimulatedDisk) -> None:
    disk.put(MAIN, b"{}")
    disk.snatch(MIRROR)

    with pytest.raises(InputError, match=r"damaged in /sessions/x\.box\."):
        found_on(disk)


def test_the_box_does_not_tell_the_order_of_the_answers() -> None:
    written = []
    for order in ((1, 2, 3), (3, 1, 2)):
        now = voting.open_round(replace(session(6), details=details(secrecy=Secrecy.TOTALS)), 1)
        for voter, answer in zip(order, answers("1 2 2"), strict=True):
            now = voting.cast(now, 1, voter, answer)
        disk = SimulatedDisk()
        box_on(disk).save(now)
        written.append(disk.content(MAIN))

    assert written[0] == written[1]


def test_totals_that_were_taken_back_do_not_come_back_from_an_older_copy(disk: SimulatedDisk) -> None:
    box = box_on(disk)
    box.fill(emptied(totals_only("1")))
    disk.plan(Trouble(1, errno.EIO, forever=True, folder="/mirror"))
    box.save(emptied(totals_only("1")))
    disk.plan(None)
    disk.put(MIRROR, _older(disk))

    assert found_on(disk.after_kill()).rounds[1001].given == 0


def _older(disk: SimulatedDisk) -> bytes:
    other = SimulatedDisk()
    box_on(other).save(totals_only("1 2"))
    assert other.content(MAIN) != disk.content(MAIN)
    return other.content(MIRROR)


def test_totals_that_only_the_second_copy_holds_are_told(disk: SimulatedDisk) -> None:
    disk.snatch(MAIN)
    box = box_on(disk)

    assert box.fill(emptied(totals_only("1"))) == totals_only("1 2")
    assert "taken from the second copy" in box.notices[0]


def test_a_full_disk_is_told_apart_from_one_that_fails(disk: SimulatedDisk) -> None:
    box = box_on(disk)
    box.fill(emptied(totals_only("1")))
    disk.plan(Trouble(1, errno.ENOSPC, folder="/sessions", forever=True))
    with pytest.raises(FullError, match=r"^The disk is full\. This was not saved"):
        box.save(totals_only("1 2 3"))


def test_a_box_says_why_there_is_no_second_copy_and_makes_it_again(disk: SimulatedDisk) -> None:
    box = box_on(disk)
    box.fill(emptied(totals_only("1")))
    disk.plan(Trouble(1, errno.ENOENT, folder="/mirror", forever=True))
    box.save(totals_only("1 2 3"))
    assert box.lacks == "the second folder is missing"
    disk.plan(None)
    box.renew_mirror()
    assert box.lacks == ""
    assert disk.content(MIRROR) == disk.content(MAIN)
