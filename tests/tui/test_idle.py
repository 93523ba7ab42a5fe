"""What is done while nobody presses a key: each thing once, never in the way of a key, and styles with the first page."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import weakref
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.app import ScrutinyApp
from tests.support.screens import Driver, at, make_desk, running

SOON = 0.001
LATER = 3600.0


@asynccontextmanager
async def started(folder: Path, idle_seconds: float = SOON) -> AsyncIterator[tuple[ScrutinyApp, Driver]]:
    """Run the program, which takes nobody to be pressing a key after so many seconds."""
    async with running(at(make_desk(folder), Place(PageName.STEP, 1))) as pilot:
        app = pilot.app
        assert isinstance(app, ScrutinyApp)
        app.idle_seconds = idle_seconds
        yield app, pilot


async def test_jobs_are_done_once_one_after_another_up_to_the_last(tmp_path: Path) -> None:
    done: list[int] = []
    jobs = [partial(done.append, number) for number in range(3)]
    async with started(tmp_path) as (app, pilot):
        app.do_when_idle((jobs[0], *jobs))

        await pilot.until(lambda: 2 in done)

    assert done == [0, 1, 2]
    done.clear()

    def as_long_as_the_wait(number: int) -> None:
        time.sleep(SOON * 0.8)
        done.append(number)

    async with started(tmp_path) as (app, pilot):
        for number in range(50):
            app.do_when_idle((partial(as_long_as_the_wait, number),))
            await pilot.until(partial(done.__contains__, number))

    assert done == list(range(50))


async def test_a_key_puts_off_what_is_to_be_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_off: list[None] = []
    async with started(tmp_path, LATER) as (app, pilot):
        app.do_when_idle((lambda: None,))
        monkeypatch.setattr("textual.timer.Timer.reset", lambda _timer: put_off.append(None))
        await pilot.press("down")

    assert put_off == [None]


async def test_a_page_that_was_left_is_swept_up(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP, 1))) as pilot:
        await pilot.keys("o")
        assert isinstance(pilot.app, ScrutinyApp)
        pilot.app.idle_seconds = SOON
        left = weakref.ref(pilot.screen)
        gc.disable()
        try:
            await pilot.keys("enter o")
            await pilot.until(lambda: left() is None)
        finally:
            gc.enable()


def test_what_is_loaded_ahead_is_all_that_a_workshop_comes_to() -> None:
    program = (
        "import sys; from scrutiny_tui.domain.session import PageName; from scrutiny_tui.tui import app\n"
        "for job in app.ahead(): job()\n"
        "ahead = {*sys.modules}\n"
        "for page in PageName: app.named(page)\n"
        "assert 'scrutiny_tui.tui.screens.resume' in ahead and {*sys.modules} == ahead"
    )
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=True)


@pytest.mark.parametrize(
    ("pages", "later"),
    [
        (
            ("home",),
            (
                "tinydb",
                "tomllib",
                "filelock",
                "hashlib",
                "scrutiny_tui.acts.rescue",
                "scrutiny_tui.view.pages",
            ),
        ),
        (
            ("first page", "step"),
            ("textual.widgets._text_area", "textual.widgets._markdown", "scrutiny_tui.tui.act_form"),
        ),
    ],
    ids=["start page", "workshop"],
)
def test_the_first_page_does_not_wait_for_what_it_may_lead_to(
    pages: tuple[str, ...], later: tuple[str, ...]
) -> None:
    program = (
        "import sys; import scrutiny_tui.cli.windows; from scrutiny_tui.tui import app\n"
        f"for page in {pages}: app.named(page)\n"
        f"print(*(name for name in {later} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout.split() == []
