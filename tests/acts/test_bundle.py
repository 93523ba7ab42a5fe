"""A workshop that was packed up comes out of its zip file as it was, or not at all."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.bundle import SESSION, Packing, to_pack, unpack
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.rescue import lost_workshops
from scrutiny_tui.domain.errors import InputError, MachineError, ProblemsError
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.archives import zip_bytes
from scrutiny_tui.store.disk_errors import NewerFormatError
from scrutiny_tui.store.pack_files import pack_files
from scrutiny_tui.store.session_tables import Encoder
from tests.acts.rooms import filled
from tests.support.sealed import rewrite_as_newer
from tests.support.sessions import SHIPPED, library, session, workshop


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """The workshops of another laptop."""
    places = library(tmp_path / "there", content=tmp_path / "there" / "content").places
    shutil.copytree(SHIPPED, places.content)
    return Library(places, make_id=lambda: "another-id")


def packing(folder: Path) -> Packing:
    """Return a workshop with a vote that is open, read while it is open."""
    room = workshop(folder / "here")
    filled(room, 1, "2 2 3 3 1")
    room.save(reveal(room.session, 1))
    filled(room, 2, "1")
    found = to_pack(library(folder / "here"), room.path)
    room.close()
    return found


def zipped(folder: Path, file: bytes, pack: Path | None = None, kind: str = "whole") -> Path:
    inside = {f"pack/{name}": data for name, data in pack_files(pack).items()} if pack else {}
    path = folder / "w.zip"
    path.write_bytes(zip_bytes({SESSION: file, **inside}, {"kind": kind}))
    return path


def left(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*") if each.is_file() and "content" not in each.parts)


def test_a_workshop_comes_back_as_it_was(tmp_path: Path, shelf: Library) -> None:
    found = packing(tmp_path)
    unpacked = unpack(shelf, zipped(tmp_path, found.file))
    assert shelf.read(unpacked.path) == found.session
    assert unpacked.path == shelf.places.sessions / "2026-11-21-exampleshire.json"


def test_a_workshop_that_is_here_already_gets_an_id_of_its_own_and_replaces_nothing(
    tmp_path: Path, shelf: Library
) -> None:
    found = packing(tmp_path)
    path = zipped(tmp_path, found.file)
    first = unpack(shelf, path).path
    before = {each: each.read_bytes() for each in tmp_path.rglob("*.json")}
    second = unpack(shelf, path).path
    assert second.name == "2026-11-21-exampleshire-2.json"
    assert shelf.read(second) == replace(found.session, id="another-id")
    assert {each: each.read_bytes() for each in before} == before
    for each in (first, second):
        shelf.open(each).close()


def test_the_second_copy_of_a_workshop_whose_file_is_gone_is_not_replaced(
    tmp_path: Path, shelf: Library
) -> None:
    path = zipped(tmp_path, packing(tmp_path).file)
    gone = shelf.open(unpack(shelf, path).path)
    filled(gone, 3, "1 2")
    gone.close()
    gone.path.unlink()
    [lost] = lost_workshops(shelf)
    unpack(shelf, path)
    assert lost_workshops(shelf) == (lost,)


def test_a_workshop_that_is_put_elsewhere_is_listed(tmp_path: Path, shelf: Library) -> None:
    shelf.places.sessions.mkdir(parents=True)
    path = unpack(shelf, zipped(tmp_path, packing(tmp_path).file), tmp_path / "desktop").path
    assert path.parent == tmp_path / "desktop"
    assert [entry.path for entry in shelf.entries()] == [path]


def test_the_pack_is_left_unless_it_is_asked_for(tmp_path: Path, shelf: Library) -> None:
    found = packing(tmp_path)
    shutil.rmtree(shelf.places.content / "six-steps")
    unpack(shelf, zipped(tmp_path, found.file, found.pack_folder))
    assert not (shelf.places.content / "six-steps").exists()


def test_the_pack_is_taken_where_it_is_asked_for_and_not_here(tmp_path: Path, shelf: Library) -> None:
    found = packing(tmp_path)
    shutil.rmtree(shelf.places.content / "six-steps")
    unpacked = unpack(shelf, zipped(tmp_path, found.file, found.pack_folder), with_pack=True)
    there = shelf.places.content / "six-steps"
    assert unpacked.notices == (f"The pack six-steps is in {there}.",)
    assert pack_files(there) == pack_files(SHIPPED / "six-steps")
    assert [each.name for each in shelf.places.content.iterdir()] == ["six-steps"]


def test_a_pack_of_that_name_is_never_replaced(tmp_path: Path, shelf: Library) -> None:
    found = packing(tmp_path)
    own = shelf.places.content / "six-steps" / "examples.toml"
    own.write_text("# mine\n", encoding="utf-8")
    told = unpack(shelf, zipped(tmp_path, found.file, found.pack_folder), with_pack=True).notices
    assert told == ("There is a pack six-steps here already; it was left as it is.",)
    assert own.read_text(encoding="utf-8") == "# mine\n"


def test_a_broken_pack_is_not_taken_and_nothing_else_either(tmp_path: Path, shelf: Library) -> None:
    found = packing(tmp_path)
    shutil.rmtree(shelf.places.content / "six-steps")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pack.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(InputError, match=r"The pack of w.zip cannot be used. Nothing was unpacked."):
        unpack(shelf, zipped(tmp_path, found.file, broken), with_pack=True)
    assert left(tmp_path / "there") == []
    assert list(shelf.places.content.iterdir()) == []


def test_where_the_workshop_cannot_be_written_the_pack_is_taken_away_again(
    tmp_path: Path, shelf: Library
) -> None:
    found = packing(tmp_path)
    shutil.rmtree(shelf.places.content / "six-steps")
    shelf.places.sessions.write_text("no folder", encoding="utf-8")
    with pytest.raises(MachineError):
        unpack(shelf, zipped(tmp_path, found.file, found.pack_folder), with_pack=True)
    assert list(shelf.places.content.iterdir()) == []


def test_what_may_be_published_holds_no_workshop(tmp_path: Path, shelf: Library) -> None:
    with pytest.raises(InputError, match="holds no workshop, only what may be published"):
        unpack(shelf, zipped(tmp_path, packing(tmp_path).file, kind="public"))


@pytest.mark.parametrize("data", [b"", b"{}", b"{" * 100_000, b"\xff\x00"])
def test_a_session_that_is_none_is_refused(tmp_path: Path, shelf: Library, data: bytes) -> None:
    with pytest.raises(InputError, match=r"session.json in w.zip is damaged"):
        unpack(shelf, zipped(tmp_path, data))
    assert left(tmp_path / "there") == []


def test_a_session_that_was_changed_by_hand_is_refused(tmp_path: Path, shelf: Library) -> None:
    data = packing(tmp_path).file.replace(b'"answer":1', b'"answer":3')
    with pytest.raises(InputError, match="was changed by hand"):
        unpack(shelf, zipped(tmp_path, data))
    assert left(tmp_path / "there") == []


def test_a_session_that_does_not_fit_together_is_refused(tmp_path: Path, shelf: Library) -> None:
    odd = add_note(session(), 1, NoteKind.EVIDENCE, "x")
    odd = replace(odd, notes={1: replace(odd.notes[1], item=99)})
    with pytest.raises(ProblemsError, match=r"session.json in w.zip cannot be opened as a workshop"):
        unpack(shelf, zipped(tmp_path, Encoder().encode(odd, 1).text.encode()))


def test_a_session_of_a_newer_program_is_refused(tmp_path: Path, shelf: Library) -> None:
    file = tmp_path / "newer.json"
    file.write_bytes(packing(tmp_path).file)
    rewrite_as_newer(file)
    with pytest.raises(NewerFormatError, match=r"Scrutiny TUI 9.0"):
        unpack(shelf, zipped(tmp_path, file.read_bytes()))


def test_packing_up_changes_no_file(tmp_path: Path) -> None:
    room = workshop(tmp_path / "here")
    filled(room, 1, "2 2")
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    to_pack(library(tmp_path / "here"), room.path)
    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before
    room.close()


def test_where_the_pack_is_not_here_it_is_left_out(tmp_path: Path) -> None:
    room = workshop(tmp_path / "here")
    room.close()
    shelf = library(tmp_path / "here")
    places = replace(shelf.places, content=tmp_path / "empty")
    found = to_pack(Library(places), room.path)
    assert (found.pack, found.pack_folder) == (None, None)
    assert json.loads(found.file)["session"]["1"]["details"]["council"] == "Exampleshire"
