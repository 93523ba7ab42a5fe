"""Whether a machine is ready is told in words, with what to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.acts.doctor import Finding, Terminal, examine
from scrutiny_tui.store.places import Places
from tests.support.sessions import SHIPPED

GOOD = Terminal(True, 100, 30, "utf-8", {"TERM": "xterm-256color", "COLORTERM": "truecolor"})


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Folders of which none is there yet."""
    return Places(SHIPPED, tmp_path / "sessions", tmp_path / "mirror")


def found(places: Places, terminal: Terminal = GOOD) -> Mapping[str, Finding]:
    """Return what was found, by what was looked at."""
    return {each.what: each for each in examine(terminal, places, places.mirror / "settings.json")}


def test_on_a_good_machine_nothing_is_to_change_and_nothing_is_left_behind(
    places: Places, tmp_path: Path
) -> None:
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
    assert bool(size.advice) == (told == "too small")


def test_colours_letters_and_the_terminal_itself_are_told_with_what_to_change(places: Places) -> None:
    environments = [
        ({"COLORTERM": "24bit"}, "all"), ({"TERM": "screen-256color"}, "256"), ({"TERM": "vt100"}, "probably 16"),
        ({"COLORTERM": "truecolor", "NO_COLOR": "1"}, "grey only"),
    ]  # fmt: skip
    for environment, told in environments:
        assert told in found(places, replace(GOOD, environment=environment))["Colours"].told
    assert "chcp 65001" in found(places, replace(GOOD, encoding="cp1252"))["Characters"].advice
    assert "--plain" in found(places, replace(GOOD, has_screen=False))["Terminal"].advice


def test_a_broken_pack_prevents_a_workshop(places: Places, tmp_path: Path) -> None:
    content = found(replace(places, content=tmp_path))["Content"]
    assert content.prevents
    assert "scrutiny-tui check" in content.advice


def test_a_folder_that_cannot_be_written_prevents_it_only_where_workshops_go(
    places: Places, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    looked = found(replace(places, sessions=blocked / "x", mirror=blocked / "y"))
    assert looked["Workshops"].prevents
    assert "--sessions DIR" in looked["Workshops"].advice
    assert not looked["Backups"].prevents
    assert "--backup DIR" in looked["Backups"].advice


def test_a_folder_that_cannot_be_looked_into_is_told_and_the_others_are_looked_at(
    places: Places, tmp_path: Path
) -> None:
    shown = found(replace(places, sessions=tmp_path / ("x" * 300)))
    (told,) = [each for each in shown.values() if each.prevents]
    assert "can't be used: File name too long." in told.told
    assert told.advice == "Use another folder: --sessions DIR."
