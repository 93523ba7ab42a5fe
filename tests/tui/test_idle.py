"""What is done while nobody presses a key: each thing once, never in the way of a key, and styles with the first page."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet

from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui.app import ScrutinyApp
from tests.support.screens import at, empty_desk, make_desk, running

SOON = 0.001
LATER = 3600.0


def app_of(pilot_app: object) -> ScrutinyApp:
    """Return the program that is driven."""
    assert isinstance(pilot_app, ScrutinyApp)
    return pilot_app


async def test_small_jobs_are_done_one_after_another(tmp_path: Path) -> None:
    done: list[int] = []
    async with running(empty_desk(tmp_path)) as pilot:
        app = app_of(pilot.app)
        app.idle_seconds = SOON
        app.do_when_idle(partial(done.append, number) for number in range(3))

        await pilot.until(lambda: len(done) == 3)

    assert done == [0, 1, 2]


async def test_a_job_that_waits_already_is_not_done_twice(tmp_path: Path) -> None:
    done: list[str] = []
    job, last = partial(done.append, "job"), partial(done.append, "last")
    async with running(empty_desk(tmp_path)) as pilot:
        app = app_of(pilot.app)
        app.idle_seconds = SOON
        app.do_when_idle((job, job, last))

        await pilot.until(lambda: "last" in done)

    assert done == ["job", "last"]


async def test_a_last_job_as_long_as_the_wait_is_the_last_thing_done(tmp_path: Path) -> None:
    done: list[int] = []

    def as_long_as_the_wait(number: int) -> None:
        time.sleep(SOON * 0.8)
        done.append(number)

    async with running(empty_desk(tmp_path)) as pilot:
        app = app_of(pilot.app)
        app.idle_seconds = SOON
        for number in range(50):
            app.do_when_idle((partial(as_long_as_the_wait, number),))
            await pilot.until(partial(done.__contains__, number))

    assert done == list(range(50))


async def test_a_key_puts_off_what_is_to_be_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_off: list[None] = []
    async with running(empty_desk(tmp_path)) as pilot:
        app = app_of(pilot.app)
        app.idle_seconds = LATER
        app.do_when_idle((lambda: None,))
        monkeypatch.setattr("textual.timer.Timer.reset", lambda _timer: put_off.append(None))
        await pilot.press("down")

    assert put_off == [None]


async def test_nothing_is_done_where_nobody_waits(tmp_path: Path) -> None:
    done: list[str] = []
    async with running(empty_desk(tmp_path)) as pilot:
        app_of(pilot.app).do_when_idle((partial(done.append, "job"),))
        await pilot.settle()

    assert done == []


async def test_a_page_that_was_left_is_swept_up(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP, 1))
    async with running(desk) as pilot:
        await pilot.press("o")
        await pilot.settle()
        app_of(pilot.app).idle_seconds = SOON
        left = weakref.ref(pilot.screen)
        gc.disable()
        try:
            for key in ("enter", "o"):
                await pilot.press(key)
                await pilot.settle()
            await pilot.until(lambda: left() is None)
        finally:
            gc.enable()


def parsed(stylesheet: Stylesheet) -> Iterator[str]:
    """Yield the names of the files whose rules are there."""
    return (Path(path).stem for path, _ in stylesheet.source if path.endswith(".tcss"))


async def test_the_styles_of_a_page_come_with_the_first_page_that_needs_them(tmp_path: Path) -> None:
    async with running(at(make_desk(tmp_path), Place(PageName.STEP, 1))) as pilot:
        assert set(parsed(pilot.app.stylesheet)) == {"base", "pages"}

        await pilot.press("p")
        await pilot.settle()
        assert set(parsed(pilot.app.stylesheet)) == {"base", "pages", "day"}

        await pilot.press("question_mark")
        await pilot.settle()
        assert set(parsed(pilot.app.stylesheet)) == {"base", "pages", "day", "dialogs"}


def test_what_is_loaded_ahead_is_all_that_a_workshop_comes_to() -> None:
    program = (
        "import sys; from scrutiny_tui.domain.session import PageName; from scrutiny_tui.tui import app\n"
        "for job in app.ahead(): job()\n"
        "ahead = {*sys.modules}\n"
        "for page in PageName: app.named(page)\n"
        "assert 'scrutiny_tui.tui.screens.resume' in ahead and {*sys.modules} == ahead"
    )
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=True)


def test_every_file_of_styles_is_named_by_a_page() -> None:
    folder = Path(__file__).parents[2] / "scrutiny_tui" / "tui"
    sources = "".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    named = {path.stem for path in (folder / "styles").glob("*.tcss") if f'"{path.stem}"' in sources}

    assert named == {path.stem for path in (folder / "styles").iterdir()}
