"""No path of a workshop's files is left in what may be projected."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.pathless import without_paths

HERE = Path("/home/Ann Example/Scrutiny")
MIRROR = HERE / "copies"
FILE = HERE / "2026 our workshop.json"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            f"No dated copy could be made. {MIRROR}/backups cannot be read or written: Not a directory. Put it back.",
            "No dated copy could be made. The second folder cannot be read or written: Not a directory. Put it back.",
        ),
        (
            f"The second copy was left out: The disk that holds {MIRROR} is full.",
            "The second copy was left out: The disk that holds the second folder is full.",
        ),
        (
            f"{FILE} was damaged (no end).",
            "A file in the folder of this workshop was damaged (no end).",
        ),
        (
            f"The second copy in {MIRROR} may still hold what was taken out. Delete {MIRROR / 'x-1.json'}.",
            "The second copy in the second folder may still hold what was taken out. Delete a file in the second folder.",
        ),
        (
            f"{FILE}.damaged-20261121T101500 was set aside earlier.",
            "A file in the folder of this workshop was set aside earlier.",
        ),
        (
            "/media/ann/stick/x.json is another copy of this workshop.",
            "A file in another folder is another copy of this workshop.",
        ),
        ("The disk is full.", "The disk is full."),
    ],
)
def test_a_path_becomes_words(told: str, shown: str) -> None:
    assert (
        without_paths(told, FILE, {HERE: "the folder of this workshop", MIRROR: "the second folder"}) == shown
    )
