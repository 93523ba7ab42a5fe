"""What `check` reckons is what the page really takes."""

from __future__ import annotations

from pathlib import Path

from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.widgets.texts import Gap, Rest
from scrutiny_tui.view.pack_fit import STEP_ROWS, step_rows
from tests.support.screens import at, keyed, make_desk, running, workshop_of
from tests.tui.test_sizes import cut_off


async def test_the_page_of_a_step_takes_the_rows_that_are_reckoned(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    steps = workshop_of(desk).pack.steps
    taken = []
    async with running(at(desk, Place(PageName.STEP))) as pilot:
        for _step in steps:
            talk = pilot.app.screen.query_one("#talk")
            parts = [part for part in talk.children if part.display and not isinstance(part, Gap | Rest)]
            taken.append(sum(part.outer_size.height for part in parts))
            assert talk.size.height == STEP_ROWS
            assert (cut_off(pilot), talk.max_scroll_y) == ([], 0)
            await keyed(pilot, "right")

    assert taken == [step_rows(step, step.prompts[0].text) for step in steps]
