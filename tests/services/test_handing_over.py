"""A workshop that was packed up comes out of its zip file as it was, or not at all."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import InputError, MachineError, ProblemsError
from scrutiny_tui.services.handing_over import Packing, to_pack, unpack
from scrutiny_tui.services.library import Library
from scrutiny_tui.store.content.packing import pack_files
from scrutiny_tui.store.documents import tables
from scrutiny_tui.store.handing import SESSION
from scrutiny_tui.store.journal.snapshot import render
from scrutiny_tui.store.parse import NewerSchemaError
from scrutiny_tui.store.zips import zip_bytes
from tests.services.rooms import filled
from tests.support.sessions import SHIPPED, library, session, workshop


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """The workshops of another laptop."""
    made = library(tmp_path / "there", content=tmp_path / "there" / "content")
    shutil.copytree(SHIPPED, made.places.content)
    return made


def packing(folder: Path) -> Packing:
    """Return a workshop with a vote that is open, read while it is open."""
    room = workshop(folder / "here")
    filled(room, 1, "2 2 3 3 1")
    room.reveal(1)
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


def test_no_file_that_is_there_is_replaced(tmp_path: Path, shelf: Library) -> None:
    path = zipped(tmp_path, packing(tmp_path).file)
    first = unpack(shelf, path).path
    before = first.read_bytes()
    assert unpack(shelf, path).path.name == "2026-11-21-exampleshire-2.json"
    assert first.read_bytes() == before


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
    documents = tables(session(), "1.0")
    documents["notes"] = {1: {"item": 99, "kind": "evidence", "text": "x", "table": 0, "round": 0}}
    with pytest.raises(ProblemsError, match=r"session.json in w.zip cannot be opened as a workshop"):
        unpack(shelf, zipped(tmp_path, render(documents, "session-1", 1)[0]))
    assert left(tmp_path / "there") == []


def test_a_session_of_a_newer_program_is_refused(tmp_path: Path, shelf: Library) -> None:
    documents = tables(session(), "9.0")
    documents["schema"][1]["version"] = 9
    with pytest.raises(NewerSchemaError, match=r"Scrutiny TUI 9.0"):
        unpack(shelf, zipped(tmp_path, render(documents, "session-1", 1)[0]))


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
    assert json.loads(found.file)["session"]["1"]["council"] == "Exampleshire"
