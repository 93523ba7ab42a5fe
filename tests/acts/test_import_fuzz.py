"""Whatever is in a file, an importer takes it or refuses it with a sentence: nothing else ever comes out."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from scrutiny_tui.acts.answer_import import plan_import, read_ballots, take_ballots
from scrutiny_tui.acts.voter_import import plan_people, read_people_file
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.moves import add_people
from scrutiny_tui.domain.people_list import read_voters
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.store.archives import read_zip, zip_bytes
from scrutiny_tui.view.word_writer import read_template
from tests.store.table_files import workbook
from tests.support.sessions import session

FILES: Final = int(os.environ.get("FUZZ_FILES", "400"))
"""How many files are made of each kind; set the variable to try more."""

LABELS: Final = replace(session(4), prompts=frozenset({101, 201}))
BY_NAME: Final = replace(LABELS, details=replace(LABELS.details, secrecy=Secrecy.BY_NAME))

CELLS: Final = (
    "voter", "name", "item", "answer", "Step 1", "step 2: x", "role", "Surname", "Forename", "chair", "Member 1", "member 2",
    "Zoe\u0308", "1", "2.0", "2,0", "2.10", "2.1", "1.0", "dk", "don't know", "Ten Example", "Cllr Ann Lee", "- Bo", "1. Al",
    "12 members", "", " ", '"', '""', "'", "=1+1", "\u200b", "\u202e", "a\u200db", "_x000D_", "_xD83D_", "\x00", "\ud83d", "9" * 5000,
    "x" * 2001, "Example, Ann", "(chair)", "chair:", "and", "&", "\ufeff", "\u2028", "1e400", "-1", "A (", "Table 1", "6; 5",
)  # fmt: skip
ENCODINGS: Final = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "cp850",
    "mac-roman",
    "cp1251",
)


def written(chance: random.Random) -> bytes:
    """Return a file of text that is more or less a table."""
    between = chance.choice(",;\t")
    lines = (
        between.join(chance.choices(CELLS, k=chance.randint(0, 5))) for _line in range(chance.randint(0, 6))
    )
    data = chance.choice(("\n", "\r\n", "\r")).join(lines).encode(chance.choice(ENCODINGS), "replace")
    return damaged(chance, data) if chance.random() < 0.3 else data


def damaged(chance: random.Random, data: bytes) -> bytes:
    """Return the bytes with some of them changed, taken out or put in."""
    changed = bytearray(data)
    for _change in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        changed[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    return bytes(changed)


def repacked(chance: random.Random, data: bytes) -> bytes:
    """Return a zip file in which the text of one part is damaged, or the file itself is."""
    if chance.random() < 0.3:
        return damaged(chance, data)
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([*parts])
    numbers = [
        b'"',
        b"<",
        b">",
        b"1",
        b"A",
        b"/",
        b"=",
        b"row",
        b"&#x1f;",
        b"99999999999",
        b"-1",
        b'r="A2"',
        b't="s"',
    ]
    content = parts[name]
    for _change in range(chance.randint(1, 4)):
        old, new = chance.choices(numbers, k=2)
        content = content.replace(old, new, chance.randint(1, 3))
    parts[name] = content if chance.random() < 0.7 else damaged(chance, content)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for each, inside in parts.items():
            archive.writestr(each, inside)
    return packed.getvalue()


def take(path: Path) -> None:
    """Read a file as answers, as people, as a workshop that was handed over and as a template."""
    with suppress(ScrutinyError):
        table = read_ballots(path)
        take_ballots(LABELS, plan_import(LABELS, table).ballots)
    for start in (LABELS, BY_NAME):
        with suppress(ScrutinyError):
            planned = plan_people(start, read_people_file(path))
            add_people(start, planned.voters)
            # What is kept has to go into a file of UTF-8.
            "".join((*(voter.label for voter in planned.voters), *planned.notices)).encode()
    with suppress(ScrutinyError):
        read_zip(path)
    with suppress(ScrutinyError):
        read_template(path)


@pytest.fixture
def books(tmp_path: Path) -> list[bytes]:
    """Workbooks and a zip file of our own, to be damaged."""
    rows = (
        ("voter", "item", "answer"),
        ("Member 1", 1, 2.0),
        ("Member 2", "2.1", "dk"),
        (None, "=1+1", "x_x000D_"),
    )
    answers = workbook(tmp_path, rows, before=(rows,), change=lambda sheet: sheet.merge_cells("A3:A4"))
    people = workbook(tmp_path, (("Name", "Role"), ("Zoë", "chair"), ("Ten Example", None)))
    return [answers.read_bytes(), people.read_bytes(), zip_bytes({"a.json": b"{}"}, {"kind": "whole"})]


@pytest.mark.parametrize("kind", ["text", "packed"])
def test_nothing_but_a_sentence_comes_out(tmp_path: Path, books: list[bytes], kind: str) -> None:
    chance = random.Random(17)  # noqa: S311
    made: Callable[[], bytes] = {
        "text": lambda: written(chance),
        "packed": lambda: repacked(chance, chance.choice(books)),
    }[kind]
    path = tmp_path / "file"
    for _file in range(FILES if kind == "text" else FILES // 4):
        path.write_bytes(made())
        take(path)


def test_any_list_that_is_typed_is_read_or_refused() -> None:
    chance = random.Random(18)  # noqa: S311
    for _list in range(FILES):
        text = chance.choice((", ", "\n", "; ", " and ", " ")).join(
            chance.choices(CELLS, k=chance.randint(0, 5))
        )
        for start in (LABELS, BY_NAME):
            with suppress(ScrutinyError):
                read_voters(text, start.details, joined=start)
