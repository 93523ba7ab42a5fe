"""Workshops that are put away get another name, other details, one more like them, or are deleted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.setting_acts import change_details
from scrutiny_tui.acts.shelf_acts import Shelved, delete, follow_up, rename
from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.moves import add_note, show_promise, vote_on
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.people_list import read_people
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Action, Details, NoteKind, Predecessor
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.places import example_session, read_workshops
from scrutiny_tui.store.public_file import public_path
from tests.support.files import everything_in, holding, needs_links
from tests.support.sessions import FixedClock, details, library, people

ODD = "[/x] [red] \\ 中文 🙂"
NAMES = "Ann Example (chair), Bob Example, Cat Example"
ASIDE = "damaged-20260412T101500"


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """A library of this test's own."""
    return library(tmp_path)


@pytest.fixture
def path(shelf: Library) -> Path:
    """A workshop with an answer, a note and an action, put away."""
    room = shelf.create(details(), people(5, Role.CHAIR))
    room.open_round(1)
    room.cast(1, 1, Answer.LEVEL_2)
    room.save(reveal(room.session, 1))
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, ODD))
    room.save(add_action(room.session, Action(0, 1, ODD)))
    room.close()
    return room.path


def by_name(shelf: Library) -> Path:
    """Return a workshop that keeps names, put away before its first answer."""
    room = shelf.create(details(secrecy=Secrecy.BY_NAME), read_people(NAMES, Secrecy.BY_NAME).voters)
    room.close()
    return room.path


def with_stick(shelf: Library) -> Library:
    """Return the same library with a memory stick named for the copies."""
    stick = shelf.places.sessions.parent / "stick"
    stick.mkdir(exist_ok=True)
    return Library(replace(shelf.places, mirror=stick, usual_mirror=shelf.places.mirror), shelf.today)


def copied(shelf: Library, path: Path) -> None:
    """Open a workshop, as the screens do, and put it away."""
    room = shelf.open(path)
    room.keep_copy()
    room.close()


# Details


def edit(shelf: Library, path: Path, change: Callable[[Details], Details]) -> str:
    """Change the details of a workshop that is put away, and return what is told."""
    with closing(shelf.open(path)) as room:
        return change_details(room, change(room.session.details))


def council(name: str) -> Callable[[Details], Details]:
    return lambda before: replace(before, council=name)


def test_details_change_and_names_kept_no_longer_go(tmp_path: Path, shelf: Library, path: Path) -> None:
    ended, clock = shelf.read(path).sitting.ended, FixedClock()
    clock.move_on(timedelta(days=3))
    assert edit(library(tmp_path, clock=clock), path, council(ODD)) == "Details saved."
    found = shelf.read(path)
    assert (found.details, found.sitting.ended) == (replace(details(), council=ODD), ended)
    path = by_name(shelf)
    assert holding(tmp_path, "Ann") != []
    notices = edit(shelf, path, lambda before: replace(before, secrecy=Secrecy.LABELS))
    assert [voter.label for voter in shelf.read(path).voters.values()] == ["Chair", "Member 1", "Member 2"]
    assert holding(tmp_path, "Ann") == []
    assert "Names were replaced with labels." in notices


def test_a_promise_that_was_shown_is_to_be_shown_again(shelf: Library) -> None:
    room = shelf.create(details(), people(3))
    room.save(show_promise(room.session))
    told = change_details(room, replace(details(), secrecy=Secrecy.TOTALS))
    assert room.session.sitting.promised == ""
    assert "Read it out again" in told


# Another name


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("  ", "Type the new name"), (".json", "Type the new name"), ("last", "means the workshop used last"),
        ("2026-11-21-exampleshire", "It is already called 2026-11-21-exampleshire.json"),
        ("2026-11-21-sampleton", "There is already a file at"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_used_is_told(shelf: Library, path: Path, typed: str, wrong: str) -> None:
    shelf.create(details("Sampleton"), people(3)).close()
    before = everything_in(shelf.places.sessions)
    with pytest.raises(InputError, match=wrong):
        rename.run(Shelved(shelf, path), typed)
    assert everything_in(shelf.places.sessions) == before
    shelf.open(path).close()


def test_a_renamed_workshop_elsewhere_stays_on_the_list(tmp_path: Path, shelf: Library, path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / path.name
    elsewhere.parent.mkdir()
    path.rename(elsewhere)
    shelf.remember(elsewhere)
    assert rename.run(Shelved(shelf, elsewhere), "autumn") == "The file is now called autumn.json."
    renamed = elsewhere.with_name("autumn.json")
    assert [entry.path for entry in library(tmp_path).entries()] == [renamed]
    delete.run(Shelved(shelf, renamed))
    assert read_workshops(tmp_path / "settings.json") == ()


# One more like it


def test_a_duplicate_has_people_prompts_and_open_actions_and_no_more(shelf: Library, path: Path) -> None:
    before = shelf.read(path)
    made = follow_up(shelf, path)
    after = shelf.read(made)
    assert made == path.with_name("2026-11-21-exampleshire-2.json")
    assert (after.details, after.voters) == (before.details, before.voters)
    assert after.id != before.id
    assert (after.rounds, after.notes, after.agreed, after.trail, after.priorities) == ({}, {}, {}, {}, {})
    assert after.follows == Predecessor(before.id, before.details.date)
    assert after.actions == {1: replace(before.actions[1], carried=True)}
    assert len(after.sittings) == 1
    assert shelf.read(path) == before
    room = shelf.create(details(), people(3))
    prompts = {each.number for each in room.session.wording.prompts_of(room.session.wording.item(2))}
    room.save(vote_on(room.session, frozenset(prompts)))
    room.close()
    made = follow_up(shelf, room.path, date(2027, 11, 20))
    assert made.name == "2027-11-20-exampleshire.json"
    assert shelf.read(made).details == replace(details(), date=date(2027, 11, 20))
    assert shelf.read(made).prompts == prompts != set()


# Deletion


def test_deleting_takes_every_file_named_and_no_other(tmp_path: Path, shelf: Library, path: Path) -> None:
    on_stick = with_stick(shelf)
    copied(on_stick, path)
    path.with_name(f"{path.name}.{ASIDE}").write_bytes(b"set aside")
    window = public_path(path)
    window.parent.mkdir(parents=True)
    window.write_text("cut off")
    folders = {each.parent.parent.name for each in tmp_path.glob("*/backups/*.json")}
    assert folders == {"mirror", "stick"}
    named = Shelved(on_stick, path).files()
    assert {str(each) for each in named} == everything_in(tmp_path).keys()
    near = follow_up(on_stick, path)
    others, kept = everything_in(tmp_path).keys() - {str(each) for each in named}, on_stick.read(near)
    delete.run(Shelved(on_stick, path))
    assert everything_in(tmp_path).keys() == others
    assert on_stick.read(near) == kept
    delete.run(Shelved(on_stick, near))
    assert everything_in(tmp_path) == {}


# What is refused for all


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("open elsewhere", ["already open"] * 3),
        ("the example", ["can't be renamed", "can't be deleted", "can't be changed"]),
        pytest.param("a link", ["is a link to", "is a link to", ""], marks=needs_links),
    ],
)
def test_what_is_open_shipped_or_a_link_stays(
    tmp_path: Path, shelf: Library, path: Path, what: str, told: list[str]
) -> None:
    target = example_session() if what == "the example" else path
    elsewhere = library(tmp_path).open(path) if what == "open elsewhere" else None
    if what == "a link":
        target = path.with_name("link.json")
        target.symlink_to(path)
    before = everything_in(tmp_path), target.read_bytes()
    acts: list[Callable[[], object]] = [
        lambda: rename.run(Shelved(shelf, target), "autumn"),
        lambda: delete.run(Shelved(shelf, target)),
        lambda: edit(shelf, target, council("Sampleton")),
    ]
    for act, words in zip(acts, told, strict=True):
        if words:
            with pytest.raises((InputError, MachineError), match=words):
                act()
    assert (everything_in(tmp_path), target.read_bytes()) == before
    if elsewhere:
        elsewhere.close()
