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
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.archives import zip_bytes
from scrutiny_tui.store.pack_files import pack_files
from scrutiny_tui.store.session_tables import Encoder
from tests.support.files import everything_in
from tests.support.sealed import rewrite_as_newer
from tests.support.sessions import SHIPPED, filled, library, session, workshop


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """The workshops of another laptop."""
    places = library(tmp_path / "there", content=tmp_path / "there" / "content").places
    shutil.copytree(SHIPPED, places.content)
    return Library(places, make_id=lambda: "another-id")


@pytest.fixture
def without_pack(shelf: Library) -> Path:
    """The folder of packs of the other laptop, which has not the workshop's own."""
    shutil.rmtree(shelf.places.content / "six-steps")
    return shelf.places.content


@pytest.fixture
def found(tmp_path: Path) -> Packing:
    """A workshop with a vote that is open, read while it is open, which changes no file."""
    room = workshop(tmp_path / "here")
    filled(room, 1, "2 2 3 3 1")
    room.save(reveal(room.session, 1))
    filled(room, 2, "1")
    before = everything_in(tmp_path)
    packing = to_pack(library(tmp_path / "here"), room.path)
    assert everything_in(tmp_path) == before
    room.close()
    return packing


def zipped(folder: Path, file: bytes, pack: Path | None = None, kind: str = "whole") -> Path:
    inside = {f"pack/{name}": data for name, data in pack_files(pack).items()} if pack else {}
    path = folder / "w.zip"
    path.write_bytes(zip_bytes({SESSION: file, **inside}, {"kind": kind}))
    return path


def left(shelf: Library) -> list[str]:
    """Return what was left on the other laptop beside its packs."""
    files = everything_in(shelf.places.sessions.parent)
    return [name for name in files if not Path(name).is_relative_to(shelf.places.content)]


def test_a_workshop_comes_back_again_as_another(tmp_path: Path, shelf: Library, found: Packing) -> None:
    path = zipped(tmp_path, found.file)
    first = unpack(shelf, path).path
    assert shelf.read(first) == found.session
    assert first == shelf.places.sessions / "2026-11-21-exampleshire.json"
    before = everything_in(tmp_path)
    second = unpack(shelf, path).path
    assert second.name == "2026-11-21-exampleshire-2.json"
    assert shelf.read(second) == replace(found.session, id="another-id")
    after = everything_in(tmp_path)
    assert {name: after[name] for name in before} == before
    for each in (first, second):
        shelf.open(each).close()


def test_the_copy_of_a_lost_workshop_is_not_replaced(tmp_path: Path, shelf: Library, found: Packing) -> None:
    path = zipped(tmp_path, found.file)
    gone = shelf.open(unpack(shelf, path).path)
    filled(gone, 3, "1 2")
    gone.close()
    gone.path.unlink()
    [lost] = lost_workshops(shelf)
    unpack(shelf, path)
    assert lost_workshops(shelf) == (lost,)


def test_a_workshop_that_is_put_elsewhere_is_listed(tmp_path: Path, shelf: Library, found: Packing) -> None:
    shelf.places.sessions.mkdir(parents=True)
    path = unpack(shelf, zipped(tmp_path, found.file), tmp_path / "desktop").path
    assert path.parent == tmp_path / "desktop"
    assert [entry.path for entry in shelf.entries()] == [path]


def test_it_is_told_if_only_one_copy_was_saved(tmp_path: Path, shelf: Library, found: Packing) -> None:
    shelf.places.mirror.parent.mkdir(parents=True, exist_ok=True)
    shelf.places.mirror.write_text("a file, not a folder", encoding="utf-8")
    [told] = unpack(shelf, zipped(tmp_path, found.file)).notices
    assert told.startswith("Only one copy is saved now: ")


# The pack


def test_the_pack_is_taken_if_asked_for_and_not_here(
    tmp_path: Path, shelf: Library, found: Packing, without_pack: Path
) -> None:
    path = zipped(tmp_path, found.file, found.pack_folder)
    unpack(shelf, path)
    assert list(without_pack.iterdir()) == []
    there = without_pack / "six-steps"
    assert unpack(shelf, path, with_pack=True).notices == (
        f"The content pack six-steps was saved to {there}.",
    )
    assert pack_files(there) == pack_files(SHIPPED / "six-steps")
    assert [each.name for each in without_pack.iterdir()] == ["six-steps"]
    (there / "examples.toml").write_text("# mine\n", encoding="utf-8")
    told = unpack(shelf, path, with_pack=True).notices
    assert told == ("There is already a content pack six-steps. It was not changed.",)
    assert (there / "examples.toml").read_text(encoding="utf-8") == "# mine\n"


def test_a_broken_pack_is_not_taken_and_nothing_else_either(
    tmp_path: Path, shelf: Library, found: Packing, without_pack: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pack.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(InputError, match=r"The content pack of w.zip can't be used. Nothing was opened."):
        unpack(shelf, zipped(tmp_path, found.file, broken), with_pack=True)
    assert (left(shelf), list(without_pack.iterdir())) == ([], [])


def test_if_the_workshop_cannot_be_written_the_pack_is_taken_away_again(
    tmp_path: Path, shelf: Library, found: Packing, without_pack: Path
) -> None:
    shelf.places.sessions.write_text("no folder", encoding="utf-8")
    with pytest.raises(MachineError):
        unpack(shelf, zipped(tmp_path, found.file, found.pack_folder), with_pack=True)
    assert list(without_pack.iterdir()) == []


def test_a_pack_that_is_not_here_is_left_out_of_what_is_packed(tmp_path: Path) -> None:
    room = workshop(tmp_path / "here")
    room.close()
    packing = to_pack(
        Library(replace(library(tmp_path / "here").places, content=tmp_path / "empty")), room.path
    )
    assert (packing.pack, packing.pack_folder) == (None, None)
    assert json.loads(packing.file)["session"]["1"]["details"]["council"] == "Exampleshire"


# What is refused


def newer(file: bytes, folder: Path) -> bytes:
    """Return a session file as a newer program would have written it."""
    path = folder / "newer.json"
    path.write_bytes(file)
    rewrite_as_newer(path)
    return path.read_bytes()


def odd() -> bytes:
    """Return a session file with a note on a step that is not there."""
    now = add_note(session(), 1, NoteKind.EVIDENCE, "x")
    now = replace(now, notes={1: replace(now.notes[1], item=99)})
    return Encoder().encode(now, 1)


def test_what_is_no_workshop_is_refused(tmp_path: Path, shelf: Library, found: Packing) -> None:
    refused = {
        "was changed by hand": found.file.replace(b'"answer":1', b'"answer":3'),
        r"session.json in w.zip can't be opened as a workshop": odd(),
        r"Scrutiny TUI 9.0": newer(found.file, tmp_path),
    }
    damaged = dict.fromkeys((b"", b"{}", b"{" * 100_000, b"\xff\x00"), r"session.json in w.zip is damaged")
    for told, data in (*refused.items(), *((told, data) for data, told in damaged.items())):
        with pytest.raises(InputError, match=told):
            unpack(shelf, zipped(tmp_path, data))
    with pytest.raises(InputError, match="not the workshop itself"):
        unpack(shelf, zipped(tmp_path, found.file, kind="public"))
    assert left(shelf) == []
