"""Draws the pictures of the README and the documents from the example workshop, the same each time.

    python scripts/screenshots.py DIR

Writes one SVG file for each of `PICTURES`. The example is opened on a copy; the picture of the answers shows its third step
while it is being answered a third time.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unittest.mock import patch

from scrutiny_tui.acts.card_watch import Sighting
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.card_reader import Reading
from scrutiny_tui.store.places import Places, example_session
from scrutiny_tui.tui.app import ScrutinyApp

ROOT: Final = Path(__file__).resolve().parents[1]
SIZE: Final = (100, 28)
"""Columns and rows: a projector with big letters."""

NOW: Final = datetime(2026, 10, 13, 15, 0)  # noqa: DTZ001 - the time in the room has no zone
FONTS: Final = '"Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace'
"""Fonts that machines have; Textual would have the reader's browser fetch one."""

IN: Final = 9
"""How many answers are in on the picture of the answers."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to draw."""

    name: str
    place: Place | None
    """None for the start page, before the workshop is opened."""
    keys: tuple[str, ...] = ()
    """What is pressed there before it is drawn."""


PICTURES: Final = (
    Picture("start", None),
    Picture("welcome", Place(PageName.WELCOME, 1)),
    Picture("step", Place(PageName.STEP, 2)),
    Picture("result", Place(PageName.RESULT, 6)),
    Picture("overview", Place(PageName.OVERVIEW, 3)),
    Picture("plan", Place(PageName.PLAN, 6)),
    Picture("read-back", Place(PageName.READ_BACK, 1)),
    Picture("close", Place(PageName.OVERVIEW, 3), ("e",)),
    Picture("answers", Place(PageName.ANSWERS, 3)),
    Picture("camera", Place(PageName.CARDS, 3), ("enter",)),
)
"""The answers come last, because drawing them takes answers."""


class StillCamera:
    """Stands in for what reads cards: it has seen the room once, and nobody's card."""

    counts = True

    def __init__(self, _opens: object, _dealt: object, tell: Callable[[Sighting], object]) -> None:
        self._tell = tell

    def run(self) -> None:
        """Say that there is a picture."""
        self._tell(Sighting(Reading({}, {}, brightness=120.0)))

    def stop(self) -> None:
        """There is nothing to switch off."""


def main() -> int:
    """Draw the pictures; return the exit status."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the README from the example workshop.")
    parser.add_argument("folder", type=Path, help="where to write them")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for path in write_pictures(folder):
        print(path)
    return 0


def write_pictures(folder: Path) -> list[Path]:
    """Write the pictures into the folder and return where they are."""
    written = []
    with TemporaryDirectory(prefix="scrutiny-tui-pictures-") as spare, at_home(Path(spare)), still_camera():
        copy = Path(spare) / "example.json"
        copy.write_bytes(example_session().read_bytes())
        places = Places(ROOT / "content", Path(spare), Path(spare) / "mirror")
        desk = Desk(Library(places, clock=lambda: NOW))
        for each in PICTURES:
            if each.place:
                prepare(desk, copy, each.place)
            path = folder / f"{each.name}.svg"
            path.write_text(asyncio.run(draw(desk, each.keys)), encoding="utf-8")
            written.append(path)
        desk.leave()
    return written


@contextmanager
def still_camera() -> Iterator[None]:
    """Let no camera be switched on, nor the extra be needed that reads cards."""
    with (
        patch("scrutiny_tui.tui.screens.camera.CardWatch", StillCamera),
        patch("scrutiny_tui.tui.screens.camera.camera_ready", return_value=True),
    ):
        yield


@contextmanager
def at_home(folder: Path) -> Iterator[None]:
    """Let the home of whoever is signed in be a folder with a desktop, the same on every machine."""
    (folder / "Desktop").mkdir()
    names = ("HOME", "USERPROFILE")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, str(folder)))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def prepare(desk: Desk, copy: Path, place: Place) -> None:
    """Have the workshop open at this place."""
    workshop = desk.workshop
    if workshop is None:
        workshop = desk.open(copy)
        workshop.begin_sitting()
        workshop.save(show_promise(workshop.session))
        desk.noted = True
    if place.page is PageName.ANSWERS:
        take_answers(workshop, place.item)
    workshop.move_to(place)


async def draw(desk: Desk, keys: tuple[str, ...]) -> str:
    """Return the picture of the page that the program begins with, once these keys were pressed."""
    app = ScrutinyApp(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
        await pilot.pause()
        return without_network(app.export_screenshot(title="Scrutiny TUI"))


def take_answers(workshop: Workshop, item: int) -> None:
    """Take some answers on a step; which ones makes no difference to the picture."""
    workshop.open_round(item)
    voters = [voter for voter in workshop.session.voters.values() if voter.casts]
    for voter in voters[:IN]:
        workshop.cast(item, voter.id, Answer.LEVEL_2)


def without_network(svg: str) -> str:
    """Return the picture with fonts of the reader's machine and ids that stay the same."""
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family:[^;]*;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"terminal-\d+-", "terminal-", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    sys.exit(main())
