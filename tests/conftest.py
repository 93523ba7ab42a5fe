"""Shuts the developer's own machine out of every test."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.failing import FailingSystem, use

_OUTSIDE = ("SCRUTINY_", "TEXTUAL_")
_OWN = {
    "SCRUTINY_SESSIONS": "sessions",
    "SCRUTINY_MIRROR": "mirror",
    "SCRUTINY_SETTINGS": "settings.json",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "HOME": "home",
    "USERPROFILE": "home",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "data",
    "WIN_PD_OVERRIDE_PERSONAL": "home/Documents",
}
"""Where the program keeps something, with the place for it in the test's folder.

Windows asks neither XDG's variables nor HOME; platformdirs takes its folders from those that begin with WIN_PD.
"""
_SESSIONS = Path(__file__).parents[1] / "sessions"
"""Where a checkout keeps workshops."""

_OBJECTS_BETWEEN_CLEANINGS = 100_000
"""Each test of a screen makes a whole program; looking for rubbish as often as usual would take a fifth of the time."""

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_configure(config: pytest.Config) -> None:
    """Spend the time on tests, and hear Ctrl+C: a shell that runs tests in the background has them and all they start ignore it."""
    gc.set_threshold(_OBJECTS_BETWEEN_CLEANINGS, 20, 20)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run one more test at a time than there are processors: screens wait for their timers a quarter of the time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def machine_shut_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Forget the environment's own settings, and keep all data in this test's folder, that of programs it starts too."""
    for name in [*os.environ]:
        if name.startswith(_OUTSIDE) or name == "NO_COLOR":
            monkeypatch.delenv(name)
    for name, folder in _OWN.items():
        monkeypatch.setenv(name, str(tmp_path / folder))


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> FailingSystem:
    """The system that the program uses, in which folders can be made to fail."""
    made = FailingSystem()
    use(made, monkeypatch)
    return made


@pytest.fixture(autouse=True, scope="session")
def checkout_left_alone() -> Iterator[None]:
    """Fail where a test has put a workshop among those of whoever develops this."""
    before = set(_SESSIONS.iterdir())
    yield
    assert set(_SESSIONS.iterdir()) == before


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Try a fifth of the hostile files each time; `make thorough` tries every one, which takes minutes."""
    if os.environ.get("THOROUGH"):
        return
    hostile = [item for item in items if item.path.name == "test_hostile_input.py"]
    left_out = {item for place, item in enumerate(hostile) if place % 5}
    config.hook.pytest_deselected(items=[*left_out])
    items[:] = [item for item in items if item not in left_out]
