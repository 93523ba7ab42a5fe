"""Ids used twice and links that lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.store.content.read import check_pack
from tests.store.content.breaking import Case, replace

CASES = (
    Case(
        "duplicate id",
        replace("lessons.toml", 'id = "challenge"', 'id = "role"'),
        "lessons.toml",
        "lessons[2].id",
        '"role" is used twice; give each entry its own.',
    ),
    Case(
        "dangling lesson",
        replace("steps/6-culture.toml", 'lesson = "culture"', 'lesson = "cultur"'),
        "steps/6-culture.toml",
        "lessons[1].lesson",
        'There is no lesson with the id "cultur"; did you mean "culture"?',
    ),
    Case(
        "lesson shared with a step that is not there",
        replace("steps/3-planning.toml", 'shared_with = "2"', 'shared_with = "7"'),
        "steps/3-planning.toml",
        "lessons[1].shared_with",
        'There is no other step with the id "7"; known here: 1, 2, 4, 5, 6.',
    ),
    Case(
        "dangling sign",
        replace("steps/3-planning.toml", '"planned"', '"planed"'),
        "steps/3-planning.toml",
        "signs[1]",
        'There is no sign with the id "planed"; did you mean "planned"?',
    ),
    Case(
        "dangling example",
        replace("steps/6-culture.toml", '"essex"', '"wessex"'),
        "steps/6-culture.toml",
        "examples[1]",
        'There is no example with the id "wessex"; did you mean "essex"?',
    ),
    Case(
        "page listed twice",
        replace("pack.toml", "briefing/09-signs.md", "briefing/05-superpowered.md"),
        "pack.toml",
        "pages[9].file",
        '"superpowered" is used twice; give each entry its own.',
    ),
    Case(
        "two levels with one word",
        replace("pack.toml", 'short = "Strong"', 'short = "Developing"'),
        "pack.toml",
        "levels[3].short",
        '"Developing" is used twice; give each entry its own.',
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_with_file_key_and_reason(case: Case, pack: Path) -> None:
    case.change(pack)

    assert case.problem in check_pack(pack)
