from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.screenshots import PICTURES, without_network, write_pictures
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


def test_the_pictures_of_the_readme_are_the_same_each_time(tmp_path: Path) -> None:
    one, other = write_pictures(folder(tmp_path, "one")), write_pictures(folder(tmp_path, "other"))

    assert [path.stem for path in one] == [picture.name for picture in PICTURES]
    for left, right in zip(one, other, strict=True):
        assert left.read_bytes() == right.read_bytes()


def test_a_picture_asks_the_network_for_nothing() -> None:
    drawn = '@font-face { src: url("https://x.org/f.woff2"); }\n.a { font-family: Fira Code, monospace; }'

    assert "url(" not in without_network(drawn)
    assert 'font-family: "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace;' in without_network(drawn)


def folder(parent: Path, name: str) -> Path:
    """Return a new folder."""
    (parent / name).mkdir()
    return parent / name
