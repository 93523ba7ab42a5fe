"""Workshops are set up, opened, listed, found and copied, also where several files hold one workshop."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from scrutiny_tui.acts.library import Library, new_id
from scrutiny_tui.acts.rescue import backups_of
from scrutiny_tui.acts.shelf_acts import Shelved, delete, follow_up
from scrutiny_tui.domain.day_plan import Sitting
from scrutiny_tui.domain.errors import EditedError, InputError, MachineError, ProblemsError, ScrutinyError
from scrutiny_tui.domain.pack import pin
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy, Setting
from scrutiny_tui.domain.session import Details
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.disk_errors import DamagedError
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.system import local_time
from tests.support.files import everything_in, needs_links
from tests.support.sessions import NOW, SHIPPED, details, filled, library, people

# Setting up


def test_a_workshop_is_set_up_with_its_first_sitting(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    room = shelf.create(details(secrecy=Secrecy.BY_NAME), people(3, Role.CHAIR))
    session = room.session
    assert room.path == tmp_path / "sessions" / "2026-11-21-exampleshire.json"
    assert (session.id, session.details) == ("session-1", details(secrecy=Secrecy.BY_NAME))
    assert [*session.voters.values()] == [*people(3, Role.CHAIR)]
    assert session.sittings == {1: Sitting(1, NOW, facilitator="A. Facilitator")}
    assert session.wording == pin(shelf.pack())
    assert shelf.create(details(), people(3)).path.name == "2026-11-21-exampleshire-2.json"
    assert len({new_id() for _ in range(100)}) == 100
    assert (local_time().tzinfo, shelf.today()) == (None, NOW)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (details(""), "Enter the name of the council"),
        (details("  "), "Enter the name of the council"),
        (details(secrecy=Secrecy.BY_NAME, setting=Setting.PUBLIC), "can't be kept by name if the meeting is public"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_up_is_told_and_not_written(tmp_path: Path, wanted: Details, told: str) -> None:
    with pytest.raises(InputError, match=told):
        library(tmp_path).create(wanted, people(3))
    broken = changed_content(tmp_path)
    (broken / "six-steps" / "pack.toml").write_text("title = 3", encoding="utf-8")
    with pytest.raises(ProblemsError, match="title"):
        library(tmp_path, content=broken).create(details(), people(3))
    assert not (tmp_path / "sessions").exists()


# The pack


def changed_content(folder: Path) -> Path:
    """Return a copy of the shipped content, to be changed."""
    return Path(shutil.copytree(SHIPPED, folder / "content"))


def own_pack(content: Path) -> Path:
    """Return another pack beside the shipped one."""
    own = Path(shutil.copytree(content / "six-steps", content / "own-steps"))
    toml = (own / "pack.toml").read_text(encoding="utf-8")
    (own / "pack.toml").write_text(toml.replace('id = "six-steps"', 'id = "own-steps"'), encoding="utf-8")
    return own


def test_a_wording_outlives_a_change_of_the_pack_which_a_duplicate_takes(tmp_path: Path) -> None:
    content = changed_content(tmp_path)
    room = library(tmp_path, content=content).create(details(), people(5))
    room.close()
    old = room.session.wording.items[0].prompts[0].text
    step = content / "six-steps" / "steps" / "1-knowledge.toml"
    step.write_text(
        step.read_text(encoding="utf-8").replace(old, "Is this another question?"), encoding="utf-8"
    )
    shelf = library(tmp_path, content=content)
    again = shelf.open(room.path)
    assert again.session.wording == room.session.wording
    assert again.pack.steps[0].prompts[0].text == "Is this another question?"
    again.close()
    made = shelf.read(follow_up(shelf, room.path))
    assert made.wording == pin(shelf.pack())
    assert made.wording.items[0].prompts[0].text == "Is this another question?"


def test_a_session_finds_its_own_pack_and_the_usual_one_if_that_is_gone(tmp_path: Path) -> None:
    content = changed_content(tmp_path)
    own = own_pack(content)
    room = library(tmp_path, content=own).create(details(), people(5))
    room.close()
    shelf = library(tmp_path, content=content)
    assert shelf.read(follow_up(shelf, room.path)).wording.pack == "own-steps"
    for has_own in (True, False):
        again = shelf.open(room.path)
        assert (again.pack.id, again.session.wording.pack) == (
            "own-steps" if has_own else "six-steps",
            "own-steps",
        )
        again.close()
        shutil.rmtree(own, ignore_errors=True)


def test_a_session_is_let_go_of_when_its_pack_is_broken(tmp_path: Path) -> None:
    content = changed_content(tmp_path)
    shelf = library(tmp_path, content=content)
    room = shelf.create(details(), people(5))
    room.close()
    pack = content / "six-steps" / "pack.toml"
    right = pack.read_bytes()
    pack.write_bytes(b"title = 3")
    with pytest.raises(ProblemsError, match="title"):
        shelf.open(room.path)
    pack.write_bytes(right)
    shelf.open(room.path).close()


# Opening


def test_a_workshop_is_open_once_and_what_is_not_there_or_shipped_is_not_opened(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    room = shelf.create(details(), people(5))
    with pytest.raises(MachineError, match="already open"):
        library(tmp_path).open(room.path)
    room.close()
    library(tmp_path).open(room.path).close()
    with pytest.raises(InputError):
        shelf.open(tmp_path / "gone.json")
    with pytest.raises(InputError, match="can't be changed"):
        shelf.open(example_session())


def test_a_copy_is_opened_in_place_of_the_original(shelf: Library, tmp_path: Path) -> None:
    original, before = shelf.find("2026-11-21-northshire"), everything_in(shelf.places.sessions)
    (tmp_path / "spare").mkdir()
    copy = shelf.opening.open_copy(tmp_path / "spare" / original.name, shelf.read(original))
    copy.open_round(2)
    copy.close()
    assert copy.path == tmp_path / "spare" / original.name
    assert everything_in(shelf.places.sessions) == before
    assert (tmp_path / "spare" / "mirror").is_dir()


def test_a_file_of_which_nothing_is_left_is_made_again_by_its_name(tmp_path: Path) -> None:
    room = library(tmp_path).create(details(), people(5))
    room.open_round(1)
    room.close()
    whole = room.path.read_bytes()
    room.path.write_bytes(b"")
    again = library(tmp_path).open(room.path)
    assert again.session == room.session
    assert any("was damaged (it is empty). The backup is now used" in told for told in again.notices)
    assert room.path.read_bytes() == whole
    again.close()
    stranger = room.path.with_name(f"{room.path.stem}-2.json")
    stranger.write_bytes(b"")
    with pytest.raises(DamagedError, match="Its latest backup can't be used"):
        library(tmp_path).open(stranger)


@pytest.mark.parametrize("name", ["results.json", "2026-11-21-exampleshire-results.json"])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, name: str) -> None:
    room = library(tmp_path).create(details(), people(5))
    room.close()
    other = room.path.rename(tmp_path / "sessions" / name)
    other.write_text('{"results": {}}', encoding="utf-8")
    with pytest.raises(ScrutinyError):
        library(tmp_path).open(other)
    assert other.read_text(encoding="utf-8") == '{"results": {}}'


def test_of_two_second_copies_that_could_be_meant_neither_is_taken(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    rooms = [shelf.create(details(), people(5)) for _ in range(2)]
    for room in rooms:
        room.close()
        room.path.write_bytes(b"")
    with pytest.raises(DamagedError, match="Its latest backup can't be used"):
        shelf.open(rooms[0].path)


# Listed and found


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """A library of two workshops; the older one, Northshire's, was used last and has a result."""
    made = library(tmp_path)
    for moment, council in ((2000, "Northshire"), (1000, "Southshire")):
        room = made.create(details(council), people(5))
        if council == "Northshire":
            filled(room, 1, "2")
            room.save(reveal(room.session, 1))
        room.close()
        os.utime(room.path, (0, moment))
    return made


def again(shelf: Library) -> Library:
    """Return the library as the next start of the program has it."""
    return library(shelf.places.sessions.parent)


def listed(shelf: Library) -> list[Path]:
    return [entry.path for entry in again(shelf).entries()]


def elsewhere(shelf: Library, folder: Path) -> Path:
    """Move Northshire's workshop to another folder."""
    folder.mkdir(exist_ok=True)
    return shelf.find("2026-11-21-northshire").rename(folder / "autumn.json")


def test_the_workshop_used_last_comes_first_with_its_results_and_what_is_wrong(shelf: Library) -> None:
    broken = shelf.places.sessions / "broken.json"
    broken.write_bytes(b"{ this is not a session")
    os.utime(broken, (0, 3000))
    first, *others = shelf.entries()
    assert [(each.session.details.council, each.revealed) for each in others if each.session] == [
        ("Northshire", 1),
        ("Southshire", 0),
    ]
    assert (first.path, first.session, first.revealed) == (broken, None, 0)
    assert "broken.json" in first.problem
    assert "\n" not in first.problem


def test_what_is_open_is_listed_the_example_is_not_and_an_empty_folder_lists_nothing(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    assert ([*shelf.entries()], shelf.last()) == ([], None)
    with pytest.raises(InputError, match="There are no workshops in"):
        shelf.find("last")
    room = shelf.create(details(), people(5))
    room.open_round(1)
    assert [entry.session for entry in shelf.entries()] == [room.session]
    shelf.places = replace(shelf.places, sessions=example_session().parent)
    assert example_session() not in [entry.path for entry in shelf.entries()]


def test_a_workshop_elsewhere_is_listed_until_it_is_forgotten(shelf: Library, tmp_path: Path) -> None:
    path = elsewhere(shelf, tmp_path / "stick")
    assert shelf.remember(path)
    assert again(shelf).last() == path
    path.parent.rename(tmp_path / "out")
    assert path not in listed(shelf)
    (tmp_path / "out").rename(path.parent)
    assert len(listed(shelf)) == 2
    assert shelf.forget(path)
    assert not shelf.forget(path)
    assert len(listed(shelf)) == 1


def test_workshops_elsewhere_are_found_without_folder_or_settings(shelf: Library, tmp_path: Path) -> None:
    path = elsewhere(shelf, tmp_path / "stick")
    (tmp_path / "settings.json").mkdir()
    assert not shelf.remember(path)
    assert path in [entry.path for entry in shelf.entries()]
    (tmp_path / "settings.json").rmdir()
    assert shelf.remember(path)
    shutil.rmtree(shelf.places.sessions)
    shelf.places.sessions.write_text("no folder", encoding="utf-8")
    assert again(shelf).find("last") == path


def test_a_workshop_is_found_by_last_by_its_name_and_by_its_path(shelf: Library, tmp_path: Path) -> None:
    south = shelf.places.sessions / "2026-11-21-southshire.json"
    assert shelf.find("last").name == "2026-11-21-northshire.json"
    assert shelf.find(south.stem) == shelf.find(south.name) == south
    copy = Path(shutil.copy(south, tmp_path / "elsewhere.json"))
    assert shelf.find(str(copy)) == copy


@pytest.mark.parametrize("name", ["gone", "", ".", "..", "gone.json", "a/b/c", "nul\0byte"])
def test_a_workshop_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    library(tmp_path).create(details(), people(3)).close()
    with pytest.raises(InputError, match="Can't find a workshop called"):
        library(tmp_path).find(name)
    with pytest.raises(InputError):
        library(tmp_path).find("x" * 5000)


@pytest.mark.parametrize("kept", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_file_is_found_by_its_name_however_its_letters_are_composed(
    tmp_path: Path, kept: Literal["NFC", "NFD"], typed: Literal["NFC", "NFD"]
) -> None:
    shelf = library(tmp_path)
    room = shelf.create(details("Zoëshire"), people(5))
    room.close()
    path = room.path.rename(room.path.with_name(normalize(kept, room.path.name)))
    assert shelf.find(normalize(typed, "2026-11-21-zoëshire")) == path


# Several files that hold one workshop, such as a "conflicted copy" of a program that keeps folders in step


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop with one answer, put away."""
    room = library(tmp_path).create(details(), people(5))
    filled(room, 1, "1")
    room.keep_copy()
    room.close()
    return room.path


def copied(path: Path) -> Path:
    """Copy a session file under another name, and touch it, so that it seems to be the one used last."""
    other = Path(shutil.copy(path, path.with_name(f"{path.stem}-conflicted-copy.json")))
    os.utime(other)
    return other


def go_on(path: Path, answer: Answer = Answer.LEVEL_3) -> None:
    """Take one more answer into a workshop, which is meant in spite of all copies."""
    room = library(path.parents[1]).open(path, accept_edit=True)
    room.cast(1, 2, answer)
    room.close()


def test_of_two_files_that_are_alike_a_person_says_which_is_meant(tmp_path: Path, path: Path) -> None:
    shelf, other = library(tmp_path), copied(path)
    before = {each: each.read_bytes() for each in (path, other)}
    for one in (path, other):
        with pytest.raises(
            EditedError, match=r"There are two files of this workshop, .*, and both are as new"
        ) as caught:
            shelf.open(one)
        assert caught.value.has_twin
    assert {each: each.read_bytes() for each in before} == before
    assert shelf.last() == other
    shelf.open(path, accept_edit=True).close()
    shelf, other = library(tmp_path), copied(path)
    go_on(path)
    newer = path.read_bytes()
    go_on(other, Answer.LEVEL_2)
    [kept] = (tmp_path / "mirror").glob("*.before-*")
    assert kept.read_bytes() == newer == path.read_bytes()
    shelf.open(other).close()
    with pytest.raises(EditedError, match=f"and {other.name} is newer"):
        shelf.open(path)
    assert shelf.read(other).rounds[1001].ballots[2] is Answer.LEVEL_2


def test_the_newer_of_two_opens_and_names_the_other(tmp_path: Path, path: Path) -> None:
    shelf, other = library(tmp_path), copied(path)
    go_on(path)
    with pytest.raises(EditedError, match=f"and {path.name} is newer"):
        shelf.open(other)
    room = shelf.open(path)
    assert room.notices == (f"{other.name} is an earlier copy of this workshop.",)
    assert room.session.rounds[1001].given == 2
    room.close()
    room = shelf.open(other, accept_edit=True)
    assert room.session.rounds[1001].ballots == {1: Answer.LEVEL_1}
    room.close()


def test_a_copy_remembered_elsewhere_counts_and_a_duplicate_does_not(tmp_path: Path, path: Path) -> None:
    shelf, stick = library(tmp_path), tmp_path / "stick" / "autumn.json"
    stick.parent.mkdir()
    shutil.copy(path, stick)
    shelf.open(follow_up(shelf, path)).close()
    shelf.open(path).close()
    shelf.remember(stick)
    with pytest.raises(EditedError, match=r"autumn\.json"):
        shelf.open(path)


@needs_links
@pytest.mark.parametrize(
    "named",
    [lambda folder: Path(os.path.relpath(folder)), lambda folder: folder / "link"],
    ids=["by a relative path", "by a link"],
)
def test_one_file_that_has_two_paths_is_one_file(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch, named: Callable[[Path], Path]
) -> None:
    monkeypatch.chdir(tmp_path.parent)
    (tmp_path / "link").symlink_to(tmp_path)
    path.with_name("link.json").symlink_to(path)
    shelf = library(named(tmp_path))
    room = shelf.open(shelf.find(path.stem))
    assert room.notices == ()
    room.close()


def test_deleting_one_of_two_leaves_the_copies_to_the_other(tmp_path: Path, path: Path) -> None:
    shelf, other = library(tmp_path), copied(path)
    before = backups_of(shelf, path)
    assert len(before) == 1
    delete.run(Shelved(shelf, other))
    assert backups_of(shelf, path) == before
    assert (tmp_path / "mirror" / "session-1.json").exists()
    delete.run(Shelved(shelf, path))
    assert everything_in(tmp_path) == {}
