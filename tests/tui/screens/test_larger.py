from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.widgets.big import drawn
from tests.support.screens import LARGE, NORMAL, SIZES, SMALL, at, running
from tests.tui.scenes import full_desk

CHOICES = ((1, "Beginning"), (2, "Developing"), (3, "Strong"))


@pytest.mark.parametrize("page", [PageName.STEP, PageName.RESULT])
async def test_the_same_key_or_escape_leads_back(tmp_path: Path, page: PageName) -> None:
    async with running(at(full_desk(tmp_path), Place(page))) as pilot:
        before = pilot.lines
        for back in ("z", "Z", "escape"):
            await pilot.keys("z")
            assert pilot.page == "LargerPage"

            await pilot.keys(back)
            assert pilot.lines == before


async def test_a_step_is_its_statement_and_the_clock_is_at_hand(tmp_path: Path) -> None:
    desk = full_desk(tmp_path)
    async with running(at(desk, Place(PageName.STEP, 2)), LARGE) as pilot:
        await pilot.keys("z")

        for line in ("A clear view on the role", "partners", "3 Strong"):
            assert drawn(line)[0].rstrip() in pilot.text
        assert "2 Clarity of role and purpose" in pilot.said
        assert "Which statement best describes us overall?" in pilot.said
        assert "To talk about" not in pilot.said
    async with running(at(full_desk(tmp_path), Place(PageName.STEP, 5))) as pilot:
        await pilot.keys("z t 1 0 enter")
        assert pilot.page == "LargerPage"
        assert "10:00 left" in pilot.said

        await pilot.keys("z")
        assert pilot.page == "StepPage"
        assert "10:00 left" in pilot.said

        await pilot.keys("v")
        before = pilot.lines
        await pilot.keys("z")
        assert pilot.lines == before


@pytest.mark.parametrize("step", range(1, 7))
async def test_a_step_has_its_statement_or_the_three_in_large_letters(tmp_path: Path, step: int) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.STEP, step))) as pilot:
        await pilot.keys("z")
        for size in SIZES:
            await pilot.resize(size)
            is_large = [drawn(f"{level} {word}")[0].rstrip() in pilot.text for level, word in CHOICES]
            assert is_large in ([True] * 3, [False] * 3)
            assert all(is_large) or all(f"{level} {word}" in pilot.said for level, word in CHOICES)
            assert any(is_large) or "█" in pilot.text or size == SMALL
            assert "More" not in pilot.told("KeyBar")


async def test_a_result_is_its_counts_and_the_sentence_beside_one_another_if_small(tmp_path: Path) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT, 3)), NORMAL) as pilot:
        await pilot.keys("z")

        assert drawn("No single view")[0] in "\n".join(pilot.lines)
        for level, count in {"Beginning": "4", "Developing": "7", "Strong": "4"}.items():
            (row,) = [line for line in pilot.lines if drawn(level)[0].rstrip() in line]
            assert row.rstrip().endswith(drawn(count)[0].rstrip())
        assert "Step 3 Work programming and planning, Round 2" in pilot.said
        assert "15 of 15 chose a statement" in pilot.said
        assert "ASK NEXT" not in pilot.said
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT)), SMALL) as pilot:
        await pilot.keys("z")

        assert "1 ■□□ Beginning 2 ■■□ Developing 3 ■■■ Strong" in pilot.said
        assert "We agree" in pilot.said
        assert drawn("14", 2)[0].strip() in "\n".join(pilot.lines)
        assert "15 of 15 chose a statement" in pilot.said
