"""One thing has one name wherever people read it: on the screens, in errors and help, on paper and in the guides."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "scrutiny_tui"
FOR_DEVELOPERS: Final = {"architecture.md", "durability.md"}
"""Guides that speak of the program's own parts."""

INSTEAD: Final = {
    r"sittings?": "session",
    r"(shared|our common) views?": "agreed position",
    r"headcounts?": "show of hands or cards",
    r"heat ?maps?": "answers by group",
    r"(second|dated) cop(y|ies)|mirrors?": "backup",
    r"palette": "Ctrl+P",
    r"plan of the day": "timetable",
    r"read-?back": "check the record",
    r"ballots?": "answer",
    r"recorded votes?|voted on": "answer",
    r"put away": "close",
    r"discuss next": "talk about next",
}
"""What a thing is not called, and what it is called."""
OF_FILES: Final = re.compile(r"ballots of rounds|\*[Bb]allots\*|`[^`]*`|\]\([^)]*\)")
"""What names a part of a file, an option or a link."""


def shown_in(path: Path) -> Iterator[str]:
    """Yield the texts of a module that people can read, longer than a word: its strings, and the help of its commands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    errors = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc]
    own = {id(part) for each in errors if "ValueError" in ast.dump(each) for part in ast.walk(each)}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and re.search(
            r"\b(act|command)\b", " ".join(map(ast.unparse, node.decorator_list))
        ):
            yield ast.get_docstring(node) or ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about | own:
            yield from [node.value] * bool(re.search(r"\w \w", node.value))


@cache
def everything_to_read() -> Sequence[tuple[str, str]]:
    """Return every text with the name of its file."""
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "content").rglob("*.md")]
    pages = [path for path in (*pages, *PACKAGE.rglob("*.html")) if path.name not in FOR_DEVELOPERS]
    return (
        *((path.name, text) for path in PACKAGE.rglob("*.py") for text in shown_in(path)),
        *((path.name, path.read_text(encoding="utf-8")) for path in pages),
    )


@pytest.mark.parametrize(("wrong", "right"), INSTEAD.items(), ids=INSTEAD)
def test_a_thing_has_one_name(wrong: str, right: str) -> None:
    found = re.compile(rf"(?<![\w-])({wrong})(?![\w-])", re.IGNORECASE)
    told = [
        (where, match[0])
        for where, text in everything_to_read()
        for match in found.finditer(OF_FILES.sub("", text))
    ]
    assert told == [], f"say {right}"
