"""A rehearsal: set up as on the day, with none of its answers, and gone afterwards."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import add_action, follow
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.moves import add_note, agree, vote_on
from scrutiny_tui.domain.session import Action, AgreedLevel, How, NoteKind, Session
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.places import example_session
from scrutiny_tui.view.close_offers import at_close
from tests.support.sessions import NOW, details, filled, library, people, room_of


@pytest.fixture
def spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what goes away, which is empty."""
    folder = tmp_path.with_name(f"{tmp_path.name}-spare")
    folder.mkdir()
    monkeypatch.setattr("scrutiny_tui.store.places.copies_folder", lambda: folder)
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a workshop that was set up and put away: some answers of step 1 are in, step 2 has a result."""
    made = Desk(library(tmp_path))
    room = made.create(details(), people(5))
    wording = room.session.wording
    room.save(vote_on(room.session, frozenset({wording.prompts_of(wording.item(1))[0].number})))
    room.save(follow(room.session, earlier(room)))
    filled(room, 1, "1 3")
    filled(room, 2, "1 1 2 3 3")
    room.save(reveal(room.session, 2))
    room.save(agree(room.session, AgreedLevel(2, 1, How.DISCUSSION)))
    room.save(add_note(room.session, 2, NoteKind.EVIDENCE, "A visit."))
    room.save(add_action(room.session, Action(0, 2, "New.")))
    made.leave()
    return made


def earlier(room: Workshop) -> Session:
    return add_action(room.session, Action(0, 3, "From last time."))


def last(desk: Desk) -> Path:
    found = desk.library.last()
    assert found
    return found


def kept_in(*folders: Path) -> dict[Path, bytes]:
    """Return all files but the one that says who has a workshop open."""
    files = (each for folder in folders for each in folder.rglob("*") if each.is_file())
    return {each: each.read_bytes() for each in files if each.suffix != ".lock"}


def test_it_is_set_up_as_on_the_day_without_anything_that_was_answered(desk: Desk) -> None:
    real = desk.library.read(last(desk))
    session = desk.rehearse(last(desk)).session
    for name in ("details", "wording", "voters", "prompts", "plan", "gone", "follows"):
        assert getattr(session, name) == getattr(real, name), name
    assert [each.text for each in session.actions.values()] == ["From last time."]
    assert (session.rounds, session.notes, session.agreed, session.trail) == ({}, {}, {}, {})
    assert (session.is_practice, real.is_practice) == (True, False)
    assert session.sitting.started == NOW
    desk.leave()


def test_it_leaves_every_file_as_it_was_and_none_of_its_own(desk: Desk, tmp_path: Path, spare: Path) -> None:
    before = kept_in(tmp_path)
    room = desk.rehearse(last(desk))
    assert room.path.is_relative_to(spare)
    filled(room, 1, "1 1 2 3 3")
    room.save(reveal(room.session, 1))
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, "Only tried."))
    assert room.keep_copy() == ""
    desk.noted = True
    assert desk.told_at_leaving == "Nothing in this practice is saved."
    assert desk.leave() == ""
    assert kept_in(tmp_path) == before
    assert [*spare.iterdir()] == []


def test_files_that_are_made_in_it_say_so_and_are_not_put_where_it_goes_away(desk: Desk, spare: Path) -> None:
    room = desk.rehearse(last(desk))
    papers = at_close("all", room.session, NOW.date(), room.pack)
    texts = {name: each for name, each in papers.files().items() if name.endswith((".html", ".md", ".txt"))}
    assert all(name.startswith("PRACTICE-2026-11-21-exampleshire-") for name in papers.names())
    assert [name for name, each in texts.items() if b"PRACTICE: these answers" not in each] == []
    assert len(texts) > 3
    assert not desk.beside(room.path).is_relative_to(spare)
    desk.leave()


def test_a_workshop_is_rehearsed_or_held_and_never_both(desk: Desk, tmp_path: Path, spare: Path) -> None:
    path, other = last(desk), Desk(library(tmp_path))
    desk.rehearse(path)
    with pytest.raises(MachineError, match="already open"):
        other.open(path)
    desk.leave()
    going_on = other.open(path)
    with pytest.raises(MachineError, match="already open"):
        desk.rehearse(path)
    assert (desk.workshop, desk.original) == (None, None)
    going_on.open_round(3)
    other.leave()
    assert [*spare.iterdir()] == []


KILLED = """
import os, sys
from pathlib import Path
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.store import places
from tests.support.sessions import library
places.copies_folder = lambda: Path(sys.argv[2])
desk = Desk(library(Path(sys.argv[1])))
room = desk.rehearse(desk.library.last())
room.open_round(1)
print(room.path, flush=True)
os._exit(9)
"""


def test_what_a_crash_leaves_goes_with_the_next_opening(desk: Desk, tmp_path: Path, spare: Path) -> None:
    before = last(desk).read_bytes()
    run = [sys.executable, "-c", KILLED, str(tmp_path), str(spare)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert Path(done.stdout.strip()).is_relative_to(spare), done.stderr
    assert [*spare.iterdir()] != []
    desk.open(last(desk))
    assert [*spare.iterdir()] == []
    assert room_of(desk).path.read_bytes() == before
    desk.leave()


def test_what_is_rehearsed_stays_and_the_example_is_not(desk: Desk, tmp_path: Path, spare: Path) -> None:
    room = desk.rehearse(last(desk))
    other = Desk(library(tmp_path))
    other.create(details("Northshire"), people(3))
    other.leave()
    assert room.path.is_relative_to(spare)
    assert room.path.exists()
    desk.leave()
    with pytest.raises(InputError, match="scrutiny-tui demo"):
        desk.rehearse(example_session())
