"""File names that people can read and every operating system accepts.

Session files are found without being opened, the one that was changed last first.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.file_names import free_path, plain_name
from scrutiny_tui.store.session_file import create_session, open_session
from scrutiny_tui.store.session_paths import last_changed, read_head, session_paths, twins_of
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
        ("Children's scrutiny (2026)", "children-s-scrutiny-2026"),
        ("--__--North__--", "north"),
        ("../../etc/passwd", "etc-passwd"),
        ('a<b>c:d"e|f?g*h', "a-b-c-d-e-f-g-h"),
    ],
)
def test_a_name_is_words_and_hyphens(text: str, name: str) -> None:
    assert plain_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("Ynys Môn", "ynys-môn"), ("北京市", "北京市"), ("Дублин", "дублин")],
)
def test_letters_of_every_script_stay(text: str, name: str) -> None:
    assert plain_name(text) == name


@pytest.mark.parametrize("text", ["", "   ", "...", "🙂🙂", "-_-"])
def test_a_name_is_never_empty(text: str) -> None:
    assert plain_name(text) == "workshop"


@pytest.mark.parametrize("word", RESERVED)
def test_names_that_windows_keeps_for_itself_get_another_word(word: str) -> None:
    assert plain_name(word.upper()) == f"{word}-council"


def test_a_name_that_only_begins_like_a_reserved_one_stays() -> None:
    assert plain_name("Conwy") == "conwy"


def test_a_long_name_is_cut() -> None:
    assert plain_name("x" * 500) == "x" * 60
    assert plain_name("x" * 59 + " council") == "x" * 59


@given(st.text())
def test_any_text_makes_a_name_that_can_stand_in_a_path(text: str) -> None:
    name = plain_name(text)

    assert name == name.strip("-_ .")
    assert not set(name) & set('/\\:*?"<>|\0\n\t')
    assert 0 < len(name) <= 60 + len("-council")
    assert name.lower() not in RESERVED


def test_a_long_name_fits_what_file_systems_take() -> None:
    longest = f"2026-11-21-{plain_name('国' * 80)}-99.journal.damaged-20261121T140500-99"

    assert len(longest.encode()) <= 255


def test_a_file_name_in_rare_characters_fits_too() -> None:
    longest = f"2026-11-21-{plain_name(chr(0x20000) * 80)}.json"

    assert len(longest.encode()) <= 255


def test_the_first_free_path_is_the_stem_itself(tmp_path: Path) -> None:
    assert (
        free_path(tmp_path, "2026-11-21-exampleshire", ".json") == tmp_path / "2026-11-21-exampleshire.json"
    )


def test_a_path_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    for name in ("x.json", "x-2.json"):
        (tmp_path / name).touch()

    assert free_path(tmp_path, "x", ".json") == tmp_path / "x-3.json"


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        MachineError, match=r"cannot be read or written: File name too long\. Choose a shorter"
    ):
        free_path(tmp_path / ("x" * 300), "x", ".json")


def test_a_folder_lists_the_session_changed_last_first_and_those_elsewhere(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "sessions", tmp_path / "stick" / "elsewhere.json"
    folder.mkdir()
    elsewhere.parent.mkdir()
    for moment, path in enumerate((folder / "old.json", elsewhere, folder / "b.json", folder / "a.json", folder / "new.json")):  # fmt: skip
        path.touch()
        os.utime(path, (0, 1000 + (2 if path.stem in "ab" else moment)))
    for other in ("notes.txt", "x.json.tmp", "x.json.damaged-20260412T101500", "x.lock"):
        (folder / other).touch()
    (folder / "folder.json").mkdir()

    found = list(session_paths(folder, (elsewhere, folder / "old.json", tmp_path / "gone" / "x.json")))
    assert [path.name for path in found] == ["new.json", "a.json", "b.json", "elsewhere.json", "old.json"]


def test_a_folder_that_is_not_there_lists_nothing(tmp_path: Path) -> None:
    assert [*session_paths(tmp_path / "gone")] == []
    assert last_changed(tmp_path / "gone.json") == 0


def test_a_folder_that_cannot_be_looked_into_is_told_unless_others_are_there(tmp_path: Path) -> None:
    (tmp_path / "x.json").touch()
    too_long = tmp_path / ("x" * 300)
    with pytest.raises(MachineError, match="File name too long"):
        [*session_paths(too_long)]
    assert [*session_paths(too_long, (tmp_path / "x.json",))] == [tmp_path / "x.json"]


def test_other_files_of_the_same_session_are_found_with_how_often_they_were_saved(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "x.json", tmp_path / "stick" / "x.json"
    elsewhere.parent.mkdir()
    create_session(path, session(3), None).close()
    for copy in (tmp_path / "x (1).json", elsewhere):
        shutil.copyfile(path, copy)
    file = open_session(elsewhere, None)
    file.save(answered(file.session, 1, answers("1")))
    file.close()
    create_session(tmp_path / "another.json", session(3), None).close()
    (tmp_path / "another.json").write_bytes(b'{"file": {"1": {"sequence":9,"session":"session-2"}}}')
    for number, odd in enumerate((b"", b"\xff" * 99, b"[]")):
        (tmp_path / f"{number}.json").write_bytes(odd)

    twins = twins_of(path, (elsewhere, path, tmp_path / "gone.json"))
    assert {(twin.path, twin.sequence) for twin in twins} == {(tmp_path / "x (1).json", 0), (elsewhere, 1)}
    assert twins_of(tmp_path / "0.json") == ()


def test_a_head_tells_which_state_of_which_session_a_file_holds_however_long_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    file = create_session(path, session(3), None)
    file.save(answered(file.session, 1, answers("1")))

    head = read_head(path)
    assert head is not None
    assert (head.session, head.sequence) == ("session-1", 1)
    assert read_head(Path(__file__).with_name("version-1.json")) == ("example", 137)
    assert read_head(tmp_path) is None
