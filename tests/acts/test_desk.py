"""One workshop at a time on the facilitator's desk, which can be carried on in a new file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.session_copies import dated_copies
from tests.support.failing import FailingSystem
from tests.support.sessions import NOW, FixedClock, FixedIds, details, filled, library, people, room_of


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """A library of this test's own."""
    return library(tmp_path)


@pytest.fixture
def desk(shelf: Library) -> Desk:
    """An empty desk."""
    return Desk(shelf)


@pytest.fixture
def room(desk: Desk) -> Workshop:
    """The workshop that was set up on it."""
    return desk.create(details(), people(3))


def test_setting_up_or_opening_a_workshop_closes_the_one_before(desk: Desk, shelf: Library) -> None:
    assert (desk.workshop, desk.leave()) == (None, "")
    first = desk.create(details("Northshire"), people(3))
    second = desk.create(details("Southshire"), people(3))
    assert desk.workshop is second
    shelf.open(first.path).close()
    assert desk.open(first.path).session.details.council == "Northshire"
    shelf.open(second.path).close()


def test_leaving_ends_a_sitting_and_what_cannot_open_leaves_no_workshop(desk: Desk, room: Workshop) -> None:
    with pytest.raises(InputError):
        desk.open(room.path.with_name("gone.json"))
    assert desk.workshop is None
    assert (desk.leave(), desk.workshop) == ("", None)
    assert desk.library.read(room.path).sitting.ended == NOW


def test_the_example_is_a_copy_for_now(desk: Desk, room: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.leave()
    monkeypatch.setattr("scrutiny_tui.store.places.example_session", lambda: room.path)
    before = room.path.read_bytes()
    opened = desk.open_example()
    opened.open_round(1)
    folder = opened.path.parent
    assert folder.is_dir()
    desk.leave()
    assert not folder.exists()
    assert room.path.read_bytes() == before


def test_an_unreadable_example_leaves_no_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrutiny_tui.store.places.example_session", lambda: tmp_path / "gone.json")
    monkeypatch.setattr("scrutiny_tui.store.places.copies_folder", lambda: tmp_path / "spare")
    (tmp_path / "spare").mkdir()
    with pytest.raises(InputError, match="Can't find the workshop"):
        desk.open_example()
    desk.leave()
    assert [*(tmp_path / "spare").iterdir()] == []


def test_a_workshop_that_cannot_be_closed_well_is_told_and_let_go_of(
    desk: Desk, shelf: Library, room: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise MachineError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(room._file, "save", refuse)
        assert desk.leave() == "The disk is full. All answers shown as entered are safe."
    assert desk.workshop is None
    shelf.open(room.path).close()


def test_only_what_is_looked_at_is_read_again(desk: Desk, room: Workshop, tmp_path: Path) -> None:
    assert desk.look_again() is None
    assert desk.workshop is room
    seen = desk.look(room.path)
    room.path.rename(tmp_path / "gone.json")
    (tmp_path / "mirror").rename(tmp_path / "gone")
    with pytest.raises(InputError):
        desk.look_again()
    assert desk.workshop is seen


# Carried on in a new file


def test_a_workshop_goes_on_in_a_new_file_with_everything(desk: Desk, room: Workshop, tmp_path: Path) -> None:
    before = room.path
    content = before.read_bytes()
    told = desk.carry_on(tmp_path / "stick")
    filled(room, 1, "1")
    assert told == f"You are now working in a new file, {room.path.name}. Nothing is missing."
    assert room.path.parent == tmp_path / "stick"
    assert [entry.text for entry in room.session.trail.values()] == [
        f"Carried on in a new file, {room.path.name}, because {before.name} could no longer be written."
    ]
    assert before.read_bytes() == content
    desk.leave()
    assert desk.library.last() == room.path
    assert desk.open(room.path).session.rounds[1001].given == 1


def test_a_folder_nobody_can_write_changes_nothing(desk: Desk, room: Workshop, tmp_path: Path) -> None:
    path = room.path
    (tmp_path / "stick").write_text("no folder", encoding="utf-8")
    with pytest.raises(MachineError, match="stick"):
        desk.carry_on(tmp_path / "stick")
    filled(room, 1, "1")
    assert room.path == path
    assert desk.leave() == ""
    assert "stick" not in (tmp_path / "settings.json").read_text(encoding="utf-8")


def test_a_workshop_that_cannot_be_remembered_is_to_be_written_down(
    desk: Desk, room: Workshop, tmp_path: Path, system: FailingSystem
) -> None:
    system.fail(tmp_path)
    told = desk.carry_on(tmp_path / "stick")
    assert told.endswith(f"Write down where it is, in case the start page can't find it: {room.path}")
    desk.leave()
    assert room.path in [entry.path for entry in desk.library.entries()]
    assert room.path not in [entry.path for entry in library(tmp_path).entries()]


# With second copies on a stick


@pytest.fixture
def with_stick(tmp_path: Path) -> Desk:
    """A desk with a workshop whose second copies are on a stick; where they usually go is elsewhere."""
    stick = tmp_path / "stick"
    stick.mkdir()
    named = replace(library(tmp_path).places, mirror=stick / "copies", usual_mirror=tmp_path / "usual")
    made = Desk(Library(named, FixedClock(), FixedIds()))
    made.create(details(), people(3))
    return made


def has_copies(mirror: Path, room: Workshop) -> tuple[bool, bool]:
    """Say whether a folder has a second copy of a workshop as it is now, and a dated copy."""
    second = mirror / f"{room.session.id}.json"
    is_the_same = second.exists() and second.read_bytes() == room.path.read_bytes()
    return is_the_same, bool([*dated_copies(mirror)])


@pytest.mark.parametrize(
    ("is_pulled_out", "target", "on_stick"),
    [
        pytest.param(False, "other", True, id="the stick is there"),
        pytest.param(True, "other", False, id="the stick is gone"),
        pytest.param(False, "stick/copies", False, id="it goes on among the copies of the stick"),
    ],
)
def test_copies_go_on_to_the_stick_if_they_can_and_else_where_they_usually_do(
    with_stick: Desk, tmp_path: Path, is_pulled_out: bool, target: str, on_stick: bool
) -> None:
    if is_pulled_out:
        (tmp_path / "stick").rename(tmp_path / "pulled-out")
        offered = [each.folder for each in with_stick.refuges()]
        assert (tmp_path / "usual" in offered, tmp_path / "stick" / "copies" in offered) == (True, False)
    with_stick.carry_on(tmp_path / target)
    room = room_of(with_stick)
    filled(room, 1, "1")
    room.save(reveal(room.session, 1))
    room.keep_copy()
    assert has_copies(tmp_path / "usual", room) == (not on_stick, not on_stick)
    assert not on_stick or has_copies(tmp_path / "stick" / "copies", room) == (True, True)
    assert (tmp_path / "stick").exists() is not is_pulled_out
    assert room.one_copy == ""
    with_stick.leave()


def test_the_next_start_finds_what_was_carried_on_with_a_stick(with_stick: Desk, tmp_path: Path) -> None:
    with_stick.carry_on(tmp_path / "other")
    with_stick.leave()
    found = Library(replace(with_stick.library.places, mirror=tmp_path / "usual", usual_mirror=None)).last()
    assert found == next((tmp_path / "other").glob("*.json"))
