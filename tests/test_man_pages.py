"""Every command has a man page, made from what it says of itself, and the installed program brings it along."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.shelf_acts import SHELF
from scrutiny_tui.cli.program import COMMANDS

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all pages."""
    folder = tmp_path_factory.mktemp("man")
    subprocess.run(
        [sys.executable, "-m", "scripts.man_pages", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return folder


def test_the_build_has_what_the_commands_import() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hook = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
    assert hook["require-runtime-dependencies"]


def test_every_command_and_act_has_a_page_that_says_what_help_says(pages: Path) -> None:
    acts = {f"do-{name}" for name in (*CATALOGUE.acts, *SHELF.acts)}
    wanted = {"scrutiny-tui.1", *(f"scrutiny-tui-{name}.1" for name in {*COMMANDS} | acts)}
    assert {page.name for page in pages.iterdir()} == wanted
    page = (pages / "scrutiny-tui-do-note.1").read_text(encoding="utf-8")
    for part in ("Save evidence, a reason", r"\-\-step", "evidence|reason|different", "the word last"):
        assert part in page
    assert "\x08" not in (pages / "scrutiny-tui.1").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("groff"), reason="needs groff")
def test_man_finds_nothing_wrong_with_a_page(pages: Path) -> None:
    words = ["/usr/bin/env", "groff", "-man", "-Tutf8", "-ww", *map(str, sorted(pages.iterdir()))]
    done = subprocess.run(words, capture_output=True, check=True)
    assert done.stderr == b""
