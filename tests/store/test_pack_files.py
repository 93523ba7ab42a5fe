"""Files that cannot be read, and step files with wrong names. Pages that cannot be found or shown."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import Problem
from scrutiny_tui.store.pack_files import FILE_BYTES
from scrutiny_tui.store.packs import check_pack, read_pack
from tests.store.breaking import SHIPPED, Case, rename, replace, write

WRONG_FILES = (
    Case(
        "page that is not UTF-8",
        write("briefing/09-signs.md", b"one\ntwo\nchildren\x92s services"),
        "briefing/09-signs.md",
        "line 3",
        "This file is not UTF-8 text; save it as UTF-8.",
    ),
    Case(
        "broken TOML",
        write("signs.toml", b'[[signs]]\nid = "children\n'),
        "signs.toml",
        "line 2",
        "This is not valid TOML: Illegal character '\\n'.",
    ),
    Case(
        "key written twice",
        replace("signs.toml", "id =", 'id = "first"\nid ='),
        "signs.toml",
        "line 5",
        "This is not valid TOML: Cannot overwrite a value.",
    ),
    Case(
        "TOML nested too deeply",
        write("signs.toml", b"signs = " + b"[" * 100_000),
        "signs.toml",
        "",
        "This file nests lists or tables too deeply.",
    ),
    Case(
        "file too large",
        write("signs.toml", b"#" * (FILE_BYTES + 1)),
        "signs.toml",
        "",
        "This file has 1000001 bytes; at most 1000000 are read.",
    ),
    Case(
        "step file without a number",
        rename("steps/6-culture.toml", "steps/culture.toml"),
        "steps/culture.toml",
        "",
        'A step file is called by its number, 1 to 9, and a name, such as "2-role.toml"; rename it.',
    ),
    Case(
        "gap in the steps",
        rename("steps/6-culture.toml", "steps/8-culture.toml"),
        "steps/8-culture.toml",
        "",
        "There is no step 6 before this one; count from 1.",
    ),
    Case(
        "two steps with one number",
        rename("steps/6-culture.toml", "steps/5-culture.toml"),
        "steps/5-influence.toml",
        "",
        "Step 5 is also steps/5-culture.toml; use each number once.",
    ),
    Case(
        "no steps",
        lambda pack: shutil.rmtree(pack / "steps"),
        "steps",
        "",
        'There is no step; write at least one file such as "1-knowledge.toml".',
    ),
    Case(
        "a folder in place of a file",
        lambda pack: (pack / "steps" / "7-more.toml").mkdir(),
        "steps/7-more.toml",
        "",
        "This is not a file; write one.",
    ),
)


@pytest.mark.parametrize("case", WRONG_FILES, ids=lambda case: case.name)
def test_a_wrong_file_is_told_with_file_key_and_reason(case: Case, pack: Path) -> None:
    case.change(pack)

    assert case.problem in check_pack(pack)


def test_a_broken_step_file_does_not_make_the_next_one_wrong(pack: Path) -> None:
    write("steps/5-influence.toml", b"title")(pack)

    assert [problem.file for problem in check_pack(pack)] == ["steps/5-influence.toml"]


def test_a_file_from_a_windows_editor_reads_alike(pack: Path) -> None:
    for path in (pack / "signs.toml", pack / "briefing" / "09-signs.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert read_pack(pack) == read_pack(SHIPPED)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_out_of_the_folder_is_not_followed(pack: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.toml"
    outside.write_text("[[signs]]\n", encoding="utf-8")
    (pack / "signs.toml").unlink()
    (pack / "signs.toml").symlink_to(outside)

    reason = "This file is a link that leads out of the pack's folder; put the file itself here."
    assert Problem("signs.toml", "", reason) in check_pack(pack)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_to_itself_is_a_problem_and_not_a_crash(pack: Path) -> None:
    page = pack / "briefing" / "09-signs.md"
    page.unlink()
    page.symlink_to(page)

    assert [problem.key for problem in check_pack(pack)] == ["pages[9].file"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_a_file_name_that_is_not_utf8_is_told_in_printable_words(pack: Path) -> None:
    (pack / os.fsdecode(b"notes-\xff.txt")).write_text("", encoding="utf-8")

    assert check_pack(pack) == (
        Problem("notes-\\udcff.txt", "", "This file's name is not UTF-8; rename it."),
    )


WRONG_PAGES = (
    Case(
        "missing page",
        rename("briefing/09-signs.md", "briefing/09-sings.md"),
        "pack.toml",
        "pages[9].file",
        'There is no file "briefing/09-signs.md"; write it or correct the name.',
    ),
    Case(
        "page outside the pack",
        replace("pack.toml", "briefing/09-signs.md", "../signs.md"),
        "pack.toml",
        "pages[9].file",
        'A page lies inside the pack\'s folder and is written with "/"; "../signs.md" does not.',
    ),
    Case(
        "page that is not Markdown",
        replace("pack.toml", "briefing/09-signs.md", "signs.toml"),
        "pack.toml",
        "pages[9].file",
        'A page is a Markdown file, ending in ".md"; "signs.toml" is not.',
    ),
    Case(
        "empty page",
        write("briefing/09-signs.md", b"\n"),
        "briefing/09-signs.md",
        "",
        "This page is empty; write its text or take it off the list in pack.toml.",
    ),
    Case(
        "page too long",
        write("briefing/09-signs.md", b"word " * 300),
        "briefing/09-signs.md",
        "",
        "This page has 1499 characters; at most 1300 fit.",
    ),
    Case(
        "heading in a page",
        write("briefing/09-signs.md", b"Signs\n\n## More signs\n"),
        "briefing/09-signs.md",
        "line 3",
        'Pages hold paragraphs, "- " lists, "> " quotations and **bold** only; write this line so.',
    ),
    Case(
        "direction mark in a page",
        replace("briefing/09-signs.md", "Scrutiny is impartial", "Scrutiny is \u202eimpartial"),
        "briefing/09-signs.md",
        "line 4",
        "This line holds the control character U+202E; take it out.",
    ),
)


@pytest.mark.parametrize("case", WRONG_PAGES, ids=lambda case: case.name)
def test_a_wrong_page_is_told_with_file_key_and_reason(case: Case, pack: Path) -> None:
    case.change(pack)

    assert case.problem in check_pack(pack)
