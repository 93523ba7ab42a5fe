"""One workshop at a time on the facilitator's desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.services import desk as desk_module
from scrutiny_tui.services.desk import Desk
from scrutiny_tui.services.library import Library
from tests.support.sessions import details, library, people


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


def test_leaving_puts_everything_in_the_file(desk: Desk) -> None:
    workshop = desk.create(details(), people(3))

    assert desk.leave() == ""
    assert desk.workshop is None
    assert not workshop.path.with_suffix(".journal").exists()


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
