from __future__ import annotations

from pathlib import Path

from scrutiny_tui.domain.session import PageName
from tests.support.screens import keyed, page_name, screen_lines, settled
from tests.tui.scenes import Scene, full_desk, shown

WRITING = Scene("note", "n", page=PageName.RESULT)


async def test_the_keys_that_a_dialog_names_can_be_clicked(tmp_path: Path) -> None:
    async with shown(WRITING, full_desk(tmp_path)) as pilot:
        await keyed(pilot, "x")
        row, line = next(found for found in enumerate(screen_lines(pilot)) if "Esc leaves" in found[1])
        await pilot.click(offset=(line.index("Esc leaves") + 1, row))
        await settled(pilot)
        assert "What was written is not kept yet." in "".join(screen_lines(pilot))

        await keyed(pilot, "enter")
        await pilot.click(offset=(line.index("Ctrl+S") + 1, row))
        await settled(pilot)
        assert page_name(pilot) == "ResultPage"
        assert "The note is kept." in "".join(screen_lines(pilot))
