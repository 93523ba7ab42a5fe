"""Draws every page and dialog of both windows in several sizes and colours, for somebody to look through.

    python -m scripts.contact_sheet DIR [SCENE ...]

Writes one sheet for each size and theme, such as 80x24-projector-dark.html, and index.html, which leads to them. Without
names of scenes every one is drawn, which takes a few minutes. The scenes are those that the tests of sizes, characters
and contrast look at, so that a page which is tested is also seen; run it where the tests are.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from rich.color import Color
from rich.style import Style

from scrutiny_tui.tui.themes import themes
from tests.support.screens import SIZES as TESTED
from tests.support.screens import Driver, Size
from tests.tui.audience.windows import VIEWS, seen
from tests.tui.scenes import SCENES, Scene, full_desk, shown

SIZES: Final = (*TESTED, (200, 60))
"""The sizes that the tests look at, and that of a large screen with small letters."""
THEMES: Final = tuple(theme.name for theme in themes())

Running: TypeAlias = Callable[[Scene, Path, Size, str], AbstractAsyncContextManager[Driver]]
"""Runs a window up to a scene, whose folder, size and theme are given."""

_HOMES: Final = ("HOME", "USERPROFILE")
"""What says where somebody's own files are: some scenes write a report there, which is not to be left among them."""

_PAGE: Final = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 14px sans-serif; margin: 8px; background: #767676; color: #000; }}
figure {{ display: inline-block; margin: 6px; vertical-align: top; background: #fff; padding: 4px; }}
pre {{ font: 10px/12px "DejaVu Sans Mono", "Cascadia Mono", monospace; margin: 0; }}
pre span {{ display: inline-block; height: 12px; overflow: hidden; vertical-align: top; }}
</style></head><body><h1>{title}</h1>
{body}
</body></html>
"""


def main() -> int:
    """Draw the sheets; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Draw every page and dialog of both windows in several sizes and colours."
    )
    parser.add_argument("folder", type=Path, help="where to write the sheets")
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help="only these, by the names the tests use")
    asked = parser.parse_args()
    for path in write_sheets(asked.folder, asyncio.run(figures_of(asked.scenes))):
        print(path)
    return 0


async def figures_of(names: list[str]) -> dict[str, list[str]]:
    """Return the drawings of the scenes with these names, else of all, by the names of the sheets that they belong on."""
    figures: dict[str, list[str]] = {}
    for run, title, scenes in ((facilitated, "{}", SCENES), (seen, "{}, in the room", VIEWS)):
        for scene in scenes:
            if names and scene.name not in names:
                continue
            caption = escape(title.format(scene.name))
            async for sheet, drawing in drawn(scene, run):
                figures.setdefault(sheet, []).append(
                    f"<figure><figcaption>{caption}</figcaption>{drawing}</figure>"
                )
    return figures


def write_sheets(folder: Path, figures: dict[str, list[str]]) -> list[Path]:
    """Write the sheets and the page that leads to them; return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    links = "\n".join(f'<p><a href="{sheet}.html">{sheet}</a></p>' for sheet in figures)
    pages = {"index": links, **{sheet: "\n".join(found) for sheet, found in figures.items()}}
    written = []
    for name, body in pages.items():
        path = folder / f"{name}.html"
        path.write_text(_PAGE.format(title=name, body=body), encoding="utf-8")
        written.append(path)
    return written


async def drawn(scene: Scene, run: Running) -> AsyncIterator[tuple[str, str]]:
    """Yield a scene in each size and theme: the name of its sheet, and the drawing."""
    with TemporaryDirectory(prefix="scrutiny-tui-sheet-") as folder:
        for name in _HOMES:
            os.environ[name] = folder
        for theme in THEMES:
            async with run(scene, Path(folder, theme), SIZES[0], theme) as pilot:
                for size in SIZES:
                    await pilot.resize(size)
                    yield f"{size[0]}x{size[1]}-{theme}", drawing_of(pilot)


def facilitated(scene: Scene, folder: Path, size: Size, theme: str) -> AbstractAsyncContextManager[Driver]:
    """Run the facilitator's window up to this scene."""
    return shown(scene, full_desk(folder), size, theme)


def drawing_of(pilot: Driver) -> str:
    """Return what the terminal shows as preformatted HTML."""
    rows = (
        "".join(_span(segment.text, segment.style or Style()) for segment in line) for line in pilot.segments
    )
    return f"<pre>{chr(10).join(rows)}</pre>"


def _span(text: str, style: Style) -> str:
    return f'<span style="{";".join(_rules(style))}">{escape(text)}</span>'


def _rules(style: Style) -> Iterator[str]:
    ink, paper = _hex(style.color, "#000000"), _hex(style.bgcolor, "#ffffff")
    ink, paper = (paper, ink) if style.reverse else (ink, paper)
    yield f"color:{ink};background:{paper}"
    if style.bold:
        yield "font-weight:bold"
    if style.italic:
        yield "font-style:italic"
    if style.underline or style.strike:
        yield f"text-decoration:{'underline' if style.underline else 'line-through'}"


def _hex(color: Color | None, otherwise: str) -> str:
    return color.get_truecolor().hex if color else otherwise


if __name__ == "__main__":
    sys.exit(main())
