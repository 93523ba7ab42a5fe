"""File names that people can read and every operating system accepts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.names import free_path, plain_name

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
