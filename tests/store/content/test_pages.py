"""Pages that cannot be found or shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.store.content.read import check_pack
from tests.store.content.breaking import Case, rename, replace, write

CASES = (
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_with_file_key_and_reason(case: Case, pack: Path) -> None:
    case.change(pack)

    assert case.problem in check_pack(pack)
