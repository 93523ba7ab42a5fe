from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.support.screens import NORMAL, screen_cells
from tests.tui.scenes import SCENES, Scene, full_desk, shown

BORDERS: Final = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝"
SHAPES: Final = "░▒▓█▀▄▌▐■□▪▫▲▼►◄●○◊♦♥♠♣•…"
SIGNS: Final = "←→↑↓√≈≠≤≥"

SCROLLBARS: Final = "▁▂▃▅▆▇▔▕▏▎▍▋▊▉"
"""The ends of Textual's scrollbars; not asked of the fonts for now, because Textual draws them itself."""


def _code_page(name: str) -> set[str]:
    return set(bytes(range(32, 256)).decode(name, errors="ignore"))


SAFE: Final = (
    _code_page("cp437") | _code_page("cp1252") | set(BORDERS) | set(SHAPES) | set(SIGNS) | set(SCROLLBARS)
)
"""What the fonts of every Windows terminal can draw."""


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_every_character_is_one_that_each_terminal_font_has(tmp_path: Path, scene: Scene) -> None:
    async with shown(scene, full_desk(tmp_path), NORMAL) as pilot:
        assert set("".join(screen_cells(pilot))) - SAFE == set()
