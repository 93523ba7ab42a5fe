"""Pictures of the pages that the room looks at longest, for a reviewer to see what a change does to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scrutiny_tui.domain.session import PageName
from tests.support.screens import NORMAL, SMALL, WIDE, Driver, Size
from tests.tui.scenes import Scene, full_desk, shown

STEP = Scene("step", page=PageName.STEP)
ANSWERS = Scene("answers", page=PageName.ANSWERS, item=5)
RESULT = Scene("result", page=PageName.RESULT, item=3)
OVERVIEW = Scene("overview", page=PageName.OVERVIEW)


@pytest.mark.parametrize(
    ("scene", "size"),
    [
        (STEP, NORMAL),
        (ANSWERS, NORMAL),
        (RESULT, NORMAL),
        (OVERVIEW, NORMAL),
        (OVERVIEW, SMALL),
        (STEP, WIDE),
    ],
    ids=lambda value: value.name if isinstance(value, Scene) else f"{value[0]}x{value[1]}",
)
async def test_the_page_looks_as_it_did(
    tmp_path: Path, same_picture: Callable[[Driver], None], scene: Scene, size: Size
) -> None:
    async with shown(scene, full_desk(tmp_path), size) as pilot:
        same_picture(pilot)
