"""A very long word is not told in full by an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.cli.shortening import LONGEST, SHOWN, shortened
from tests.cli.conftest import Shell
from tests.support.sessions import workshop

LONG = "begins" + "x" * 10_000 + "ends"
WITH_BLANKS = "begins" + " x" * 5_000 + " ends"


def test_a_path_as_long_as_paths_are_is_told_in_full() -> None:
    path = "/" + "x" * (LONGEST - 1)
    assert shortened(f"There is no {path}.", [path]) == f"There is no {path}."


@pytest.mark.parametrize("word", [LONG, WITH_BLANKS])
def test_a_longer_word_is_told_by_its_ends(word: str) -> None:
    told = shortened(f'There is no "{word}" here.', [f"--name={word}"])
    assert told.startswith('There is no "begins')
    assert told.endswith('ends" here.')
    assert len(told) == len('There is no "" here.') + SHOWN


@pytest.mark.parametrize("word", [LONG, WITH_BLANKS], ids=["one word", "blanks"])
@pytest.mark.parametrize(
    "words",
    [
        ("WORD",),
        ("results", "WORD"),
        ("restore", "WORD"),
        ("list", "--WORD"),
        ("--content", "WORD", "check"),
        ("note", "last", "--same-sitting", "--item", "WORD", "--kind", "evidence", "--text", "A visit."),
        ("note", "last", "--item", "1", "--kind", "WORD", "--text", "A visit."),
        ("cast", "last", "--item", "1", "--voter", "WORD", "--answer", "1", "--same-sitting"),
        ("agree", "last", "--item", "1", "--level", "WORD", "--how", "chair"),
        ("edit", "last", "--date", "WORD"),
        ("import", "last", "WORD"),
        ("new", "--council", "x", "--people", "3 WORD"),
    ],
    ids=" ".join,
)
def test_an_error_is_no_wall_of_letters(
    shell: Shell, folder: Path, words: tuple[str, ...], word: str
) -> None:
    workshop(folder).close()
    told = shell(*(each.replace("WORD", word) for each in words))
    assert told.exit_code
    assert "…" in told.stderr
    assert len(told.stderr) < 1_000
