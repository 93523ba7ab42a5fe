"""Step files that lack something."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.store.content.read import check_pack
from tests.store.content.breaking import KNOWLEDGE, Case, cut, replace

CASES = (
    Case(
        "step without a question",
        cut(KNOWLEDGE, "[[prompts]]"),
        KNOWLEDGE,
        "prompts",
        "There is no question; write at least one under [[prompts]].",
    ),
    Case(
        "two sentences",
        replace(KNOWLEDGE, '    "We are getting', '    # "We are getting'),
        KNOWLEDGE,
        "sentences",
        "There are 2; write three, one for each level.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_with_file_key_and_reason(case: Case, pack: Path) -> None:
    case.change(pack)

    assert case.problem in check_pack(pack)
