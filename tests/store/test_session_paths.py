"""File names that people can read and every operating system accepts, and session files found without being opened."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.session_file import create_session, open_session
from scrutiny_tui.store.session_paths import (
    free_path,
    last_changed,
    plain_name,
    read_head,
    session_paths,
    twins_of,
)
from tests.support.files import needs_lengths
from tests.support.sessions import answered, answers, session

RESERVED = [
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Exampleshire County Council", "exampleshire-county-council"),
        ("  St. Helens / Wigan & Bolton  ", "st-helens-wigan-bolton"),
        ("Children's scrutiny (2026)", "children-s-scrutiny-2026"), ("--__--North__--", "north"),
        ("../../etc/passwd", "etc-passwd"), ('a<b>c:d"e|f?g*h', "a-b-c-d-e-f-g-h"),
        ("Ynys Môn", "ynys-môn"), ("北京市", "北京市"), ("Дублин", "дублин"), ("Conwy", "conwy"),
        *((nothing, "workshop") for nothing in ("", "   ", "...", "🙂🙂", "-_-")),
        *((word.upper(), f"{word}-council") for word in RESERVED),
        ("x" * 500, "x" * 60), ("x" * 59 + " council", "x" * 59),
    ],
)  # fmt: skip
def test_a_name_is_words_and_hyphens_never_empty_reserved_or_long(text: str, name: str) -> None:
    assert plain_name(text) == name


@given(st.text())
def test_any_text_makes_a_name_that_can_stand_in_a_path(text: str) -> None:
    name = plain_name(text)
    assert name == name.strip("-_ .")
    assert not set(name) & set('/\\:*?"<>|\0\n\t')
    assert 0 < len(name) <= 60 + len("-council")
    assert name.lower() not in RESERVED


@pytest.mark.parametrize("letter", ["国", chr(0x20000)])
def test_a_long_name_fits_what_file_systems_take(letter: str) -> None:
    end = ".journal.damaged-20261121T140500-99" if letter == "国" else ".json"
    assert len(f"2026-11-21-{plain_name(letter * 80)}{end}".encode()) <= 255


def test_the_first_free_path_has_a_number_and_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    for name in ("x.json", "x-2.json", "x-3.json"):
        assert free_path(tmp_path, "x", ".json") == tmp_path / name
        (tmp_path / name).touch()
    assert [*session_paths(tmp_path / "gone")] == []
    assert last_changed(tmp_path / "gone.json") == 0


@needs_lengths
def test_a_folder_that_cannot_be_looked_into_is_told_unless_others_are_there(tmp_path: Path) -> None:
    too_long, there = tmp_path / ("x" * 300), tmp_path / "x.json"
    there.touch()
    with pytest.raises(MachineError, match=r"can't be used: File name too long\. Choose a shorter"):
        free_path(too_long, "x", ".json")
    with pytest.raises(MachineError, match="File name too long"):
        [*session_paths(too_long)]
    assert [*session_paths(too_long, (there,))] == [there]


def test_a_folder_lists_the_session_changed_last_first_and_those_elsewhere(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "sessions", tmp_path / "stick" / "elsewhere.json"
    for each in (folder, elsewhere.parent):
        each.mkdir()
    for moment, name in enumerate(("old", "elsewhere", "b", "a", "new")):
        path = elsewhere if name == "elsewhere" else folder / f"{name}.json"
        path.touch()
        os.utime(path, (0, 1000 + (2 if name in "ab" else moment)))
    for other in ("notes.txt", "x.json.tmp", "x.json.damaged-20260412T101500", "x.lock"):
        (folder / other).touch()
    (folder / "folder.json").mkdir()
    found = session_paths(folder, (elsewhere, folder / "old.json", tmp_path / "gone" / "x.json"))
    assert [path.stem for path in found] == ["new", "a", "b", "elsewhere", "old"]


def test_other_files_of_the_same_session_are_found_with_how_often_they_were_saved(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "x.json", tmp_path / "stick" / "x.json"
    elsewhere.parent.mkdir()
    create_session(path, session(3), None).close()
    for copy in (tmp_path / "x (1).json", elsewhere):
        shutil.copyfile(path, copy)
    file = open_session(elsewhere, None)
    file.save(answered(file.session, 1, answers("1")))
    file.close()
    odd = (b"", b"\xff" * 99, b"[]", b'{"file": {"1": {"sequence":9,"session":"session-2"}}}')
    for number, data in enumerate(odd):
        (tmp_path / f"{number}.json").write_bytes(data)
    twins = twins_of(path, (elsewhere, path, tmp_path / "gone.json"))
    assert {(twin.path, twin.sequence) for twin in twins} == {(tmp_path / "x (1).json", 0), (elsewhere, 1)}
    assert twins_of(tmp_path / "0.json") == ()
    head = read_head(elsewhere)
    assert head is not None
    assert (head.session, head.sequence) == ("session-1", 1)
    assert read_head(Path(__file__).with_name("version-1.json")) == ("example", 137)
    assert read_head(tmp_path) is None
