"""Workshops are set side by side from the command line, and a folder of them is one table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrutiny_tui.domain.voting import reveal
from tests.cli.conftest import Shell
from tests.support.sessions import answers, details, library, people

FIRST = "2026-11-21-exampleshire"
SECOND = "2026-11-21-exampleshire-2"


@pytest.fixture
def two(folder: Path) -> Path:
    """The folder of two closed workshops, each with a result, and of a file that is none."""
    shelf = library(folder)
    for given in ("1 2 2 2 2 2", "3 3 3 3 3 3"):
        room = shelf.create(details(), people(6))
        room.open_round(1)
        for voter, answer in enumerate(answers(given), start=1):
            room.cast(1, voter, answer)
        room.save(reveal(room.session, 1))
        room.close()
    (folder / "sessions" / "other.json").write_text("{}", encoding="utf-8")
    return folder / "sessions"


def test_workshops_are_set_side_by_side_as_they_were_named(shell: Shell, two: Path) -> None:
    told = shell("compare", SECOND, FIRST)
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("Step 1:"))
    assert lines[place + 1].startswith("  A: Beginning 0, Developing 0, Strong 6 (n = 6).")
    assert lines[place + 2].startswith("  B: Beginning 1, Developing 5, Strong 0 (n = 6).")


def test_json_names_the_files(shell: Shell, two: Path) -> None:
    found = json.loads(shell("compare", FIRST, SECOND, "--json").stdout)
    assert [(each["letter"], each["file"]) for each in found["workshops"]] == [
        ("A", f"{FIRST}.json"),
        ("B", f"{SECOND}.json"),
    ]
    assert [each["n"] for each in found["items"][0]["stands"]] == [6, 6]


@pytest.mark.parametrize("words", [("--folder",), ()])
def test_a_folder_is_one_line_a_workshop_and_what_cannot_be_read_is_told(
    shell: Shell, two: Path, words: tuple[str, ...]
) -> None:
    before = {path: path.read_bytes() for path in two.iterdir()}
    told = shell("compare", *words, str(two))
    assert told.exit_code == 0
    first, second, other = told.stdout.splitlines()[1:4]
    assert first.startswith(f"{SECOND}.json: 21 November 2026, Exampleshire,")
    assert "1 clear agreement (n = 6); 2 no result yet;" in second
    assert other.startswith("other.json: ")
    assert told.stdout.endswith(f"Steps are told where they are worded as in {SECOND}.json.\n")
    assert {path: path.read_bytes() for path in two.iterdir()} == before


def test_a_folder_as_json_is_one_object(shell: Shell, two: Path) -> None:
    found = json.loads(shell("compare", FIRST, "--folder", str(two), "--json").stdout)
    assert found["compared_with"] == f"{FIRST}.json"
    assert [each["file"] for each in found["workshops"]] == [f"{SECOND}.json", f"{FIRST}.json", "other.json"]
    assert found["workshops"][0]["steps"][0] == {
        "item": "1",
        "same_wording": True,
        "label": "consensus",
        "n": 6,
        "agreed_level": None,
    }
    assert "this program did not write it" in found["workshops"][2]["problem"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "Name at least two workshops to compare."),
        ((FIRST,), 2, "Name at least two workshops to compare."),
        ((FIRST,) * 27, 2, "Up to 26 workshops are set side by side."),
        ((FIRST, FIRST), 1, "A workshop is named twice"),
        ((FIRST, "nothing"), 1, "There is no workshop called nothing"),
        ((FIRST, SECOND, "--folder", "."), 2, "With --folder name one workshop at most"),
        (("--folder", "nowhere"), 1, "There is no folder nowhere."),
        (("--folder", "x" * 300), 3, "cannot be read or written: File name too long. Choose a shorter name."),
        (("--folder", "EMPTY"), 1, "There is no workshop in"),
        (("other", "--folder", "."), 1, "other.json"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(
    shell: Shell, two: Path, tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    (tmp_path / "empty").mkdir()
    told = shell("compare", *(str(tmp_path / "empty") if word == "EMPTY" else word for word in words))
    assert (told.exit_code, told.stdout) == (status, "")
    assert said in told.stderr
