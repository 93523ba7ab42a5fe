"""Work that takes more than a second shows how far it is, beside the output and only if somebody sees it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextvars import copy_context
from pathlib import Path

import pytest

from scrutiny_tui.cli import terminal as terminals
from scrutiny_tui.store.system import WATCHER, Step, watched
from tests.cli.conftest import Shell
from tests.store.table_files import separated
from tests.support.sessions import workshop

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.support.terminal import terminal

SLOW = """
from scrutiny_tui.cli import terminal
terminal._BAR_AFTER = -1.0
from scrutiny_tui.cli import run
run()
"""


@pytest.fixture
def seen() -> Iterator[list[int]]:
    """How many steps each piece of work has that somebody watches."""
    numbers: list[int] = []

    def watch(steps: Collection[Step], /) -> Iterator[Step]:
        numbers.append(len(steps))
        yield from steps

    before = WATCHER.set(watch)
    yield numbers
    WATCHER.reset(before)


def test_what_can_take_long_is_watched(shell: Shell, folder: Path, held: Path, seen: list[int]) -> None:
    out = ("--out", str(folder / "out"))
    for words, steps in (
        (("compare", str(folder / "sessions")), [1]),
        (("backups",), [1]),
        (("report", "last", *out), [1]),
        (("report", "last", *out, "--paper", "all", "--format", "text"), [4]),
        (("export", "last", *out), [8]),
        (
            ("import", "last", str(separated(folder, "voter,item,answer\nMember 1,2,2\nMember 2,2,1\n"))),
            [2, 2, 2],
        ),
        (("pack-up", "last", "--out", str(folder / "w.zip")), [4]),
        (("unpack", str(folder / "w.zip")), []),
    ):
        seen.clear()
        assert shell(*words).exit_code == 0
        assert seen[: len(steps)] == steps
        assert seen


def test_without_a_terminal_nothing_is_shown(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminals, "_BAR_AFTER", -1.0)

    def work() -> list[int]:
        terminals.watch_work()
        return [*watched(range(3))]

    assert copy_context().run(work) == [0, 1, 2]
    assert capfd.readouterr().err == ""


def test_at_a_terminal_a_bar_is_shown(tmp_path: Path) -> None:
    workshop(tmp_path).close()
    words = ("compare", str(tmp_path / "sessions"))
    with terminal(["-c", SLOW, *words], {"SCRUTINY_SESSIONS": str(tmp_path / "sessions")}) as shown:
        shown.wait_for("100%")
        shown.wait_for("Exampleshire")
        assert shown.end() == 0
