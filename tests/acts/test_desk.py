"""One workshop at a time on the facilitator's desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts import desk as desk_module
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store import places
from scrutiny_tui.store.dated_copies import dated_copies
from tests.support.failing import FailingSystem
from tests.support.sessions import NOW, FixedClock, FixedIds, details, library, people


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """A library of this test's own."""
    return library(tmp_path)


@pytest.fixture
def desk(shelf: Library) -> Desk:
    """An empty desk."""
    return Desk(shelf)


def test_a_desk_begins_empty(desk: Desk) -> None:
    assert desk.workshop is None
    assert desk.leave() == ""


def test_setting_up_a_second_workshop_closes_the_first(desk: Desk, shelf: Library) -> None:
    first = desk.create(details("Northshire"), people(3))
    second = desk.create(details("Southshire"), people(3))

    assert desk.workshop is second
    shelf.open(first.path).close()
    desk.leave()


def test_opening_a_workshop_closes_the_one_before(desk: Desk, shelf: Library) -> None:
    first = desk.create(details("Northshire"), people(3))
    second = desk.create(details("Southshire"), people(3))

    assert desk.open(first.path).session.details.council == "Northshire"
    shelf.open(second.path).close()
    desk.leave()


def test_leaving_ends_the_sitting_for_now(desk: Desk) -> None:
    workshop = desk.create(details(), people(3))

    assert desk.leave() == ""
    assert desk.workshop is None
    assert desk.library.read(workshop.path).sitting.ended == NOW


def test_a_workshop_that_cannot_be_opened_leaves_an_empty_desk(desk: Desk, tmp_path: Path) -> None:
    desk.create(details(), people(3))

    with pytest.raises(InputError):
        desk.open(tmp_path / "gone.json")
    assert desk.workshop is None


def test_the_example_is_a_copy_that_goes_away(
    desk: Desk, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = desk.create(details("Example"), people(3)).path
    desk.leave()
    monkeypatch.setattr(desk_module, "example_session", lambda: example)
    before = example.read_bytes()

    opened = desk.open_example()
    opened.open_round(1)
    folder = opened.path.parent
    assert folder.is_dir()
    desk.leave()

    assert not folder.exists()
    assert example.read_bytes() == before


def test_an_example_that_cannot_be_opened_leaves_no_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "example_session", lambda: tmp_path / "gone.json")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "spare"))
    (tmp_path / "spare").mkdir()

    with pytest.raises(MachineError):
        desk.open_example()
    desk.leave()

    assert [*(tmp_path / "spare").iterdir()] == []


def test_a_workshop_that_cannot_be_closed_well_is_told_and_let_go_of(
    desk: Desk, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = desk.create(details(), people(3))

    def refuse(*_: object) -> None:
        raise MachineError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(workshop._file, "save", refuse)
        told = desk.leave()

    assert told == "The disk is full. Every answer that was taken is still on the disk."
    assert desk.workshop is None
    shelf.open(workshop.path).close()


@pytest.fixture
def with_stick(tmp_path: Path) -> Desk:
    """A desk that keeps second copies on a stick; where they usually go is elsewhere."""
    (tmp_path / "stick").mkdir()
    places = replace(
        library(tmp_path).places, mirror=tmp_path / "stick" / "copies", usual_mirror=tmp_path / "usual"
    )
    return Desk(Library(places, FixedClock(), FixedIds()))


def has_copies(mirror: Path, workshop: Workshop) -> tuple[bool, bool]:
    """Say whether a folder has a second copy of a workshop as it is now, and a dated copy."""
    second = mirror / f"{workshop.session.id}.json"
    return second.exists() and second.read_bytes() == workshop.path.read_bytes(), bool(
        [*dated_copies(mirror)]
    )


def carried_answer(desk: Desk) -> Workshop:
    """Take one answer into the workshop of a desk."""
    workshop = desk.workshop
    assert workshop is not None
    workshop.open_round(1)
    workshop.cast(1, 1, Answer.LEVEL_1)
    return workshop


def carried_on(desk: Desk, folder: Path) -> Workshop:
    """Carry the workshop of a desk on and show a result, at which a dated copy is due."""
    desk.carry_on(folder)
    workshop = carried_answer(desk)
    workshop.save(reveal(workshop.session, 1))
    workshop.keep_copy()
    return workshop


def test_copies_go_on_to_the_stick_where_it_is_there(with_stick: Desk, tmp_path: Path) -> None:
    with_stick.create(details(), people(3))
    workshop = carried_on(with_stick, tmp_path / "other")
    assert has_copies(tmp_path / "stick" / "copies", workshop) == (True, True)
    assert has_copies(tmp_path / "usual", workshop) == (False, False)
    with_stick.leave()


def test_copies_go_where_they_usually_do_when_the_stick_is_gone(with_stick: Desk, tmp_path: Path) -> None:
    with_stick.create(details(), people(3))
    (tmp_path / "stick").rename(tmp_path / "pulled-out")
    workshop = carried_on(with_stick, tmp_path / "other")
    assert has_copies(tmp_path / "usual", workshop) == (True, True)
    assert not (tmp_path / "stick").exists()
    assert workshop.one_copy == ""
    with_stick.leave()


def test_copies_go_where_they_usually_do_when_the_workshop_goes_on_among_those_of_the_stick(
    with_stick: Desk, tmp_path: Path
) -> None:
    with_stick.create(details(), people(3))
    workshop = carried_on(with_stick, tmp_path / "stick" / "copies")
    assert has_copies(tmp_path / "usual", workshop) == (True, True)
    assert workshop.one_copy == ""
    with_stick.leave()


def test_the_next_start_finds_a_workshop_that_was_carried_on_while_a_stick_was_named(
    with_stick: Desk, tmp_path: Path
) -> None:
    with_stick.create(details(), people(3))
    with_stick.carry_on(tmp_path / "other")
    with_stick.leave()
    found = Library(replace(with_stick.library.places, mirror=tmp_path / "usual", usual_mirror=None)).last()
    assert found == next((tmp_path / "other").glob("*.json"))


def test_a_workshop_goes_on_in_a_new_file_with_everything_and_the_old_one_stays_as_it_was(
    desk: Desk, tmp_path: Path
) -> None:
    desk.create(details(), people(3))
    before = desk.library.last()
    assert before is not None
    content = before.read_bytes()

    told = desk.carry_on(tmp_path / "stick")
    workshop = carried_answer(desk)

    assert told == f"The workshop goes on in a new file, {workshop.path.name}. Everything is in it."
    assert workshop.path.parent == tmp_path / "stick"
    assert [entry.text for entry in workshop.session.trail.values()] == [
        f"Carried on in a new file, {workshop.path.name}, because {before.name} could not be written any more."
    ]
    assert before.read_bytes() == content
    desk.leave()
    assert desk.library.last() == workshop.path
    assert desk.open(workshop.path).session.rounds[1001].given == 1
    desk.leave()


def test_a_folder_that_cannot_be_written_leaves_the_workshop_where_it_was(desk: Desk, tmp_path: Path) -> None:
    workshop = desk.create(details(), people(3))
    path = workshop.path
    (tmp_path / "stick").write_text("no folder", encoding="utf-8")

    with pytest.raises(MachineError):
        desk.carry_on(tmp_path / "stick")

    assert carried_answer(desk).path == path
    assert desk.leave() == ""


def test_a_workshop_that_cannot_be_remembered_is_to_be_written_down(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.create(details(), people(3))
    system = FailingSystem()
    system.fail(tmp_path)
    monkeypatch.setattr(places, "System", lambda: system)

    told = desk.carry_on(tmp_path / "stick")

    assert desk.workshop is not None
    path = desk.workshop.path
    assert told.endswith(f"Write down where it is; the start page may not find it by itself: {path}")
    desk.leave()
    assert path in [entry.path for entry in desk.library.entries()]
    assert path not in [entry.path for entry in library(tmp_path).entries()]


def test_a_stick_that_is_gone_is_not_offered(with_stick: Desk, tmp_path: Path) -> None:
    with_stick.create(details(), people(3))
    (tmp_path / "stick").rename(tmp_path / "pulled-out")
    offered = [each.folder for each in with_stick.refuges()]
    assert tmp_path / "usual" in offered
    assert tmp_path / "stick" / "copies" not in offered
    with_stick.leave()


def test_a_workshop_that_is_looked_at_stays_as_it_was_where_it_cannot_be_read_again(
    desk: Desk, tmp_path: Path
) -> None:
    path = desk.create(details(), people(3)).path
    seen = desk.look(path)
    path.rename(tmp_path / "gone.json")
    (tmp_path / "mirror").rename(tmp_path / "gone")
    with pytest.raises(InputError):
        desk.look_again()
    assert desk.workshop is seen


def test_only_a_workshop_that_is_looked_at_is_read_again(desk: Desk) -> None:
    assert desk.look_again() is None
    opened = desk.create(details(), people(3))
    assert desk.look_again() is None
    assert desk.workshop is opened
    desk.leave()
