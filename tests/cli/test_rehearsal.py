"""A rehearsal that is begun on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell
from tests.cli.plain_lines import SLIPS
from tests.support.files import everything_in


def test_line_by_line_it_says_what_it_is_and_otherwise_what_to_type(three: Shell, folder: Path) -> None:
    before = everything_in(folder)
    lines = "".join(f"{line}\n".replace("''", "") for line in f"{SLIPS} 1 2 2 r '' ? q".split())
    told = three("rehearse", "last", "--plain", typed=lines)
    assert told.exit_code == 0, told.stderr
    assert told.stdout.startswith("PRACTICE · ")
    assert "PRACTICE · Step 1 of 6" in told.stdout
    assert "PRACTICE · Step 1. What next?" in told.stdout
    assert "3 of 3 chose a statement" in told.stdout
    assert told.stdout.endswith("Nothing in this practice is saved.\n")
    assert "q: quit. Nothing in this practice is saved." in told.stdout
    assert everything_in(folder) == before
    told = three("rehearse", "last")
    assert told.exit_code != 0
    assert "scrutiny-tui rehearse WORKSHOP --plain" in told.stderr
