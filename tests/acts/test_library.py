"""Setting up workshops, and opening them. The workshops of a folder: listed, found, copied and checked."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from scrutiny_tui.acts.library import new_id
from scrutiny_tui.domain.errors import InputError, MachineError, ProblemsError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Secrecy, Setting
from scrutiny_tui.domain.session import Sitting
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.domain.wording import pin
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.session_file import read_session
from scrutiny_tui.store.system import local_time
from tests.support.sessions import NOW, SHIPPED, answers, details, library, people


def test_a_workshop_is_set_up_with_its_first_sitting(tmp_path: Path) -> None:
    shelf = library(tmp_path)

    workshop = shelf.create(details(), people(3, Role.CHAIR))

    session = workshop.session
    assert workshop.path == tmp_path / "sessions" / "2026-11-21-exampleshire.json"
    assert (session.id, session.details) == ("session-1", details())
    assert [*session.voters.values()] == [*people(3, Role.CHAIR)]
    assert session.sittings == {1: Sitting(1, NOW, facilitator="A. Facilitator")}
    assert session.wording == pin(shelf.pack())
    assert len(session.wording.items) == 6
    workshop.close()


def test_two_workshops_of_a_day_have_two_files(tmp_path: Path) -> None:
    shelf = library(tmp_path)

    paths = []
    for _ in range(2):
        workshop = shelf.create(details(), people(3))
        paths.append(workshop.path.name)
        workshop.close()

    assert paths == ["2026-11-21-exampleshire.json", "2026-11-21-exampleshire-2.json"]


@pytest.mark.parametrize(
    ("council", "name"),
    [
        ("Con", "2026-11-21-con-council.json"),
        ("🙂", "2026-11-21-workshop.json"),
        ("../up", "2026-11-21-up.json"),
    ],
)
def test_any_council_makes_a_file_in_the_folder(tmp_path: Path, council: str, name: str) -> None:
    workshop = library(tmp_path).create(details(council), people(3))

    assert workshop.path == tmp_path / "sessions" / name
    workshop.close()


@pytest.mark.parametrize("council", ["", "  "])
def test_a_workshop_needs_a_council(tmp_path: Path, council: str) -> None:
    with pytest.raises(InputError, match="Say which council"):
        library(tmp_path).create(details(council), people(3))
    assert not (tmp_path / "sessions").exists()


def test_names_are_never_kept_in_public(tmp_path: Path) -> None:
    asked = details(secrecy=Secrecy.BY_NAME, setting=Setting.PUBLIC)

    with pytest.raises(InputError, match="never kept by name when the workshop is in public"):
        library(tmp_path).create(asked, people(3))
    assert not (tmp_path / "sessions").exists()


def test_names_may_be_kept_in_private(tmp_path: Path) -> None:
    workshop = library(tmp_path).create(details(secrecy=Secrecy.BY_NAME), people(3))

    assert workshop.session.details.secrecy is Secrecy.BY_NAME
    workshop.close()


def test_a_broken_pack_is_told_before_a_file_is_written(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SHIPPED, content)
    (content / "six-steps" / "pack.toml").write_text("title = 3", encoding="utf-8")

    with pytest.raises(ProblemsError):
        library(tmp_path, content=content).create(details(), people(3))
    assert not (tmp_path / "sessions").exists()


def test_a_file_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        library(tmp_path).open(tmp_path / "gone.json")


def test_a_workshop_is_open_once(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    workshop = shelf.create(details(), people(5))

    with pytest.raises(MachineError, match="opened"):
        library(tmp_path).open(workshop.path)
    workshop.close()
    library(tmp_path).open(workshop.path).close()


def changed_content(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    shutil.copytree(SHIPPED, content)
    return content


def test_the_wording_of_a_session_outlives_a_change_of_the_pack(tmp_path: Path) -> None:
    content = changed_content(tmp_path)
    workshop = library(tmp_path, content=content).create(details(), people(5))
    wording = workshop.session.wording
    workshop.close()
    step = content / "six-steps" / "steps" / "1-knowledge.toml"
    old = wording.items[0].prompts[0].text
    text = step.read_text(encoding="utf-8")
    assert old in text
    step.write_text(text.replace(old, "Is this another question?"), encoding="utf-8")

    again = library(tmp_path, content=content).open(workshop.path)

    assert again.session.wording == wording
    assert again.session.wording.item(1).prompts[0].text == old
    assert again.pack.steps[0].prompts[0].text == "Is this another question?"
    again.close()


def test_a_session_whose_pack_is_gone_opens_with_the_usual_one(tmp_path: Path) -> None:
    content = changed_content(tmp_path)
    own = content / "own-steps"
    shutil.copytree(content / "six-steps", own)
    toml = (own / "pack.toml").read_text(encoding="utf-8")
    (own / "pack.toml").write_text(toml.replace('id = "six-steps"', 'id = "own-steps"'), encoding="utf-8")
    workshop = library(tmp_path, content=own).create(details(), people(5))
    workshop.close()
    shelf = library(tmp_path, content=content)
    found = shelf.open(workshop.path)
    assert found.pack.id == "own-steps"
    found.close()

    shutil.rmtree(own)

    again = shelf.open(workshop.path)
    assert (again.pack.id, again.session.wording.pack) == ("six-steps", "own-steps")
    again.close()


def test_a_session_is_let_go_of_when_its_pack_is_broken(tmp_path: Path) -> None:
    content = changed_content(tmp_path)
    shelf = library(tmp_path, content=content)
    workshop = shelf.create(details(), people(5))
    workshop.close()
    pack = content / "six-steps" / "pack.toml"
    right = pack.read_bytes()
    pack.write_bytes(b"title = 3")

    with pytest.raises(ProblemsError) as caught:
        shelf.open(workshop.path)

    pack.write_bytes(right)
    shelf.open(workshop.path).close()
    assert caught.value.problems


def test_the_shipped_example_is_never_opened_for_writing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not changed"):
        library(tmp_path).open(example_session())


def test_what_cannot_be_copied_is_told(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="could not be copied"):
        library(tmp_path).open_copy(tmp_path / "gone.json", tmp_path)


def test_new_ids_differ() -> None:
    assert len({new_id() for _ in range(100)}) == 100


def test_the_time_in_the_room_has_no_zone(tmp_path: Path) -> None:
    assert local_time().tzinfo is None
    assert library(tmp_path).today() == NOW


def changed_at(path: Path, moment: int) -> None:
    """Pretend that a session was last changed at this second."""
    os.utime(path, (0, moment))


def test_a_folder_that_is_not_there_has_no_workshops(tmp_path: Path) -> None:
    shelf = library(tmp_path)

    assert [*shelf.entries()] == []
    assert shelf.last() is None
    with pytest.raises(InputError, match="There is no workshop in"):
        shelf.find("last")


@pytest.fixture
def shelf_of_two(tmp_path: Path) -> Path:
    """A folder with two workshops; the older one was used last."""
    shelf = library(tmp_path)
    for moment, council in ((2000, "Northshire"), (1000, "Southshire")):
        workshop = shelf.create(details(council), people(5))
        if council == "Northshire":
            workshop.open_round(1)
            workshop.cast(1, 1, answers("2")[0])
            workshop.save(reveal(workshop.session, 1))
        workshop.close()
        changed_at(workshop.path, moment)
    return tmp_path


def test_the_list_shows_the_workshop_used_last_first(shelf_of_two: Path) -> None:
    entries = [*library(shelf_of_two).entries()]

    assert [
        (entry.session.details.council if entry.session else "", entry.revealed) for entry in entries
    ] == [
        ("Northshire", 1),
        ("Southshire", 0),
    ]


def test_a_workshop_that_is_open_is_listed_too(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    workshop = shelf.create(details(), people(5))
    workshop.open_round(1)

    [entry] = shelf.entries()

    assert entry.session == workshop.session
    workshop.close()


def test_a_broken_file_is_listed_with_its_problem(shelf_of_two: Path) -> None:
    broken = shelf_of_two / "sessions" / "broken.json"
    broken.write_bytes(b"{ this is not a session")
    changed_at(broken, 3000)

    first, *others = library(shelf_of_two).entries()

    assert (first.path, first.session, first.revealed) == (broken, None, 0)
    assert "broken.json" in first.problem
    assert "\n" not in first.problem
    assert len(others) == 2


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b'{"file": 3}', b"[" * 100_000])
def test_no_file_whatever_stops_the_list(shelf_of_two: Path, content: bytes) -> None:
    (shelf_of_two / "sessions" / "odd.json").write_bytes(content)

    problems = [entry.problem for entry in library(shelf_of_two).entries() if entry.session is None]

    assert len(problems) == 1
    assert problems[0]


def test_last_is_the_workshop_used_last(shelf_of_two: Path) -> None:
    found = library(shelf_of_two).find("last")

    assert found.name == "2026-11-21-northshire.json"


def test_a_workshop_that_is_elsewhere_is_listed_from_then_on(shelf_of_two: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick" / "autumn.json"
    elsewhere.parent.mkdir()
    (shelf_of_two / "sessions" / "2026-11-21-northshire.json").rename(elsewhere)

    assert library(shelf_of_two).remember(elsewhere)

    again = library(shelf_of_two)
    assert again.last() == elsewhere
    assert len([*again.entries()]) == 2
    assert again.forget(elsewhere)
    assert not again.forget(elsewhere)
    assert len([*library(shelf_of_two).entries()]) == 1


def test_a_workshop_on_a_stick_that_is_out_is_listed_again_when_it_is_back(
    shelf_of_two: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "stick" / "autumn.json"
    elsewhere.parent.mkdir()
    (shelf_of_two / "sessions" / "2026-11-21-northshire.json").rename(elsewhere)
    library(shelf_of_two).remember(elsewhere)

    elsewhere.parent.rename(tmp_path / "out")
    assert elsewhere not in [entry.path for entry in library(shelf_of_two).entries()]
    (tmp_path / "out").rename(elsewhere.parent)

    assert elsewhere in [entry.path for entry in library(shelf_of_two).entries()]


def test_workshops_elsewhere_are_found_without_the_folder_of_workshops(
    shelf_of_two: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "autumn.json"
    (shelf_of_two / "sessions" / "2026-11-21-northshire.json").rename(elsewhere)
    library(shelf_of_two).remember(elsewhere)
    shutil.rmtree(shelf_of_two / "sessions")
    (shelf_of_two / "sessions").write_text("no folder", encoding="utf-8")

    assert library(shelf_of_two).find("last") == elsewhere


def test_a_workshop_is_remembered_although_the_settings_cannot_be_written(
    shelf_of_two: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "autumn.json"
    (shelf_of_two / "sessions" / "2026-11-21-northshire.json").rename(elsewhere)
    (shelf_of_two / "settings.json").mkdir()
    shelf = library(shelf_of_two)

    assert not shelf.remember(elsewhere)

    assert elsewhere in [entry.path for entry in shelf.entries()]


@pytest.mark.parametrize("name", ["2026-11-21-southshire", "2026-11-21-southshire.json"])
def test_a_workshop_is_found_by_its_name(shelf_of_two: Path, name: str) -> None:
    assert library(shelf_of_two).find(name) == shelf_of_two / "sessions" / "2026-11-21-southshire.json"


def test_a_workshop_is_found_by_its_path(shelf_of_two: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    shutil.copy(shelf_of_two / "sessions" / "2026-11-21-southshire.json", elsewhere)

    assert library(shelf_of_two).find(str(elsewhere)) == elsewhere


@pytest.mark.parametrize("name", ["gone", "", ".", "..", "gone.json", "a/b/c", "nul\0byte"])
def test_a_workshop_that_is_not_there_is_told(shelf_of_two: Path, name: str) -> None:
    with pytest.raises(InputError, match="There is no workshop called"):
        library(shelf_of_two).find(name)


def test_a_name_beyond_all_measure_is_told(shelf_of_two: Path) -> None:
    with pytest.raises(InputError):
        library(shelf_of_two).find("x" * 5000)


def test_the_shipped_example_is_not_listed_among_the_workshops(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    shelf.places = replace(shelf.places, sessions=example_session().parent)

    assert example_session() not in [entry.path for entry in shelf.entries()]


@pytest.mark.parametrize("name", ["x.json", "gone.json"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.json").write_bytes(b"{")

    with pytest.raises(InputError, match=name):
        read_session(tmp_path / name)


def test_a_copy_is_opened_in_place_of_the_original(shelf_of_two: Path, tmp_path: Path) -> None:
    original = shelf_of_two / "sessions" / "2026-11-21-northshire.json"
    before = original.read_bytes()
    folder = tmp_path / "spare"
    folder.mkdir()

    copy = library(shelf_of_two).open_copy(original, folder)
    copy.open_round(2)
    copy.close()

    assert copy.path == folder / original.name
    assert original.read_bytes() == before
    assert (folder / "mirror").is_dir()


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
