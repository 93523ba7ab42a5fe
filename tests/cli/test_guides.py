"""The README and the documents: what they tell people to type works, what they point at is there, and they can be read."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from openpyxl import Workbook

from scrutiny_tui.acts.act import key_name
from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.shelf_acts import SHELF
from scrutiny_tui.cli.program import COMMANDS
from scrutiny_tui.view.key_sheet import MOVES
from tests.cli.conftest import Shell
from tests.support.sessions import SHIPPED

ROOT: Final = Path(__file__).parents[2]
FOR_DEVELOPERS: Final = {"architecture.md", "durability.md", "development.md", "sessions.md"}
EVERY: Final = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
GUIDES: Final = [path for path in EVERY if path.name not in FOR_DEVELOPERS and path.name != "CONTRIBUTING.md"]
"""What people who use the program open."""

ON_SCREENS: Final = {"open", "rehearse", "audience", "demo"}
"""Commands that need a terminal, of which only the words are tried."""


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path) -> list[str]:
    """Return the lines of a document's command blocks, without what they say about themselves."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", read(path), re.DOTALL | re.MULTILINE)
    lines = (line for kind, block in found if not kind for line in block.splitlines())
    return [line.partition(" #")[0].strip() for line in lines]


def as_prepared(shell: Shell, folder: Path) -> None:
    """Make what the documents take for granted: two workshops, results of two steps, and files to take in."""
    for words in (["--date", "20/11/2025"], []):
        assert shell("new", "--council", "Exampleshire", "--people", "15 members", *words).exit_code == 0
    lines = [f"Member {number},{step},{1 + number % 3}" for number in range(1, 16) for step in (1, 2)]
    (folder / "shown.csv").write_text("\n".join(("voter,item,answer", *lines)), encoding="utf-8")
    assert shell("import", "last", "shown.csv").exit_code == 0
    for step in "12":
        assert shell("do", "last", "reveal", "--step", step, "--yes").exit_code == 0

    book = Workbook()
    sheet = book.create_sheet(index=0)
    for row in (("voter", "item", "answer"), ("Member 3", 4, 2), ("Member 4", 4, 3)):
        sheet.append(row)
    book.save(folder / "answers.xlsx")
    (folder / "committee.csv").write_text("name,role\nA. Example,chair\nB. Example,\n", encoding="utf-8")
    assert shell("report", "last", "--out", ".", "--format", "word").exit_code == 0
    next(folder.glob("*.docx")).rename(folder / "council.docx")
    shutil.copytree(SHIPPED / "six-steps", folder / "our-pack")


def test_every_command_of_a_guide_works_in_the_order_in_which_it_is_written(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(folder)
    as_prepared(shell, folder)
    prepared = tmp_path_factory.mktemp("prepared")
    shutil.copytree(folder, prepared, dirs_exist_ok=True)
    targets = re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE)

    for guide in GUIDES:
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(prepared, folder, dirs_exist_ok=True)
        for line in blocks(guide):
            program, *words = shlex.split(line.replace("/media/stick", str(folder)))
            if program == "make":
                assert words[0] in targets
                continue
            told = shell(*words, *(["--help"] if words[0] in ON_SCREENS else []), typed="2\n")
            # Nobody is at a terminal here, and a machine without one is not ready.
            assert told.exit_code == 0 or words == ["doctor"], f"{guide.name}: {line}\n{told.output}"


def test_every_command_and_every_act_is_in_a_guide_and_no_other_is_in_a_document() -> None:
    text = "\n".join(map(read, GUIDES))
    acts = (CATALOGUE.acts | SHELF.acts).values()

    assert [name for name in COMMANDS if not re.search(rf"`{name}`|scrutiny-tui {name}\b", text)] == []
    assert [act.name for act in acts if not re.search(rf"`{act.name}\b|last {act.name}\b", text)] == []
    every = "\n".join(map(read, (*EVERY, ROOT / "CHANGELOG.md")))
    typed = re.findall(
        r"scrutiny-tui(?: --\w+ \S+)* ([a-z][a-z-]*)(?: (?:SESSION|last) ([a-z][a-z-]*))?", every
    )
    assert {name for name, _act in typed} <= {*COMMANDS}
    assert {act for name, act in typed if name == "do" and act} <= {act.name for act in acts}
    assert len({*typed}) > 10


def test_every_key_is_on_its_page_and_every_guide_found_from_the_readme() -> None:
    text = read(ROOT / "docs" / "keys.md")
    # What the run sheet lists, which other tests hold to the pages.
    moves = " · ".join(line for _title, line in MOVES.values())
    keys = {move.split(" ", 1)[0] for move in moves.split(" · ")}
    keys |= {key_name(act.key.split(",")[0]) for act in CATALOGUE.acts.values() if act.key}
    assert [key for key in sorted(keys - {"0-9"}) if key not in re.findall(r"[^\s`,;]+", text)] == []
    linked = {target.rpartition("/")[2] for target in targets_of(ROOT / "README.md")}
    assert {path.name for path in GUIDES} - {"README.md"} <= linked


def test_what_a_guide_says_to_choose_is_called_so_on_the_screens() -> None:
    text = "\n".join(map(read, GUIDES))
    asked = re.findall(
        r"(?:Ctrl\+P|[Cc]hoose|line)\b[^.*\n]{0,24}(\*\*.+?\*\*(?:,? (?:or|and) \*\*.+?\*\*)?)", text
    )
    named = [name for told in asked for name in re.findall(r"\*\*(.+?)(?:…|:|\.)?\*\*", told)]
    written = "\n".join(map(read, sorted((ROOT / "scrutiny_tui").rglob("*.py")))).casefold()
    of_other_programs = {"CSV UTF-8", "Extend", "two or three prompt questions for each step"}
    assert len(named) > 30
    assert [name for name in named if name.casefold() not in written and name not in of_other_programs] == []


def targets_of(path: Path) -> Iterator[str]:
    yield from re.findall(r"\]\(([^)\s]+)\)", read(path))


def anchors(path: Path) -> set[str]:
    """Return what GitHub calls the headings of a document."""
    titles = re.findall(r"^#+ (.+)$", read(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_every_link_and_picture_leads_somewhere(path: Path) -> None:
    for target in targets_of(path):
        if target.startswith("http"):
            continue
        name, _, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_a_guide_can_be_read(path: Path) -> None:
    """Lines are not too long for an editor, and no cell of a table is a paragraph."""
    for line in read(path).splitlines():
        assert len(line) <= 400, line
        cells = line.strip("|").split(" | ") if line.startswith("|") else []
        assert [cell for cell in cells if len(cell.split()) > 30] == []
