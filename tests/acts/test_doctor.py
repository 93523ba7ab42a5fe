"""Whether a machine is ready is told in words, with what to change."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from scrutiny_tui.acts.doctor import Finding, Terminal, examine
from scrutiny_tui.store.installation import with_ctrl
from scrutiny_tui.store.places import Places
from tests.support.files import needs_lengths, needs_links
from tests.support.sessions import SHIPPED

GOOD = Terminal(True, 100, 30, "utf-8", {"TERM": "xterm-256color", "COLORTERM": "truecolor"})


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Folders of which none is there yet."""
    return Places(SHIPPED, tmp_path / "sessions", tmp_path / "mirror")


def found(places: Places, terminal: Terminal = GOOD) -> Mapping[str, Finding]:
    """Return what was found, by what was looked at."""
    return {each.what: each for each in examine(terminal, places, places.mirror / "settings.json")}


def test_on_a_good_machine_nothing_is_to_change_and_nothing_is_left(places: Places, tmp_path: Path) -> None:
    assert [each for each in found(places).values() if each.advice or each.prevents] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("width", "height", "told"),
    [
        (100, 28, "everything is shown at once"),
        (99, 40, "every page is whole"),
        (80, 23, "one part is shown at a time"),
        (59, 40, "too small"),
    ],
)
def test_the_size_says_how_much_is_shown(places: Places, width: int, height: int, told: str) -> None:
    size = found(places, replace(GOOD, width=width, height=height))["Size"]
    assert told in size.told
    assert (f"hold Ctrl and {with_ctrl('-')}" in size.advice) == (told == "too small")


def test_colours_letters_and_the_terminal_itself_are_told_with_what_to_change(places: Places) -> None:
    environments = [
        ({"COLORTERM": "24bit"}, "all"), ({"TERM": "screen-256color"}, "256"), ({"TERM": "vt100"}, "256" if sys.platform == "win32" else "probably 16"),
        ({"COLORTERM": "truecolor", "NO_COLOR": "1"}, "grey only"),
    ]  # fmt: skip
    for environment, told in environments:
        assert told in found(places, replace(GOOD, environment=environment))["Colours"].told
    assert "UTF-8" in found(places, replace(GOOD, encoding="cp1252"))["Characters"].advice
    assert "--plain" in found(places, replace(GOOD, has_screen=False))["Terminal"].advice


def be_windows(monkeypatch: pytest.MonkeyPatch, build: int) -> None:
    """Have what Python knows of its system on Windows alone."""
    monkeypatch.setattr("sys.getwindowsversion", lambda: SimpleNamespace(build=build), raising=False)


@pytest.mark.parametrize(
    ("build", "told"), [(19_045, "Windows 10, build 19045"), (22_631, "Windows 11, build 22631")]
)
def test_windows_is_told_by_its_build(
    monkeypatch: pytest.MonkeyPatch, places: Places, build: int, told: str
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    be_windows(monkeypatch, build)
    assert found(places)["System"].told == told
    assert found(places)["Terminal"].told == "Windows' old console"
    terminal = replace(GOOD, environment={"WT_SESSION": "4e0b8d2c"})
    assert found(places, terminal)["Terminal"].told == "Windows Terminal"


@pytest.mark.parametrize(
    ("platform", "variable", "told"),
    [("win32", "", "turn the mouse wheel"), ("win32", "WT_SESSION", "press -"), ("linux", "", "press -")],
    ids=["old console", "Windows Terminal", "elsewhere"],
)
def test_how_letters_are_made_smaller_is_what_the_terminal_knows(
    monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, told: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.delenv("WT_SESSION", raising=False)
    if variable:
        monkeypatch.setenv(variable, "4e0b8d2c")
    assert with_ctrl("-") == told


def test_a_broken_pack_or_an_unwritable_folder_prevents_a_workshop(places: Places, tmp_path: Path) -> None:
    content = found(replace(places, content=tmp_path))["Content"]
    assert content.prevents
    assert "scrutiny-tui check" in content.advice
    blocked = tmp_path / "file"
    blocked.touch()
    looked = found(replace(places, sessions=blocked / "x", mirror=blocked / "y"))
    assert looked["Workshops"].prevents
    assert "--sessions DIR" in looked["Workshops"].advice
    assert not looked["Backups"].prevents
    assert "--backup DIR" in looked["Backups"].advice


@needs_lengths
def test_one_folder_that_cannot_be_looked_into_hides_no_other(places: Places, tmp_path: Path) -> None:
    shown = found(replace(places, sessions=tmp_path / ("x" * 300)))
    (told,) = [each for each in shown.values() if each.prevents]
    assert "can't be used: File name too long." in told.told
    assert told.advice == "Use another folder: --sessions DIR."


# --- what a helpdesk asks


def test_what_is_missing_or_forbidden_is_told(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Policies" not in found(places)
    assert found(places)["Word files"] == Finding("Word files", "can be made")

    monkeypatch.setattr("scrutiny_tui.acts.doctor.policies", lambda: iter(["cmd.exe is forbidden"]))
    monkeypatch.setitem(sys.modules, "lxml.etree", None)

    told = found(places)
    assert told["Policies"].told == "cmd.exe is forbidden"
    assert "For IT" in told["Policies"].advice
    assert "lxml" in told["Word files"].told
    assert "HTML" in told["Word files"].advice
    assert not told["Policies"].prevents
    assert not told["Word files"].prevents
    assert found(places)["PDF files"] == Finding("PDF files", "can be made")

    monkeypatch.setitem(sys.modules, "typst", None)

    assert found(places)["PDF files"] == Finding("PDF files", "can't be made here: save the Word file as PDF")


@pytest.mark.parametrize(("fills", "told"), [(True, "on"), (False, "off")])
def test_full_screen_is_told_where_it_is_known(places: Places, fills: bool, told: str) -> None:
    assert "Full screen" not in found(places)
    screen = found(places, replace(GOOD, fills_screen=fills))["Full screen"]
    assert (screen.told, screen.advice) == (told, "" if fills else "Press F11.")


@pytest.mark.skipif(sys.platform == "win32", reason="terminals there have other names")
def test_the_terminal_is_told_by_the_names_it_has_and_with_its_font(places: Places) -> None:
    environment = {"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}
    terminal = replace(GOOD, environment=environment, font="Consolas")
    assert found(places, terminal)["Terminal"].told == "xterm-256color, iTerm.app, Consolas"
    assert found(places, replace(GOOD, environment={}))["Terminal"].told == "not known"


@needs_links
def test_a_folder_is_told_with_where_it_really_is(places: Places, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    places.sessions.symlink_to(tmp_path / "real")
    assert f"{places.sessions} (really {tmp_path / 'real'}) is ready" in found(places)["Workshops"].told
    assert list((tmp_path / "real").iterdir()) == []
