"""Packs, session files and this machine can be looked at for what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.support.sessions import SHIPPED, workshop


@pytest.fixture
def packs(folder: Path) -> Path:
    """A folder with a copy of the shipped pack."""
    shutil.copytree(SHIPPED, folder / "content")
    return folder / "content"


def break_pack(pack: Path) -> None:
    """Leave out the title of a step and misspell a key."""
    step = pack / "steps" / "2-role.toml"
    text = step.read_text(encoding="utf-8")
    step.write_text(text.replace("title =", "titel ="), encoding="utf-8")


def test_the_content_in_use_is_checked_or_a_pack_or_a_folder_of_packs(shell: Shell, packs: Path) -> None:
    told = shell("check")
    assert told.exit_code == 0
    assert told.stdout.startswith("six-steps: 6 steps, 36 prompts, 5 lessons, ")
    assert told.stdout.endswith("pages: nothing wrong.\n")
    assert shell("check", str(packs)).stdout == shell("check", str(packs / "six-steps")).stdout


def test_each_problem_is_one_line_with_file_key_and_reason(shell: Shell, packs: Path) -> None:
    break_pack(packs / "six-steps")
    told = shell("check", str(packs))
    lines = told.stdout.splitlines()
    assert told.exit_code == 1
    assert any(line.startswith("steps/2-role.toml: title") for line in lines)
    assert all(line.startswith("steps/2-role.toml: ") for line in lines)
    assert "nothing wrong" not in told.stdout


def test_among_several_packs_a_problem_names_its_pack(shell: Shell, packs: Path) -> None:
    shutil.copytree(packs / "six-steps", packs / "other")
    break_pack(packs / "other")
    told = shell("check", str(packs))
    assert told.exit_code == 1
    assert told.stdout.startswith("other/steps/2-role.toml: ")
    assert "nothing wrong" in told.stdout.splitlines()[-1]


def test_what_is_no_pack_and_no_session_is_told(shell: Shell, folder: Path) -> None:
    told = shell("check", str(folder))
    assert told.exit_code == 1
    assert "holds no pack.toml" in told.stderr
    (folder / "x.json").write_text("{", encoding="utf-8")
    told = shell("check", str(folder / "x.json"))
    assert told.exit_code == 1
    assert told.stdout.startswith("x.json is damaged: it is not JSON text.")
    told = shell("check", "no-such-thing")
    assert told.exit_code == 1
    assert told.stderr.startswith(
        "Can't find a file or folder called no-such-thing, or a workshop of that name in "
    )


def test_a_session_file_is_checked_and_a_page_too_long_told(shell: Shell, folder: Path, packs: Path) -> None:
    going_on = workshop(folder, 6)
    going_on.close()
    told = shell("check", str(going_on.path))
    assert told.exit_code == 0
    assert told.stdout == (
        f"{going_on.path.name}: a workshop of Exampleshire, 6 steps, 6 people answer: nothing wrong.\n"
    )
    page = packs / "six-steps" / "briefing" / "01-purpose.md"
    page.write_text("- a point\n" * 20, encoding="utf-8")
    told = shell("check", str(packs))
    assert (told.exit_code, told.stdout) == (1, "page purpose: its text takes 20 rows; a page has 17.\n")


@pytest.mark.parametrize("name", ["last", "2026-11-21-exampleshire", "2026-11-21-exampleshire.json"])
def test_a_workshop_is_named_as_other_commands_name_it(shell: Shell, folder: Path, name: str) -> None:
    workshop(folder).close()
    told = shell("check", name)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.startswith("2026-11-21-exampleshire.json: a workshop of Exampleshire, ")


@pytest.mark.parametrize("command", [["results"], ["open"], ["do"]])
def test_a_folder_in_place_of_a_workshop_is_told(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr("scrutiny_tui.cli.terminal.has_screen", lambda: True)
    told = shell(*command, str(folder), *(("pin", "--step", "1") if command == ["do"] else ()))
    assert (told.exit_code, told.stderr) == (1, f"{folder} is a folder, not a workshop.\n")


def test_doctor_says_what_there_is_and_if_no_workshop_can_be_held(shell: Shell, folder: Path) -> None:
    told = shell("doctor")
    assert told.exit_code == 0
    assert "Program: Scrutiny TUI" in told.stdout
    assert "■□□ ■■□ ■■■" in told.stdout
    assert str(folder / "sessions") in told.stdout
    assert not (folder / "sessions").exists()
    (folder / "sessions").touch()
    told = shell("doctor")
    assert told.exit_code == 3
    assert "To change: Use another folder: --sessions DIR." in told.stdout
