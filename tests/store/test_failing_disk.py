"""A disk that loses power, is full or fails: what was acknowledged is there, what was refused is not, never half of it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import EditedError, MachineError, ScrutinyError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.disk_errors import NOT_SAVED, NotSavedError
from scrutiny_tui.store.session_file import SessionFile, create_session, open_session, read_session
from scrutiny_tui.store.system import temporary_path
from tests.support.disk import NoFileSync, NoFolderSync, PowerCutError, SimulatedDisk, Trouble, fate_of
from tests.support.failing import on
from tests.support.sessions import answered, answers, noted, notes, session

PATH = Path("/sessions/day.json").absolute()
MIRROR = Path("/mirror").absolute()
SECOND = MIRROR / "session-1.json"
FATES = 8 if os.environ.get("THOROUGH") else 2
"""How many fates of unsynced bytes are tried at each point of a crash."""
START = answered(session(3, steps=1), 1, answers("1 2"))


def make_disk(kind: type[SimulatedDisk] = SimulatedDisk) -> SimulatedDisk:
    return kind(PATH.parent, MIRROR)


def begun(disk: SimulatedDisk) -> SessionFile:
    with on(disk):
        return create_session(PATH, START, MIRROR)


def reopened(disk: SimulatedDisk) -> Session:
    """Return the session as the next opening finds it, which reading must tell as well, and look at both copies."""
    with on(disk):
        shown = read_session(PATH, MIRROR)
        file = open_session(PATH, MIRROR)
        file.close()
    assert file.session == shown
    if MIRROR in disk.folders:
        assert disk.content(PATH) == disk.content(SECOND)
    assert not {temporary_path(PATH), temporary_path(SECOND)} & disk.names_now.keys()
    return shown


def at_each_call(make: Callable[[], SimulatedDisk], trouble: Trouble) -> Iterator[SimulatedDisk]:
    """Yield a disk with this trouble at its first call, then one with it at its second, until none is struck."""
    at, is_struck = 0, True
    while is_struck:
        at += 1
        disk = make()
        disk.plan(replace(trouble, at=at))
        with on(disk):
            yield disk
        is_struck = disk.was_struck
    assert at > 10


# Power cuts


class Witness:
    """Notes what was asked for before each act, and what was acknowledged after it."""

    acknowledged: Session | None = None
    asked: Session | None = None

    def live(self, folder: Path | None) -> None:
        """Live through a day until the power fails."""
        opened: list[SessionFile] = []

        def save() -> None:
            assert self.asked is not None
            opened[-1].save(self.asked)

        self.do(START, lambda: opened.append(create_session(PATH, START, folder)))
        self.do(noted(START, "one"), save)
        self.do(noted(START, "two"), save)
        self.do(noted(START, "two"), opened[-1].close)
        self.do(noted(START, "two"), lambda: opened.append(open_session(PATH, folder)))
        self.do(START, save)

    def do(self, state: Session, act: Callable[[], object]) -> None:
        self.asked = state
        act()
        self.acknowledged = state

    def loss(self, disk: SimulatedDisk) -> str:
        """Say what is wrong with what is left; empty if nothing is."""
        if PATH not in disk.names_now and self.acknowledged is None:
            return ""
        try:
            found = reopened(disk)
        except ScrutinyError as error:
            return str(error)
        return "" if found in (self.acknowledged, self.asked) else f"found {notes(found)}"


def losses(kind: type[SimulatedDisk], folder: Path | None) -> list[str]:
    found: list[str] = []
    for disk in at_each_call(lambda: make_disk(kind), Trouble(1)):
        witness = Witness()
        with suppress(PowerCutError):
            witness.live(folder)
        left = [disk.after_power_cut(fate_of(disk.calls * FATES + fate)) for fate in range(FATES)]
        found += filter(None, map(witness.loss, [disk.after_kill(), *left] if folder else left))
    return found


@pytest.mark.parametrize("folder", [MIRROR, None], ids=["two copies", "alone"])
def test_no_power_cut_loses_what_was_acknowledged(folder: Path | None) -> None:
    assert losses(SimulatedDisk, folder) == []


@pytest.mark.parametrize("broken", [NoFileSync, NoFolderSync])
def test_a_program_that_forgets_a_sync_would_be_caught(broken: type[SimulatedDisk]) -> None:
    assert len(losses(broken, None)) > 10


# Saving


class LyingDisk(SimulatedDisk):
    """Replaces a file and says that it could not, as a network drive may."""

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        if self.trouble:
            raise OSError(errno.EIO, "Input/output error")


def save_three(file: SessionFile) -> tuple[list[str], list[list[str]]]:
    """Save three notes; return those that were acknowledged, and everything that may be there."""
    known: list[str] = []
    possible = [known]
    for text in ("one", "two", "three"):
        try:
            file.save(noted(file.session, text))
        except NotSavedError as error:
            is_certain = str(error).endswith(NOT_SAVED)
            assert file.is_stuck != is_certain
            possible = [known] if is_certain else [*possible, [*known, text]]
        else:
            known = [*known, text]
            possible = [known]
        assert notes(file.session) == known
    return known, possible


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("is_forever", [False, True])
@pytest.mark.parametrize("where", ["/", "/mirror"])
def test_whichever_call_fails_what_was_told_is_there(number: int, is_forever: bool, where: str) -> None:
    files: list[SessionFile] = []

    def make() -> SimulatedDisk:
        disk = make_disk()
        files.append(begun(disk))
        return disk

    for disk in at_each_call(make, Trouble(1, number, forever=is_forever, folder=where)):
        known, possible = save_three(files[-1])
        for left in (disk.after_kill(), disk.after_power_cut(fate_of(disk.calls))):
            assert notes(reopened(left)) in possible
        if where == "/mirror":
            assert known == ["one", "two", "three"]
        disk.plan(None)
        files[-1].save(noted(files[-1].session, "four"))
        assert not files[-1].is_stuck
        assert notes(reopened(disk.after_power_cut(fate_of(disk.calls)))) == [*known, "four"]


@pytest.fixture
def disk() -> Iterator[SimulatedDisk]:
    """The disk that the program uses."""
    with on(make_disk()) as made:
        yield made


def test_a_full_disk_is_told_in_words_and_works_again_when_there_is_room(disk: SimulatedDisk) -> None:
    file = begun(disk)
    disk.plan(Trouble(1, errno.ENOSPC, forever=True))
    with pytest.raises(
        NotSavedError, match=r"^The disk is full\. This was not saved. Everything before it is safe"
    ):
        file.save(noted(START, "one"))
    assert not file.is_stuck
    disk.plan(None)
    file.save(noted(START, "two"))
    assert notes(reopened(disk.after_kill())) == ["two"]


@pytest.mark.parametrize(("times", "is_certain"), [(1, True), (2, False)])
def test_an_unsynced_change_is_put_back_or_told_to_be_uncertain(
    disk: SimulatedDisk, times: int, is_certain: bool
) -> None:
    file = begun(disk)
    only = frozenset({"sync_folder"})
    disk.plan(Trouble(1, errno.EIO, only=only, folder=PATH.parent.as_posix(), forever=times > 1))
    with pytest.raises(NotSavedError, match="This was not saved" if is_certain else "We can't be sure"):
        file.save(noted(START, "one"))
    assert file.is_stuck != is_certain
    assert notes(reopened(disk.after_kill())) in ([], [] if is_certain else ["one"])
    if not is_certain:
        assert not file.renew_mirror()
    disk.plan(None)
    file.save(noted(START, "two"))
    assert not file.is_stuck
    assert notes(reopened(disk.after_power_cut(fate_of(1)))) == ["two"]


def test_a_replacement_that_happened_although_an_error_is_reported_is_put_back_or_uncertain() -> None:
    with on(make_disk(LyingDisk)) as disk:
        file = begun(disk)
        disk.plan(Trouble(-1))
        _known, possible = save_three(file)
    assert notes(reopened(disk.after_kill())) in possible


def test_whenever_a_save_is_interrupted_the_next_one_counts() -> None:
    for at in range(1, 20):
        with on(make_disk()) as disk:
            file = begun(disk)
            calls = iter(range(1, 100))

            def interrupt(_name: str, calls: Iterator[int] = calls, at: int = at) -> None:
                if next(calls, 100) == at:
                    raise KeyboardInterrupt

            disk.before = interrupt
            try:
                file.save(noted(START, "one"))
            except KeyboardInterrupt:
                assert file.session is START
                assert notes(reopened(disk.after_kill())) in ([], ["one"])
                assert file.is_stuck or notes(reopened(disk.after_kill())) == []
            file.save(noted(START, "two"))
            assert notes(reopened(disk.after_kill())) == ["two"]
            assert disk.descriptors == {}


# Creating


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("is_forever", [False, True])
def test_whichever_call_of_a_creation_fails_there_is_a_session_or_none(number: int, is_forever: bool) -> None:
    for disk in at_each_call(make_disk, Trouble(1, number, forever=is_forever)):
        try:
            begun(disk)
        except MachineError:
            assert disk.locks == set()
            if PATH in disk.names_now:
                assert is_forever  # and so it could not be taken away again either
                assert reopened(disk.after_kill()) == START
                continue
            disk.plan(None)
            begun(disk)
        assert reopened(disk.after_kill()) == reopened(disk.after_power_cut(fate_of(1))) == START


# Opening


def left_whole(disk: SimulatedDisk) -> None:
    """Leave the disk as it is."""


def left_older(disk: SimulatedDisk) -> None:
    other = make_disk()
    begun(other)
    disk.put(PATH, other.content(PATH))


def left_damaged(disk: SimulatedDisk) -> None:
    disk.put(PATH, disk.content(PATH)[:-300])


def left_alone(disk: SimulatedDisk) -> None:
    disk.snatch(SECOND)


def left_unfinished(disk: SimulatedDisk) -> None:
    for path in (PATH, SECOND):
        disk.put(temporary_path(path), b"half")


def left_edited(disk: SimulatedDisk) -> None:
    disk.put(PATH, disk.content(PATH).replace(b'"one"', b'"two"'))


CHANGING = frozenset({"names", "state_at", "create", "write", "sync", "replace", "remove", "sync_folder"})
LEFT = [left_whole, left_older, left_damaged, left_alone, left_unfinished, left_edited]


def opened(disk: SimulatedDisk, *, accept: bool) -> list[str]:
    """Open the session, agreeing to what was changed by hand if that is still asked, and return its notes."""
    try:
        return notes(reopened(disk))
    except EditedError:
        assert accept
        with on(disk):
            open_session(PATH, MIRROR, accept_edit=True).close()
        return notes(reopened(disk))


@pytest.mark.parametrize("leave", LEFT)
@pytest.mark.parametrize(
    ("number", "is_forever"),
    [(None, False), (errno.EIO, False), (errno.EIO, True), (errno.ENOSPC, False), (errno.ENOSPC, True)],
)
def test_wherever_an_opening_fails_the_next_one_finds_the_same(
    leave: Callable[[SimulatedDisk], None], number: int | None, is_forever: bool
) -> None:
    with on(make_disk()) as before:
        begun(before).save(noted(START, "one"))
    leave(before)
    accept = leave is left_edited
    wanted = ["two"] if accept else ["one"]
    # The second copy is all that there is then; if it cannot be read, it cannot be found to be newer.
    only = CHANGING if leave in {left_older, left_damaged} else frozenset()
    for disk in at_each_call(before.after_kill, Trouble(1, number, forever=is_forever, only=only)):
        kept = {disk.content(path) for path in (PATH,) if leave in {left_older, left_damaged, left_edited}}
        try:
            file = open_session(PATH, MIRROR, accept_edit=accept)
        except MachineError:
            assert disk.locks == set()
        except PowerCutError:
            pass
        else:
            assert notes(file.session) == wanted
        for left in (disk.after_kill(), disk.after_power_cut(fate_of(disk.calls))):
            assert opened(left, accept=accept) == wanted
            assert kept <= {left.content(path) for path in left.paths()}
